// SPDX-License-Identifier: Apache-2.0
#include "backend/services/event_feed.h"

#include "backend/protocol/events.h"
#include "backend/store/events.h"

namespace acolhe::services {

using Reply = wire::EventsSubscribe::Reply;

EventFeed::EventFeed(store::Store &store, Hub &hub, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_hub(hub)
{
}

Future<Reply> EventFeed::position(ClinicId clinic)
{
    return m_store.read<Reply>(clinic, [](store::Connection &connection) -> Result<Reply> {
        const auto at = store::Events(connection).position();
        if (!at)
            return at.error();
        return Reply{at->seq, at->epoch, false};
    });
}

namespace {

struct Replay {
    Reply reply;
    QList<Event> events;
};

bool isTooLarge(const QList<Event> &events)
{
    constexpr qint64 around = 160; // what a line has besides the data
    qint64 bytes = 0;
    for (const Event &event : events)
        bytes += event.data.size() + around;
    return bytes > EventFeed::maxReplayBytes;
}

Result<Replay> replayOf(
    store::Connection &connection, const Caller &caller, const wire::EventsSubscribe::Request &request)
{
    store::Events events(connection);
    const auto at = events.position();
    if (!at)
        return at.error();
    Replay replay{{at->seq, at->epoch, false}, {}};
    if (!request.since)
        return replay;
    const bool otherLog = request.epoch && *request.epoch != at->epoch;
    if (otherLog || *request.since > at->seq || at->seq - *request.since > EventFeed::maxReplay
        || *request.since < at->oldest - 1) {
        replay.reply.reset = true;
        return replay;
    }
    auto missed = events.after(*request.since, at->seq, caller);
    if (!missed)
        return missed.error();
    if (isTooLarge(*missed))
        replay.reply.reset = true;
    else
        replay.events = *std::move(missed);
    return replay;
}

} // namespace

Future<Reply> EventFeed::subscribe(
    const std::shared_ptr<Subscription> &subscription, const wire::EventsSubscribe::Request &request)
{
    subscription->hold();
    m_hub.add(
        subscription); // before the log is read: what is committed meanwhile waits, nothing falls between
    const Caller caller = subscription->caller();
    return m_store
        .read<Replay>(caller.clinic,
            [=](store::Connection &connection) { return replayOf(connection, caller, request); })
        .then(this, [this, subscription](const Result<Replay> &replay) -> Result<Reply> {
            if (!replay)
                return replay.error();
            // After the answer has gone out: the caller's continuation runs before this.
            QMetaObject::invokeMethod(
                this,
                [subscription, missed = *replay] {
                    for (const Event &event : missed.events)
                        subscription->replay(event.seq, wire::eventLine(event));
                    subscription->goLive(missed.reply.seq);
                },
                Qt::QueuedConnection);
            return replay->reply;
        });
}

} // namespace acolhe::services
