// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/async.h"
#include "backend/protocol/methods.h"
#include "backend/protocol/rpc.h"
#include "ui/client/retry.h"
#include "ui/client/transport.h"

#include <QHash>
#include <QRandomGenerator>
#include <QTimer>

#include <functional>

namespace acolhe::client {

/// An event as it came; `seq` 0: not of the log.
struct ServerEvent {
    qint64 seq = 0;
    QString type;
    ConversationId conversation;
    QJsonObject data;
};

/// Where a client stands in a clinic's event log.
struct Bookmark {
    qint64 seq = 0;
    QString epoch; ///< empty: nothing was read yet

    bool operator==(const Bookmark &) const = default;
    static constexpr auto fields()
    {
        return std::tuple{field("seq", &Bookmark::seq), field("epoch", &Bookmark::epoch)};
    }
};

/// The one conversation with a server: signs in, resumes, keeps trying, calls methods and hands on events,
/// each once and in order. Main thread.
class Connection : public QObject {
    Q_OBJECT
public:
    enum class State {
        SignedOut, ///< no token, or the server does not know it any more
        Waiting, ///< for the next try
        Connecting,
        Online, ///< events flow
    };
    static constexpr int callTimeoutMs = 30'000;

    /// `random` in [0, 1): spreads the tries.
    explicit Connection(
        std::unique_ptr<Transport> transport,
        std::function<double()> random = [] { return QRandomGenerator::global()->generateDouble(); },
        QObject *parent = nullptr);
    ~Connection() override;

    State state() const { return m_state; }
    /// When the next try is, in milliseconds from now; 0 unless Waiting.
    qint64 retryInMs() const;

    /// Signs in over a connection of its own making; with the token that it gives, call start().
    Future<wire::AuthLogin::Reply> login(const wire::AuthLogin::Request &request);
    /// Connects with this token and stays connected. `bookmark`: what was read before.
    void start(const QString &token, const Bookmark &bookmark);
    /// Ends the session at the server, as far as it can be reached, and forgets it.
    void signOut();
    void retryNow();

    /// Fails with ChannelUnavailable when there is no server; nothing is known then of what became of the
    /// call.
    template <wire::Method M> Future<typename M::Reply> call(const typename M::Request &request)
    {
        using Reply = typename M::Reply;
        return send(M::name, wire::toJson(request))
            .then([](const Result<QJsonObject> &result) -> Result<Reply> {
                return result ? wire::fromJson<Reply>(*result, wire::Unknown::Ignored)
                              : Result<Reply>(result.error());
            });
    }

    /// Whether the last online() said that what was read before is worth nothing.
    bool wasReset() const { return m_reset; }
    /// Of the session; for what does not go over the transport.
    const QString &token() const { return m_token; }
    const Bookmark &bookmark() const { return m_bookmark; }
    const std::optional<wire::AuthResume::Reply> &who() const { return m_who; }

Q_SIGNALS:
    void stateChanged();
    /// Signed in and before any event: the caller reads what it shows anew when `reset`, else what it has is
    /// good.
    void online(bool reset);
    void eventArrived(const acolhe::client::ServerEvent &event);
    /// The token is dead: the person must sign in.
    void signedOut(const QString &reason);

private:
    Future<QJsonObject> send(const char *method, const QByteArray &params);
    void setState(State state);
    void connectNow();
    void onOpened();
    void onReceived(const QByteArray &line);
    void onClosed(int code, const QString &problem);
    void resume();
    void subscribe();
    void takeEvent(const QJsonObject &params);
    void answer(qint64 id, const Result<QJsonObject> &result);
    void failAll(const Error &error);
    void dropTimedOut();

    struct Call {
        std::shared_ptr<QPromise<Result<QJsonObject>>> promise;
        qint64 deadlineMs = 0;
    };

    const std::unique_ptr<Transport> m_transport;
    const std::function<double()> m_random;
    State m_state = State::SignedOut;
    bool m_open = false;
    bool m_reset = false;
    QString m_token;
    Bookmark m_bookmark;
    std::optional<wire::AuthResume::Reply> m_who;
    Retry m_retry;
    QTimer m_retryTimer;
    QTimer m_timeouts;
    qint64 m_lastId = 0;
    QHash<qint64, Call> m_calls;
    QList<std::function<void()>> m_whenOpen;
};

} // namespace acolhe::client
