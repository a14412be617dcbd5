// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/async.h"
#include "backend/domain/people.h"
#include "ui/client/transport.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace acolhe::server {
class Server;
}

namespace acolhe::desktop {

/// What a clinic of one machine begins with.
struct FirstClinic {
    QString clinic;
    QString person;
    QString email;
    QString password;
};

/// The server inside this program, on a thread of its own; it also listens on loopback, for webhooks behind a
/// tunnel and for other programs of this machine. Main thread.
class EmbeddedServer : public QObject {
    Q_OBJECT
public:
    explicit EmbeddedServer(const QString &dataDir, QObject *parent = nullptr);
    ~EmbeddedServer() override;

    /// Is there a clinic to sign in to? Fails with one line when the data cannot be opened. Before start()
    /// only.
    Result<bool> hasClinic() const;
    Future<Clinic> makeFirst(const FirstClinic &first);

    /// started() or failed() follows.
    void start();
    std::unique_ptr<client::Transport> newTransport();

Q_SIGNALS:
    void started(const QUrl &address);
    void failed(const QString &problem);

private:
    const QString m_dataDir;
    QThread m_thread;
    server::Server *m_server = nullptr; ///< lives on m_thread
};

} // namespace acolhe::desktop
