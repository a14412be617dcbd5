// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/rpc/peer.h"
#include "backend/api/rpc/rpc_services.h"
#include "tests/support/manual_clock.h"

#include <QPromise>
#include <QSet>

namespace acolhe::tests {

/// A server's insides, small: a few methods, four people, a clinic's events, all in memory.
struct Reception {
    using Waiting = QPromise<Result<wire::ConversationReply>>;

    Reception();

    api::RpcServices services();
    /// "bia" is an attendant, "rui" a manager, "ana" an admin, "marina" a patient; their tokens are their
    /// names.
    api::SignedIn signedIn(const QString &name) const;
    /// Answers the oldest call of conversations.get that waits.
    void answerOldest();
    /// One event for everybody who listens.
    void publish(const QByteArray &line);

    ManualClock clock;
    api::Router router;
    QSet<QString> dead; ///< tokens
    std::function<void(SessionId)> ended = [](SessionId) {}; ///< told by auth.logout
    QList<std::shared_ptr<Waiting>> waiting; ///< calls of conversations.get
    QStringList loginAddresses;
    QStringList present; ///< "bia came", "bia went", …
    bool holdsSubscriptions = false; ///< events.subscribe is answered by answerSubscription() only
    std::shared_ptr<QPromise<Result<wire::EventsSubscribe::Reply>>> subscription;
    void answerSubscription();

private:
    using Sink = std::function<void(const QByteArray &)>;

    api::Listening listen(const wire::EventsSubscribe::Request &request, const Sink &sink);

    std::shared_ptr<QList<std::weak_ptr<Sink>>> m_sinks;
};

/// A peer that writes down what it is told.
class RecordingPeer : public api::Peer {
public:
    QString address() const override { return QStringLiteral("203.0.113.9"); }
    void send(const QByteArray &line) override { sent.append(line); }
    void close(int code, const QString &) override { closedWith = code; }
    void setReading(bool on) override { reading = on; }
    void setBusy(bool on) override { busy = on; }

    QByteArrayList sent;
    int closedWith = 0;
    bool reading = true;
    bool busy = false;
};

/// {"jsonrpc":"2.0","id":…,"method":…,"params":…}
QByteArray callLine(int id, const QByteArray &method, const QByteArray &params = "{}");

} // namespace acolhe::tests
