// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/client/scripted_transport.h"
#include "ui/desk/live_desk.h"

#include <QTest>

namespace acolhe::tests {

using namespace Qt::StringLiterals;
using client::Connection;
using client::Mirror;

/// One run of the program: what it has of a mirror file, a server that may or may not be there.
struct Run {
    explicit Run(const QString &path, const QByteArray &key, const QString &epoch = u"e1"_s)
        : mirror(path, key)
    {
        auto transport = std::make_unique<ScriptedTransport>(100, epoch);
        server = transport.get();
        connection = std::make_unique<Connection>(std::move(transport));
        QJsonObject page{{u"conversations"_s, QJsonArray{conversationJson(7, 3, u"Marina"_s)}}};
        server->answer(u"conversations.myAssignedConversations"_s, page);
        server->answer(u"messages.getByConversation"_s,
            {{u"messages"_s, QJsonArray{messageJson(70, 7, u"Consigo remarcar?"_s)}}, {u"hasMore"_s, false},
                {u"hasNewer"_s, false}});
    }
    ~Run()
    {
        desk.reset();
        connection.reset();
    }

    void begin(bool reachable)
    {
        server->setReachable(reachable);
        auto kept = mirror.open();
        QVERIFY(QTest::qWaitFor([&] { return kept.isFinished(); }));
        opened = *kept.result();
        connection->start(u"acs_1"_s, opened.head ? opened.head->bookmark : client::Bookmark());
        desk = std::make_unique<ui::LiveDesk>(*connection, mirror, opened);
        const auto expected = reachable ? Connection::State::Online : Connection::State::Waiting;
        QVERIFY(QTest::qWaitFor([&] { return connection->state() == expected; }));
    }
    void openMarina()
    {
        QTRY_VERIFY(desk->find({7}).isValid());
        desk->open({7});
        QTRY_VERIFY(!desk->isLoadingThread());
    }
    QStringList texts() const
    {
        QStringList list;
        for (int row = 0; row < desk->thread().rowCount(); ++row)
            list << desk->thread().index(row, 0).data().toString();
        return list;
    }
    Message last() const
    {
        return *desk->itemAt(desk->thread().index(desk->thread().rowCount() - 1, 0)).message;
    }
    /// Takes messages.send as the server does: the same client id is the same message.
    void takeMessages()
    {
        server->answer(u"messages.send"_s, [this](const QJsonObject &params) {
            const QString clientId = params["clientId"_L1].toString();
            if (!stored.contains(clientId))
                stored.append(clientId);
            const QJsonObject message = messageJson(80 + stored.indexOf(clientId),
                params["conversationId"_L1].toInteger(), params["text"_L1].toString(), clientId);
            return QJsonObject{{u"result"_s, QJsonObject{{u"message"_s, message}}}};
        });
    }

    Mirror mirror;
    ScriptedTransport *server = nullptr;
    std::unique_ptr<Connection> connection;
    Mirror::Kept opened;
    std::unique_ptr<ui::LiveDesk> desk;
    QStringList stored;
};

} // namespace acolhe::tests
