// SPDX-License-Identifier: Apache-2.0
// The server as a whole: makes the store, the services and the front of its options, joins them, and takes
// them down.
#pragma once

#include "backend/base/clock.h"
#include "backend/store/store.h"

#include <QHostAddress>
#include <QObject>
#include <QUrl>

#include <memory>

namespace acolhe::api {
class Peer;
class Router;
} // namespace acolhe::api

namespace acolhe::server {

struct Options {
    store::Options store;
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 8480; ///< 0 picks a free one
    bool listens = true; ///< false: only peers in the process (a desktop's own server)
    bool insecureListen = false; ///< beyond loopback without TLS, because a proxy has it
    QString publicUrl;
    QString tlsCertificate;
    QString tlsKey;
    QString metricsToken;
    QStringList trustedProxies;
    QStringList allowedOrigins;
};

/// Lives on a thread with an event loop; everything of it but the store's threads runs there.
class Server : public QObject {
    Q_OBJECT
public:
    /// `clock` outlives the server.
    Server(const Options &options, const Clock &clock, QObject *parent = nullptr);
    ~Server() override;

    /// Opens everything and begins to serve; fails with one line for the operator. started() follows when
    /// clinics are read and the port is open.
    Result<> start();
    /// Stops accepting, finishes what is in flight (at most 10 s), then stopped().
    void stop();

    /// Where it listens; invalid before started() or when it does not.
    QUrl url() const;
    /// Is every writer at rest, or at one commit for less than so long?
    bool progresses(qint64 limitMs) const;
    const api::Router &router() const;
    /// Takes a peer within the process.
    void adopt(api::Peer *peer);

Q_SIGNALS:
    void started();
    /// It cannot serve after all; one line for the operator.
    void failed(const QString &problem);
    void stopped();

public:
    struct Parts; ///< parts.h, for the files of this folder

private:
    Result<> makeParts();
    void joinParts();
    void startSimulator();
    void followClinics();
    void takeClinic(ClinicId clinic);
    Result<> openFront();
    void listen();

    const Options m_options;
    const Clock &m_clock;
    std::unique_ptr<Parts> m_parts;
};

} // namespace acolhe::server
