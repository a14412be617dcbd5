// SPDX-License-Identifier: Apache-2.0
#include "backend/services/login_throttle.h"
#include "tests/support/manual_clock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using acolhe::services::LoginThrottle;
using acolhe::tests::ManualClock;

constexpr qint64 minute = 60'000;

class TestLoginThrottle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void guessingOneAccountIsSlowedDown();
    void timeGivesTriesBack();
    void manyAddressesGuessingOneAccountAreSlowedDown();
    void oneAddressTryingManyAccountsIsSlowedDown();
    void anAttackFromElsewhereDoesNotLockThePersonOut();
    void aColleagueBehindTheSameNatDoesNotLockThePersonOut();
    void anOfficeThatSignsInAtOnceIsNotSlowedDown();
    void aRightPasswordBuysNoGuessesAtOthers();
    void addressesOfOneNetworkCountAsOne_data();
    void addressesOfOneNetworkCountAsOne();
    void theTeamCanUnlockAnAccount();
    void memoryIsBounded();
};

static int triesBefore(LoginThrottle &throttle, const QString &email, const QString &address, int most)
{
    int tries = 0;
    while (tries < most && !throttle.take(email, address))
        ++tries;
    return tries;
}

static QString address(int i)
{
    return u"10.%1.%2.1"_s.arg(i / 250).arg(i % 250);
}

void TestLoginThrottle::guessingOneAccountIsSlowedDown()
{
    ManualClock clock;
    LoginThrottle throttle(clock);
    int tries = 0;
    for (int second = 0; second < 120; ++second) {
        tries += throttle.take(u"ana@x"_s, u"10.0.0.1"_s) ? 0 : 1;
        clock.advance(1000);
    }
    QVERIFY2(tries < 10, qPrintable(QString::number(tries)));
    const auto wait = throttle.take(u"ana@x"_s, u"10.0.0.1"_s);
    QVERIFY(!wait || (*wait > 0 && *wait <= minute));
}

void TestLoginThrottle::timeGivesTriesBack()
{
    ManualClock clock;
    LoginThrottle throttle(clock);
    QCOMPARE(triesBefore(throttle, u"ana@x"_s, u"10.0.0.1"_s, 50), 5);
    const auto wait = throttle.take(u"ana@x"_s, u"10.0.0.1"_s);
    QVERIFY(wait);
    clock.advance(*wait - 1);
    QVERIFY(throttle.take(u"ana@x"_s, u"10.0.0.1"_s));
    clock.advance(1);
    QVERIFY(!throttle.take(u"ana@x"_s, u"10.0.0.1"_s));
    clock.advance(60 * minute);
    QCOMPARE(triesBefore(throttle, u"ana@x"_s, u"10.0.0.1"_s, 50), 5);
}

void TestLoginThrottle::manyAddressesGuessingOneAccountAreSlowedDown()
{
    ManualClock clock;
    LoginThrottle throttle(clock);
    int tries = 0;
    for (int i = 0; i < 100; ++i)
        tries += triesBefore(throttle, u"ana@x"_s, address(i), 5);
    QCOMPARE(tries, 20);
    QVERIFY(!throttle.take(u"bia@x"_s, address(0)));
}

void TestLoginThrottle::oneAddressTryingManyAccountsIsSlowedDown()
{
    ManualClock clock;
    LoginThrottle throttle(clock);
    int tries = 0;
    for (int i = 0; i < 1000; ++i)
        tries += throttle.take(u"user%1@x"_s.arg(i), u"10.0.0.1"_s) ? 0 : 1;
    QCOMPARE(tries, 100);
}

void TestLoginThrottle::anAttackFromElsewhereDoesNotLockThePersonOut()
{
    ManualClock clock;
    LoginThrottle throttle(clock);
    QVERIFY(!throttle.take(u"ana@x"_s, u"192.168.0.5"_s));
    throttle.succeeded(u"ana@x"_s, u"192.168.0.5"_s);
    for (int i = 0; i < 100; ++i)
        triesBefore(throttle, u"ana@x"_s, address(i), 5);
    QVERIFY(throttle.take(u"ana@x"_s, address(200)));
    QVERIFY(!throttle.take(u"ana@x"_s, u"192.168.0.5"_s));
}

void TestLoginThrottle::aColleagueBehindTheSameNatDoesNotLockThePersonOut()
{
    ManualClock clock;
    LoginThrottle throttle(clock);
    QVERIFY(!throttle.take(u"ana@x"_s, u"10.0.0.1"_s));
    throttle.succeeded(u"ana@x"_s, u"10.0.0.1"_s);
    for (int i = 0; i < 1000; ++i)
        (void)throttle.take(u"user%1@x"_s.arg(i), u"10.0.0.1"_s);
    QVERIFY(throttle.take(u"new@x"_s, u"10.0.0.1"_s));
    QVERIFY(!throttle.take(u"ana@x"_s, u"10.0.0.1"_s));
}

void TestLoginThrottle::anOfficeThatSignsInAtOnceIsNotSlowedDown()
{
    ManualClock clock;
    LoginThrottle throttle(clock);
    for (int i = 0; i < 300; ++i) {
        const QString person = u"user%1@x"_s.arg(i);
        if (i % 4 == 0)
            QVERIFY(!throttle.take(person, u"10.0.0.1"_s)); // mistyped
        QVERIFY(!throttle.take(person, u"10.0.0.1"_s));
        throttle.succeeded(person, u"10.0.0.1"_s);
    }
}

void TestLoginThrottle::aRightPasswordBuysNoGuessesAtOthers()
{
    ManualClock clock;
    LoginThrottle throttle(clock);
    int guesses = 0;
    for (int i = 0; i < 1000; ++i) {
        guesses += throttle.take(u"victim%1@x"_s.arg(i), u"10.0.0.1"_s) ? 0 : 1;
        if (!throttle.take(u"mallory@x"_s, u"10.0.0.1"_s))
            throttle.succeeded(u"mallory@x"_s, u"10.0.0.1"_s);
    }
    QVERIFY2(guesses <= 101, qPrintable(QString::number(guesses)));
}

void TestLoginThrottle::addressesOfOneNetworkCountAsOne_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("two of one /64") << u"2001:db8:1:2::5"_s << u"2001:db8:1:2:ffff::9"_s << true;
    QTest::newRow("two networks") << u"2001:db8:1:2::5"_s << u"2001:db8:1:3::5"_s << false;
    QTest::newRow("IPv4 within IPv6") << u"::ffff:10.1.2.3"_s << u"10.1.2.3"_s << true;
    QTest::newRow("two of IPv4") << u"10.1.2.3"_s << u"10.1.2.4"_s << false;
    QTest::newRow("no address at all") << u"embedded"_s << u"embedded"_s << true;
}

void TestLoginThrottle::addressesOfOneNetworkCountAsOne()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, same);
    ManualClock clock;
    LoginThrottle throttle(clock);
    triesBefore(throttle, u"ana@x"_s, one, 50);
    QCOMPARE(throttle.take(u"ana@x"_s, other).has_value(), same);
}

void TestLoginThrottle::theTeamCanUnlockAnAccount()
{
    ManualClock clock;
    LoginThrottle throttle(clock);
    for (int i = 0; i < 30; ++i)
        triesBefore(throttle, u"ana@x"_s, address(i), 5);
    triesBefore(throttle, u"joana@x"_s, address(0), 50);
    QVERIFY(throttle.take(u"ana@x"_s, address(0)));
    throttle.forget(u"ana@x"_s);
    QVERIFY(!throttle.take(u"ana@x"_s, address(0)));
    QVERIFY(throttle.take(u"joana@x"_s, address(0)));
}

void TestLoginThrottle::memoryIsBounded()
{
    ManualClock clock;
    LoginThrottle throttle(clock);
    for (int i = 0; i < 60'000; ++i) {
        (void)throttle.take(u"user%1@x"_s.arg(i), address(i));
        QVERIFY(throttle.size() <= LoginThrottle::maxBudgets + 3);
    }
    clock.advance(60 * minute);
    for (int i = 0; i < 60'000; ++i)
        (void)throttle.take(u"other%1@x"_s.arg(i), address(i));
    QVERIFY(throttle.size() <= LoginThrottle::maxBudgets + 3);
}

QTEST_GUILESS_MAIN(TestLoginThrottle)
#include "tst_login_throttle.moc"
