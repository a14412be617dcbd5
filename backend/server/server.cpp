// SPDX-License-Identifier: Apache-2.0
#include "backend/server/server.h"

#include "backend/base/log.h"
#include "backend/protocol/events.h"
#include "backend/server/parts.h"

#include <QSslConfiguration>

namespace acolhe::server {

using namespace Qt::StringLiterals;

Server::Parts::Parts(
    std::unique_ptr<store::Store> opened, services::Keyring keys, const Clock &clock, const Options &options)
    : store(std::move(opened))
    , keyring(std::move(keys))
    , catalog(channels::createAll(), demo::demoChannels(exchange))
    , throttle(clock)
    , feed(*store, hub)
    , sessions(*store, clock)
    , auth(*store, clock, sessions, passwords, throttle)
    , clinics(*store, clock, passwords)
    , team(*store, clock, sessions, passwords, throttle, presence)
    , census(*store, steady)
    , directory(*store, catalog, keyring)
    , live(*store, directory, clock)
    , inbound(*store, clock)
    , outbox(*store, clock, [this](ClinicId clinic, InboxId inbox) { return live.find(clinic, inbox); })
    , messages(*store, clock, [this](const QString &channel) { return catalog.capabilitiesOf(channel); })
    , scheduled(*store, clock, messages)
    , drafts(*store, clock)
    , companions(*store, clock)
    , clinicOptions(*store, clock)
    , media(*store, clock)
    , conversations(*store, clock, messages)
    , patients(*store, clock)
    , notes(*store, clock)
    , quickReplies(*store, clock)
    , inboxes(*store, catalog, keyring, directory, clock,
          [this, &options] { return options.publicUrl.isEmpty() ? url.toString() : options.publicUrl; })
    , journal(*store, inbound, directory)
    , metrics(*store, clock)
    , webhooks(inbound, directory)
    , front(http::Limits{}, steady)
{
}

Server::Server(const Options &options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_clock(clock)
{
}

Server::~Server() = default;

const api::Router &Server::router() const
{
    return m_parts->router;
}

QUrl Server::url() const
{
    return m_parts ? m_parts->url : QUrl();
}

bool Server::progresses(qint64 limitMs) const
{
    return m_parts && m_parts->store->longestCommitMs() < limitMs;
}

void Server::adopt(api::Peer *peer)
{
    m_parts->rpc->adopt(peer);
}

Result<> Server::makeParts()
{
    store::Options storeOptions = m_options.store;
    storeOptions.exclusive = true;
    auto opened = store::Store::open(storeOptions);
    if (!opened)
        return opened.error();
    auto keyring = services::Keyring::loadOrCreate(storeOptions.dataDir + u"/keys"_s);
    if (!keyring)
        return keyring.error();
    m_parts = std::make_unique<Parts>(*std::move(opened), *std::move(keyring), m_clock, m_options);
    return Done{};
}

static void serveFiles(Server::Parts &parts)
{
    parts.files = std::make_unique<api::MediaEndpoint>(parts.media, [&parts](const QString &token) {
        return parts.sessions.find(token).then([](const Result<services::SignedIn> &who) -> Result<Caller> {
            return who ? Result<Caller>(who->caller) : Result<Caller>(who.error());
        });
    });
    parts.files->serveOn(parts.front);
}

Result<> Server::start()
{
    if (const auto made = makeParts(); !made)
        return made;
    Parts &parts = *m_parts;
    serveMethods(parts.router, parts);
    if (const QStringList missing = parts.router.missing(); !missing.isEmpty())
        return Error::internal(u"methods without a handler: "_s + missing.join(u", "_s));
    api::RpcServices rpc{parts.router, m_clock,
        [&parts](const QString &token) {
            return parts.sessions.find(token).then(
                [](const Result<services::SignedIn> &who) -> Result<api::SignedIn> {
                    if (!who)
                        return who.error();
                    return api::SignedIn{who->caller, who->user, who->clinic, who->expiresAt};
                });
        },
        {}, {}};
    rpc.present = [&parts](const Caller &caller, int by) {
        by > 0 ? parts.presence.connected(caller) : parts.presence.disconnected(caller);
    };
    rpc.used = [&parts](SessionId session) { parts.sessions.touch(session); };
    rpc.hearFrom(parts.feed);
    parts.rpc = std::make_unique<api::RpcServer>(rpc);
    parts.rpc->serveOn(parts.front);
    serveFiles(parts);
    serveEndpoints(parts, m_options);
    watchParts(parts, m_options, m_clock);
    joinParts();
    if (m_options.listens) {
        // An inbox that was not read yet would look like one that does not exist, and its webhooks forged.
        parts.front.serveOnly({u"/healthz"_s, u"/readyz"_s, u"/metrics"_s});
        if (const auto opened = openFront(); !opened)
            return opened;
    }
    parts.sessions.start();
    followClinics();
    return Done{};
}

void Server::joinParts()
{
    Parts &parts = *m_parts;
    connect(parts.store.get(), &store::Store::committed, &parts.hub, &services::Hub::publish);
    connect(&parts.messages, &services::Messages::queued, &parts.outbox, &services::Outbox::wake);
    connect(&parts.companions, &services::Companions::happened, this,
        [&parts](ClinicId clinic, const Event &event) { parts.hub.publish(clinic, {event}); });
    connect(&parts.hub, &services::Hub::published, &parts.scheduled, &services::ScheduledMessages::follow);
    connect(&parts.live, &services::LiveInboxes::opened, &parts.outbox, &services::Outbox::inboxOpened);
    connect(&parts.outbox, &services::Outbox::inboxNeedsAttention, this,
        [&parts](ClinicId clinic, InboxId inbox, const QString &reason) {
            parts.live.setState(clinic, inbox, InboxState::NeedsAttention, reason);
        });
    connect(&parts.sessions, &services::Sessions::sessionEnded, parts.rpc.get(), &api::RpcServer::endSession);
    connect(&parts.presence, &services::PresenceBoard::changed, this,
        [this](ClinicId clinic, UserId user, Presence presence) {
            Audience audience;
            audience.scope = Audience::Scope::Staff;
            const wire::UserPresence news{user, presence};
            m_parts->hub.publish(clinic, {wire::makeEvent(news, {m_clock.nowMs()}, audience)});
        });
}

void Server::followClinics()
{
    Parts &parts = *m_parts;
    connect(&parts.clinics, &services::ClinicRegistry::added, this,
        [this](const Clinic &clinic) { takeClinic(clinic.id); });
    connect(&parts.clinics, &services::ClinicRegistry::removed, this, [this](ClinicId clinic) {
        m_parts->directory.drop(clinic);
        m_parts->census.drop(clinic);
        m_parts->scheduled.drop(clinic);
        m_parts->media.leave(clinic);
        m_parts->rpc->endClinic(clinic);
    });
    ++parts.loading;
    parts.clinics.refresh().then(this, [this](const Result<> &read) {
        if (!read) {
            Q_EMIT failed(u"cannot read the clinics: "_s + read.error().text);
            return;
        }
        m_parts->clinics.watch();
        listen();
    });
}

void Server::takeClinic(ClinicId clinic)
{
    Parts &parts = *m_parts;
    ++parts.loading; // a clinic that cannot be opened stays so: the server never listens
    if (const auto prepared = parts.store->prepareClinic(clinic); !prepared) {
        Q_EMIT failed(u"clinic %1: %2"_s.arg(clinic.value).arg(prepared.error().text));
        return;
    }
    parts.census.add(clinic);
    parts.media.sweepRegularly(clinic);
    parts.directory.load(clinic)
        .then(this,
            [this, clinic](const Result<> &loaded) {
                if (!loaded)
                    qCCritical(logServer)
                        << "clinic" << clinic.value << "was not read:" << loaded.error().text;
                return m_parts->outbox.recover(clinic);
            })
        .unwrap()
        .then(this,
            [this, clinic](const Result<> &recovered) {
                if (!recovered)
                    qCCritical(logServer) << "the outbox of clinic" << clinic.value
                                          << "was not read:" << recovered.error().text;
                return m_parts->scheduled.load(clinic);
            })
        .unwrap()
        .then(this, [this, clinic](const Result<> &loaded) {
            if (!loaded)
                qCCritical(logServer)
                    << "what clinic" << clinic.value << "sends later was not read:" << loaded.error().text;
            listen();
        });
}

/// Beyond this machine only with TLS: passwords and patients' words travel here.
static std::optional<Error> refusalToListen(const Options &options)
{
    const bool tls = !options.tlsCertificate.isEmpty();
    if (tls != !options.tlsKey.isEmpty())
        return Error::conflict(u"--tls-cert and --tls-key belong together"_s);
    if (!tls && !options.address.isLoopback() && !options.insecureListen)
        return Error::conflict(
            u"refusing to listen on %1 without TLS: give --tls-cert and --tls-key, or --insecure-listen behind a proxy that has TLS"_s
                .arg(options.address.toString()));
    return {};
}

Result<> Server::openFront()
{
    if (auto refusal = refusalToListen(m_options))
        return *refusal;
    http::Front &front = m_parts->front;
    front.setAllowedOrigins(m_options.allowedOrigins);
    for (const QString &proxy : m_options.trustedProxies) {
        if (!front.trustProxy(proxy))
            return Error::conflict(u"--trusted-proxies: %1 is no address or network"_s.arg(proxy));
    }
    const bool tls = !m_options.tlsCertificate.isEmpty();
    if (tls) {
        const auto configuration = http::serverTls(m_options.tlsCertificate, m_options.tlsKey);
        if (!configuration)
            return configuration.error();
        front.setTls(*configuration);
        m_parts->certificateEndsMs = configuration->localCertificate().expiryDate().toMSecsSinceEpoch();
    }
    if (const auto opened = front.open(m_options.address, m_options.port); !opened)
        return opened;
    QUrl &url = m_parts->url;
    url.setScheme(tls ? u"https"_s : u"http"_s);
    url.setHost(m_options.address.toString());
    url.setPort(front.serverPort());
    m_parts->team.setPublicUrl(m_options.publicUrl.isEmpty() ? url : QUrl(m_options.publicUrl));
    return Done{};
}

void Server::listen()
{
    if (--m_parts->loading > 0 || m_parts->ready)
        return;
    m_parts->ready = true;
    m_parts->front.serveOnly({});
    startSimulator();
    Q_EMIT started();
}

void Server::startSimulator()
{
    Parts &parts = *m_parts;
    demo::Simulator::Surroundings around;
    around.inboxes = [&parts] {
        QList<demo::DemoInbox> inboxes;
        for (const services::DirectoryEntry &entry : parts.directory.all()) {
            if (services::isDemo(entry.config.settings))
                inboxes.append({entry.config.clinic, entry.config.id, entry.type});
        }
        return inboxes;
    };
    around.deliver = [&parts](const demo::DemoInbox &inbox, const QByteArray &body) {
        if (const services::DirectoryEntry *entry = parts.directory.find(inbox.clinic, inbox.id)) {
            const qint64 windowMs = entry->channel->type().capabilities.replyWindowMs;
            (void)parts.inbound.receive(
                {inbox.clinic, inbox.id, entry->type, windowMs}, *entry->channel, body);
        }
    };
    around.watched = [&parts](ClinicId clinic) { return !parts.presence.present(clinic).isEmpty(); };
    parts.simulator = std::make_unique<demo::Simulator>(
        m_clock, parts.exchange, around, QRandomGenerator::global()->generate());
    parts.simulator->start();
}

void Server::stop()
{
    if (!m_parts) {
        Q_EMIT stopped();
        return;
    }
    m_parts->simulator.reset();
    const auto drain = [this] {
        m_parts->outbox.drain().then(this, [this](const Result<> &) { Q_EMIT stopped(); });
    };
    if (!m_options.listens) {
        drain();
        return;
    }
    connect(&m_parts->front, &http::Front::stopped, this, drain);
    m_parts->front.stop();
}

} // namespace acolhe::server
