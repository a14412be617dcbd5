// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/desk.h"

#include <QSslCipher>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::http;
using namespace acolhe::tests;

class TestFrontTls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tlsServesTheSame();
    void tlsIsModern_data();
    void tlsIsModern();
    void badCertificatesAreNamed_data();
    void badCertificatesAreNamed();
};

void TestFrontTls::tlsServesTheSame()
{
    const TestCertificate certificate;
    const auto tls = serverTls(certificate.certificateFile(), certificate.keyFile());
    QVERIFY2(tls, qPrintable(tls ? QString() : tls.error().text));
    Desk desk;
    desk.front.setTls(*tls);
    desk.open();
    RawClient client(desk.front, true);
    const Answer answer = client.ask(getHello);
    QCOMPARE(answer.body, "hello bia");
    QVERIFY(answer.header("Strict-Transport-Security").startsWith("max-age="));
    const QByteArray body(90'000, 'x');
    QCOMPARE(client.ask("POST /echo" + host + "Content-Length: 90000\r\n\r\n" + body).body, body);
    QVERIFY(desk.last.secure);
    RawClient plain(desk.front);
    plain.send(getHello);
    QVERIFY(plain.isClosed());
    QCOMPARE(desk.front.counters().tlsFailures, 1);
}

void TestFrontTls::tlsIsModern_data()
{
    QTest::addColumn<int>("protocol");
    QTest::addColumn<QString>("cipher");
    QTest::addColumn<bool>("connects");
    QTest::newRow("1.3") << int(QSsl::TlsV1_3) << QString() << true;
    QTest::newRow("1.2") << int(QSsl::TlsV1_2) << QString() << true;
    QTest::newRow("1.2, no authenticated cipher")
        << int(QSsl::TlsV1_2) << u"ECDHE-ECDSA-AES256-SHA"_s << false;
}

void TestFrontTls::tlsIsModern()
{
    QFETCH(int, protocol);
    QFETCH(QString, cipher);
    QFETCH(bool, connects);
    const TestCertificate certificate;
    Desk desk;
    desk.front.setTls(*serverTls(certificate.certificateFile(), certificate.keyFile()));
    desk.open();
    QSslSocket socket;
    QSslConfiguration configuration = socket.sslConfiguration();
    configuration.setProtocol(QSsl::SslProtocol(protocol));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!cipher.isEmpty())
        configuration.setCiphers({QSslCipher(cipher)});
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, desk.front.serverPort());
    QTRY_VERIFY(socket.isEncrypted() || socket.state() == QAbstractSocket::UnconnectedState);
    QCOMPARE(socket.isEncrypted(), connects);
    if (connects)
        QCOMPARE(int(socket.sessionProtocol()), protocol);
}

void TestFrontTls::badCertificatesAreNamed_data()
{
    QTest::addColumn<int>("certificate");
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("says");
    QTest::newRow("no certificate") << -1 << 0 << u"cannot read"_s;
    QTest::newRow("no key") << 0 << -1 << u"cannot read"_s;
    QTest::newRow("a key as certificate") << 2 << 0 << u"holds no PEM certificate"_s;
    QTest::newRow("a certificate as key") << 0 << 3 << u"holds no PEM key"_s;
    QTest::newRow("another's key") << 0 << 1 << u"is not the key of"_s;
}

void TestFrontTls::badCertificatesAreNamed()
{
    QFETCH(int, certificate);
    QFETCH(int, key);
    QFETCH(QString, says);
    const TestCertificate ours;
    const TestCertificate others;
    const QStringList files{ours.keyFile(), others.keyFile(), ours.keyFile(), ours.certificateFile()};
    const auto tls = serverTls(certificate < 0 ? u"/nowhere"_s
            : certificate == 0                 ? ours.certificateFile()
                                               : files[certificate],
        key < 0 ? u"/nowhere"_s : files[key]);
    QVERIFY(!tls);
    QVERIFY2(tls.error().text.contains(says), qPrintable(tls.error().text));
}

QTEST_GUILESS_MAIN(TestFrontTls)
#include "tst_front_tls.moc"
