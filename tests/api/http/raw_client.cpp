// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/raw_client.h"

#include <QProcess>
#include <QTest>

namespace acolhe::tests {

using namespace Qt::StringLiterals;

QByteArray Answer::header(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

RawClient::RawClient(const http::Front &front, bool tls)
    : m_tls(tls)
{
    const QHostAddress address = front.serverAddress();
    if (tls) {
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.connectToHostEncrypted(address.toString(), front.serverPort());
    } else {
        m_socket.connectToHost(address, front.serverPort());
    }
}

bool RawClient::isConnected()
{
    return QTest::qWaitFor([this] {
        return m_socket.state() == QAbstractSocket::ConnectedState && (!m_tls || m_socket.isEncrypted());
    });
}

void RawClient::send(const QByteArray &bytes)
{
    if (isConnected())
        m_socket.write(bytes);
}

/// Takes the chunks' wrapping off. Nothing while the last chunk is missing.
static std::optional<QByteArray> unchunked(const QByteArray &wire, qsizetype &used)
{
    QByteArray body;
    for (qsizetype at = 0;;) {
        const qsizetype line = wire.indexOf("\r\n", at);
        if (line < 0)
            return {};
        const qsizetype size = wire.mid(at, line - at).toLongLong(nullptr, 16);
        if (line + 2 + size + 2 > wire.size())
            return {};
        body.append(wire.mid(line + 2, size));
        at = line + 2 + size + 2;
        if (size == 0) {
            used = at;
            return body;
        }
    }
}

static bool takeAnswer(QByteArray &wire, Answer &answer, bool toHead)
{
    const qsizetype end = wire.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    answer.head = wire.left(end + 2);
    answer.status = answer.head.mid(9, 3).toInt();
    const QByteArray rest = wire.mid(end + 4);
    qsizetype used = 0;
    const bool bodiless = toHead || answer.status < 200 || answer.status == 204;
    if (!bodiless && answer.header("Transfer-Encoding") == "chunked") {
        const auto body = unchunked(rest, used);
        if (!body)
            return false;
        answer.body = *body;
    } else if (!bodiless) {
        used = answer.header("Content-Length").toLongLong();
        if (rest.size() < used)
            return false;
        answer.body = rest.left(used);
    }
    wire = rest.mid(used);
    return true;
}

Answer RawClient::next(bool toHead)
{
    Answer answer;
    const bool came = QTest::qWaitFor([&] {
        m_received += m_socket.readAll();
        return takeAnswer(m_received, answer, toHead);
    });
    return came ? answer : Answer();
}

Answer RawClient::ask(const QByteArray &request)
{
    send(request);
    return next(request.startsWith("HEAD"));
}

QByteArray RawClient::untilClosed(int timeoutMs)
{
    if (!isClosed(timeoutMs))
        qWarning("the connection is open still");
    takeIn();
    return m_received;
}

bool RawClient::isClosed(int timeoutMs)
{
    return QTest::qWaitFor(
        [this] {
            if (m_socket.readBufferSize() == 0)
                m_received += m_socket.readAll();
            return m_socket.state() == QAbstractSocket::UnconnectedState;
        },
        timeoutMs);
}

void RawClient::stopReading()
{
    m_socket.setReadBufferSize(1024);
    m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 16 * 1024);
}

TestCertificate::TestCertificate()
{
    QProcess openssl;
    openssl.start(u"openssl"_s,
        {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
            u"-nodes"_s, u"-subj"_s, u"/CN=localhost"_s, u"-days"_s, u"2"_s, u"-keyout"_s, keyFile(),
            u"-out"_s, certificateFile()});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        qFatal("openssl cannot make a certificate");
}

} // namespace acolhe::tests
