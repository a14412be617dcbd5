// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "backend/services/password_policy.h"
#include "backend/services/passwords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::Passwords;

class TestPasswords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void passwordsThatAnybodyWouldTryAreRefused_data();
    void passwordsThatAnybodyWouldTryAreRefused();
    void randomPasswordsPass();
    void theRightPasswordMatches();
    void nobodysPasswordNeverMatches();
    void moreThanTheQueueHoldsIsRefused();
};

void TestPasswords::initTestCase()
{
    QVERIFY(crypto::start());
    crypto::useFastPasswordsForTests();
}

void TestPasswords::passwordsThatAnybodyWouldTryAreRefused_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("why"); // a part of the words; empty: it is good
    const QString common = u"anybody would try"_s;
    const QString own = u"name or e-mail"_s;
    QTest::newRow("short") << u"k7Qp!x2"_s << u"at least 10"_s;
    QTest::newRow("nine") << u"k7Qp!x2zz"_s << u"at least 10"_s;
    QTest::newRow("five emoji are five characters") << u"😀😁😂🤣😃"_s << u"at least 10"_s;
    QTest::newRow("digits in a row") << u"1234567890"_s << common;
    QTest::newRow("digits back") << u"0987654321"_s << common;
    QTest::newRow("keys in a row") << u"qwertyuiop"_s << common;
    QTest::newRow("one letter") << u"aaaaaaaaaaaa"_s << common;
    QTest::newRow("a short word again and again") << u"abc1abc1abc1"_s << common;
    QTest::newRow("a common word with a year") << u"Senha@2026"_s << common;
    QTest::newRow("a common word with digits") << u"password123"_s << common;
    QTest::newRow("a club with a year") << u"Flamengo1981"_s << common;
    QTest::newRow("the e-mail") << u"marina.silva@clinica.example"_s << own;
    QTest::newRow("the e-mail's first part") << u"Marina.Silva"_s << own;
    QTest::newRow("the name with a year") << u"MarinaSilva2026"_s << own;
    QTest::newRow("the name without accents") << u"marina da silva"_s << own;
    QTest::newRow("a sentence") << u"o cavalo comeu tres ipês"_s << QString();
    QTest::newRow("ten random letters") << u"k7Qpfx2zzT"_s << QString();
    QTest::newRow("a common word within a longer one") << u"senhaverdedolago"_s << QString();
}

void TestPasswords::passwordsThatAnybodyWouldTryAreRefused()
{
    QFETCH(QString, password);
    QFETCH(QString, why);
    const auto problem =
        services::passwordProblem(password, u"marina.silva@clinica.example"_s, u"Marina dá Silva"_s);
    QCOMPARE(problem.has_value(), !why.isEmpty());
    if (problem) {
        QCOMPARE(problem->reason, Reason::InvalidParams);
        QCOMPARE(problem->field, u"password"_s);
        QVERIFY2(problem->text.contains(why), qPrintable(problem->text));
        QVERIFY(!problem->text.contains(password));
    }
}

void TestPasswords::randomPasswordsPass()
{
    for (int i = 0; i < 200; ++i)
        QVERIFY(!services::passwordProblem(crypto::randomPassword(), u"ana@clinica.example"_s, u"Ana"_s));
}

void TestPasswords::theRightPasswordMatches()
{
    Passwords passwords;
    const auto hash = passwords.hash(u"o cavalo comeu tres ipês"_s).result();
    QVERIFY(hash);
    QVERIFY(hash->startsWith("$argon2id$"_L1));
    QCOMPARE(*passwords.matches(*hash, u"o cavalo comeu tres ipês"_s).result(), true);
    QCOMPARE(*passwords.matches(*hash, u"o cavalo comeu três ipês"_s).result(), false);
}

void TestPasswords::nobodysPasswordNeverMatches()
{
    Passwords passwords;
    QCOMPARE(*passwords.matches({}, {}).result(), false);
    QCOMPARE(*passwords.matches({}, u"senha"_s).result(), false);
}

void TestPasswords::moreThanTheQueueHoldsIsRefused()
{
    Passwords passwords;
    const QString hash = *passwords.hash(u"o cavalo comeu tres ipês"_s).result();
    QList<Future<bool>> all;
    for (int i = 0; i < 20 * Passwords::maxWaiting; ++i)
        all.append(passwords.matches(hash, u"x"_s));
    int refused = 0;
    for (const auto &one : all) {
        if (!one.result()) {
            ++refused;
            QCOMPARE(one.result().error().reason, Reason::RateLimited);
            QVERIFY(one.result().error().data.value("retryAfterMs"_L1).toInteger() > 0);
        }
    }
    QVERIFY(refused > 0);
    QCOMPARE(*passwords.matches(hash, u"x"_s).result(), false);
}

QTEST_GUILESS_MAIN(TestPasswords)
#include "tst_passwords.moc"
