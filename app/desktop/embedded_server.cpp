// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/embedded_server.h"

#include "app/desktop/local_transport.h"
#include "backend/server/server.h"
#include "backend/services/clinic_registry.h"
#include "backend/store/control.h"

#include <QEventLoop>
#include <QTimer>

namespace acolhe::desktop {

using namespace Qt::StringLiterals;

static const SystemClock systemClock;

static store::Options storeOptions(const QString &dataDir)
{
    store::Options options;
    options.dataDir = dataDir;
    options.openClinics = 16;
    return options;
}

EmbeddedServer::EmbeddedServer(const QString &dataDir, QObject *parent)
    : QObject(parent)
    , m_dataDir(dataDir)
{
    m_thread.setObjectName(u"server"_s);
}

EmbeddedServer::~EmbeddedServer()
{
    if (!m_server)
        return;
    // In the server's own time, at most ten seconds: what is being sent must not be left in doubt.
    QEventLoop loop;
    connect(m_server, &server::Server::stopped, &loop, &QEventLoop::quit);
    QTimer::singleShot(10'000, &loop, &QEventLoop::quit);
    QMetaObject::invokeMethod(m_server, &server::Server::stop);
    loop.exec();
    m_server->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

Result<bool> EmbeddedServer::hasClinic() const
{
    const auto store = store::Store::open(storeOptions(m_dataDir));
    if (!store)
        return store.error();
    const auto control = (*store)->databases().open(store::controlPlace, store::Databases::Use::Read);
    if (!control)
        return control.error();
    const auto clinics = store::Clinics(**control).all();
    return clinics ? Result<bool>(!clinics->isEmpty()) : Result<bool>(clinics.error());
}

Future<Clinic> EmbeddedServer::makeFirst(const FirstClinic &first)
{
    struct Making {
        std::unique_ptr<store::Store> store;
        services::Passwords passwords;
        std::unique_ptr<services::ClinicRegistry> registry;
    };
    auto opened = store::Store::open(storeOptions(m_dataDir));
    if (!opened)
        return acolhe::failed<Clinic>(opened.error());
    const auto making = std::make_shared<Making>();
    making->store = *std::move(opened);
    making->registry =
        std::make_unique<services::ClinicRegistry>(*making->store, systemClock, making->passwords);
    services::NewClinic wanted;
    wanted.name = first.clinic;
    wanted.adminName = first.person;
    wanted.adminEmail = first.email;
    wanted.adminPassword = first.password;
    return making->registry->addFirst(wanted).then(this, [making](Result<Clinic> clinic) {
        // Not within its own call: the store goes once this has returned.
        QTimer::singleShot(0, [making] { making->registry.reset(); });
        return clinic;
    });
}

void EmbeddedServer::start()
{
    server::Options options;
    options.store = storeOptions(m_dataDir);
    options.port = 0;
    m_server = new server::Server(options, systemClock);
    m_server->moveToThread(&m_thread);
    connect(m_server, &server::Server::started, m_server,
        [this] { Q_EMIT started(m_server->url()); }); // on the server's thread; heard on the window's
    connect(m_server, &server::Server::failed, this, &EmbeddedServer::failed);
    m_thread.start();
    QMetaObject::invokeMethod(m_server, [server = m_server] {
        if (const auto begun = server->start(); !begun)
            Q_EMIT server->failed(begun.error().text);
    });
}

std::unique_ptr<client::Transport> EmbeddedServer::newTransport()
{
    return std::make_unique<LocalTransport>(*m_server);
}

} // namespace acolhe::desktop
