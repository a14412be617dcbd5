// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "tests/desk/desk_run.h"

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::Run;

class TestTyping : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }

    void whoElseWritesIsKnown()
    {
        Run run({}, crypto::randomBytes(crypto::keyBytes)); // its mirror is in memory
        run.begin(true);
        run.openMarina();
        const auto tell = [&run](qint64 conversation, qint64 user, const QString &name, bool typing) {
            run.server->tell(0, u"typing"_s,
                {{u"conversationId"_s, conversation}, {u"typing"_s, typing},
                    {u"who"_s, QJsonObject{{u"type"_s, u"user"_s}, {u"id"_s, user}, {u"name"_s, name}}}});
        };
        tell(7, 4, u"Diego"_s, true);
        QCOMPARE(run.desk->typing(), QStringList{u"Diego"_s});
        tell(7, 3, u"Paula"_s, true); // oneself
        tell(8, 5, u"Bia"_s, true); // elsewhere
        QCOMPARE(run.desk->typing(), QStringList{u"Diego"_s});
        tell(7, 4, u"Diego"_s, false);
        QCOMPARE(run.desk->typing(), QStringList());
        tell(7, 4, u"Diego"_s, true);
        QTRY_COMPARE_WITH_TIMEOUT(run.desk->typing(), QStringList(), 2 * ui::LiveDesk::typingMs);
    }

    void typingIsToldOnceInAWhile()
    {
        Run run({}, crypto::randomBytes(crypto::keyBytes)); // its mirror is in memory
        run.begin(true);
        run.openMarina();
        for (int i = 0; i < 10; ++i)
            run.desk->tellTyping({7}, true);
        QCOMPARE(run.server->heard(u"typing.notify"_s).size(), 1);
        run.desk->tellTyping({7}, false);
        run.desk->tellTyping({7}, false);
        const auto heard = run.server->heard(u"typing.notify"_s);
        QCOMPARE(heard.size(), 2);
        QCOMPARE(heard[1]["typing"_L1].toBool(), false);
    }
};

QTEST_MAIN(TestTyping)
#include "tst_typing.moc"
