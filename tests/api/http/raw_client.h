// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/front.h"

#include <QSslSocket>
#include <QTemporaryDir>

namespace acolhe::tests {

/// An answer as it came over the wire, its body taken out of whatever framing it had.
struct Answer {
    int status = 0;
    QByteArray head;
    QByteArray body;

    QByteArray header(const QByteArray &name) const;
};

/// A client of raw bytes, polite or not. It lives on the thread of the front that it talks to.
class RawClient {
public:
    explicit RawClient(const http::Front &front, bool tls = false);

    bool isConnected(); ///< waits for it
    void send(const QByteArray &bytes);
    /// The next answer; status 0 when none comes.
    Answer next(bool toHead = false);
    /// Sends and waits for the answer.
    Answer ask(const QByteArray &request);
    /// All bytes that come until the other end closes, or nothing comes any more.
    QByteArray untilClosed(int timeoutMs = 5000);
    bool isClosed(int timeoutMs = 5000); ///< waits for it
    /// Reads nothing from now on, with small buffers in the kernel.
    void stopReading();
    QSslSocket &socket() { return m_socket; }

protected:
    void takeIn() { m_received += m_socket.readAll(); }
    QByteArray &received() { return m_received; }

private:
    bool m_tls;
    QSslSocket m_socket;
    QByteArray m_received;
};

/// A certificate for "localhost" and its key, made anew, in a folder that goes with it.
class TestCertificate {
public:
    TestCertificate();
    QString certificateFile() const { return m_folder.filePath(QStringLiteral("cert.pem")); }
    QString keyFile() const { return m_folder.filePath(QStringLiteral("key.pem")); }

private:
    QTemporaryDir m_folder;
};

} // namespace acolhe::tests
