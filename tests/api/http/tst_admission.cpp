// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/admission.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe::http;

class TestAdmission : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void forwardedAddressesAreBelievedOnlyFromProxies_data();
    void forwardedAddressesAreBelievedOnlyFromProxies();
    void aNetworkOfOneIsOneClient_data();
    void aNetworkOfOneIsOneClient();
    void placesComeBack();
    void networksAreCheckedWhenTheyAreNamed();
};

void TestAdmission::forwardedAddressesAreBelievedOnlyFromProxies_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("client");
    QTest::newRow("nobody in between") << u"203.0.113.9"_s << ""_ba << u"203.0.113.9"_s;
    QTest::newRow("made up by the client") << u"203.0.113.9"_s << "127.0.0.1"_ba << u"203.0.113.9"_s;
    QTest::newRow("a proxy's word") << u"10.0.0.1"_s << "198.51.100.7"_ba << u"198.51.100.7"_s;
    QTest::newRow("made up before a proxy")
        << u"10.0.0.1"_s << "127.0.0.1, 198.51.100.7"_ba << u"198.51.100.7"_s;
    QTest::newRow("two proxies") << u"10.0.0.1"_s << "198.51.100.7, 10.9.9.9"_ba << u"198.51.100.7"_s;
    QTest::newRow("only proxies") << u"10.0.0.1"_s << "10.0.0.3, 10.0.0.2"_ba << u"10.0.0.3"_s;
    QTest::newRow("a proxy without a word") << u"10.0.0.1"_s << ""_ba << u"10.0.0.1"_s;
    QTest::newRow("rubbish") << u"10.0.0.1"_s << "198.51.100.7, unknown"_ba << u"10.0.0.1"_s;
    QTest::newRow("a proxy over IPv6") << u"fd00::1"_s << "2001:db8::7"_ba << u"2001:db8::7"_s;
    QTest::newRow("IPv4 in IPv6") << u"::ffff:10.0.0.1"_s << "::ffff:198.51.100.7"_ba << u"198.51.100.7"_s;
}

void TestAdmission::forwardedAddressesAreBelievedOnlyFromProxies()
{
    QFETCH(QString, peer);
    QFETCH(QByteArray, header);
    Networks trusted;
    QVERIFY(trusted.add(u"10.0.0.0/8"_s));
    QVERIFY(trusted.add(u"fd00::1"_s));
    QTEST(clientAddress(QHostAddress(peer), header, trusted).toString(), "client");
}

void TestAdmission::aNetworkOfOneIsOneClient_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("IPv4") << u"203.0.113.9"_s << u"203.0.113.9"_s << true;
    QTest::newRow("neighbours in IPv4") << u"203.0.113.9"_s << u"203.0.113.10"_s << false;
    QTest::newRow("IPv4 in IPv6") << u"203.0.113.9"_s << u"::ffff:203.0.113.9"_s << true;
    QTest::newRow("one /64") << u"2001:db8:0:1::1"_s << u"2001:db8:0:1:ffff::2"_s << true;
    QTest::newRow("two /64") << u"2001:db8:0:1::1"_s << u"2001:db8:0:2::1"_s << false;
}

void TestAdmission::aNetworkOfOneIsOneClient()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, same);
    QCOMPARE(clientKey(QHostAddress(one)) == clientKey(QHostAddress(other)), same);
}

void TestAdmission::placesComeBack()
{
    const auto admissions = std::make_shared<Admissions>();
    const QHostAddress marina(u"203.0.113.9"_s);
    {
        const Admissions::Place one = Admissions::enter(admissions, marina, true);
        const Admissions::Place two = Admissions::enter(admissions, marina, true);
        const Admissions::Place uncounted = Admissions::enter(admissions, marina, false);
        QCOMPARE(admissions->open(), 3);
        QCOMPARE(admissions->openOf(marina), 2);
    }
    QCOMPARE(admissions->open(), 0);
    QCOMPARE(admissions->openOf(marina), 0);
}

void TestAdmission::networksAreCheckedWhenTheyAreNamed()
{
    Networks networks;
    QVERIFY(networks.add(u"192.168.0.0/16"_s));
    QVERIFY(!networks.add(u"my proxy"_s));
    QVERIFY(!networks.add(u"10.0.0.0/99"_s));
    QVERIFY(networks.contains(QHostAddress(u"192.168.3.4"_s)));
    QVERIFY(!networks.contains(QHostAddress(u"192.169.3.4"_s)));
}

QTEST_APPLESS_MAIN(TestAdmission)
#include "tst_admission.moc"
