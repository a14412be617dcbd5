// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/protocol/event_methods.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// The typing.* and viewing.* methods: who of the team writes in a conversation, and who has it open. What
/// goes on now; nothing of it is stored. Lives on the main thread.
class Companions : public QObject {
    Q_OBJECT
public:
    /// How long somebody counts as looking who says no more.
    static constexpr qint64 viewingMs = 45'000;

    Companions(store::Store &store, const Clock &clock, QObject *parent = nullptr);

    Future<wire::Success> tellTyping(const Caller &caller, const wire::TypingNotify::Request &request);
    /// Gives the others who have it open; one person's programs count as one.
    Future<wire::ViewingNotify::Reply> tellViewing(
        const Caller &caller, const wire::ViewingNotify::Request &request);

Q_SIGNALS:
    /// To be published: those who may see the conversation hear of it.
    void happened(acolhe::ClinicId clinic, const acolhe::Event &event);

private:
    struct Viewer {
        SessionId session;
        Sender who;
        qint64 untilMs = 0;
    };
    using Place = std::pair<ClinicId, ConversationId>;

    Future<std::pair<Conversation, Sender>> look(const Caller &caller, ConversationId id);
    bool isViewing(const QList<Viewer> &viewers, const Sender &who) const;
    void forgetTheGone();

    store::Store &m_store;
    const Clock &m_clock;
    QHash<Place, QList<Viewer>> m_viewers;
};

} // namespace acolhe::services
