// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/client/transport.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <functional>

namespace acolhe::tests {

/// A server that says what the test wrote down. A method without an answer is heard and not answered.
class ScriptedTransport final : public client::Transport {
    Q_OBJECT
public:
    /// Gives {"result":…} or {"error":…}.
    using Answer = std::function<QJsonObject(const QJsonObject &params)>;

    /// Answers auth.resume and events.subscribe of a clinic whose log stands at `seq` of `epoch`.
    explicit ScriptedTransport(qint64 seq = 100, const QString &epoch = QStringLiteral("e1"));

    void open() override;
    void close() override { end(1000); }
    void send(const QByteArray &line) override;

    void answer(const QString &method, const Answer &answer) { m_answers.insert(method, answer); }
    void answer(const QString &method, const QJsonObject &result);
    void refuse(const QString &method, const QString &reason, const QJsonObject &data = {});
    void forget(const QString &method) { m_answers.remove(method); }
    /// From now on open() fails.
    void setReachable(bool reachable) { m_reachable = reachable; }
    void end(int code, const QString &problem = {});
    void tell(qint64 seq, const QString &type, const QJsonObject &data);

    int opened = 0; ///< tries
    QList<QJsonObject> heard(const QString &method) const; ///< params, in order

private:
    QHash<QString, Answer> m_answers;
    QList<QJsonObject> m_calls;
    bool m_reachable = true;
    bool m_open = false;
};

/// As a server writes them.
QJsonObject conversationJson(qint64 id, qint64 attendant, const QString &patient);
QJsonObject messageJson(qint64 id, qint64 conversation, const QString &text, const QString &clientId = {});

} // namespace acolhe::tests
