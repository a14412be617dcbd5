// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/desktop.h"

#include "backend/base/crypto.h"
#include "ui/client/web_socket_transport.h"
#include "ui/words/words.h"

#include <QApplication>
#include <QFile>

namespace acolhe::desktop {

using namespace Qt::StringLiterals;
using client::Connection;

Desktop::Desktop(const Arguments &arguments, client::KeyStore &keys, QObject *parent)
    : QObject(parent)
    , m_arguments(arguments)
    , m_keys(keys)
    , m_settings(arguments.profileDir + u"/acolhe.ini"_s, QSettings::IniFormat)
    , m_window(m_clock, m_settings)
{
    ui::Preferences::read(m_settings).apply(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    ui::LoginView &login = m_window.login();
    connect(&login, &ui::LoginView::signInRequested, this, &Desktop::signIn);
    connect(&login, &ui::LoginView::setUpRequested, this, &Desktop::setUp);
    connect(&login, &ui::LoginView::embeddedChosen, this, &Desktop::beginEmbedded);
    connect(&m_window, &ui::MainWindow::signOutRequested, this, &Desktop::signOut);
    connect(&m_window, &ui::MainWindow::reconnectRequested, this, [this] {
        if (m_connection)
            m_connection->retryNow();
    });
}

Desktop::~Desktop()
{
    m_window.showLogin(); // lets go of the desk
    m_desk.reset();
    m_media.reset();
    m_mirror.reset();
    m_connection.reset();
}

void Desktop::show()
{
    m_window.show();
    begin();
}

void Desktop::begin()
{
    m_window.showLogin();
    m_email = m_settings.value("last/email"_L1).toString();
    if (m_arguments.embedded) {
        beginEmbedded();
        return;
    }
    const bool told = m_arguments.server.isValid();
    m_server = told ? m_arguments.server : m_settings.value("last/server"_L1).toUrl();
    m_window.login().setChoiceOffered(!told);
    if (m_settings.value("last/embedded"_L1).toBool() && !told) {
        beginEmbedded();
    } else if (!m_server.isValid()) {
        m_window.login().showChoice();
    } else {
        useServer(m_server);
        m_window.login().showSignIn(m_server, m_email, told);
        resumeKept();
    }
}

QString Desktop::tokenFromFile() const
{
    QFile file(m_arguments.tokenFile);
    if (m_arguments.tokenFile.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(file.read(1024)).trimmed();
}

QString Desktop::place() const
{
    return m_embedded ? u"here:"_s + m_arguments.dataDir : m_server.toString(QUrl::StripTrailingSlash);
}

/// A name that tells nothing of what it names.
static QString nameOf(const QStringList &parts)
{
    return QString::fromLatin1(crypto::sha256(parts.join(u'\n').toUtf8()).first(12).toHex());
}

QString Desktop::accountSetting() const
{
    return u"accounts/"_s + nameOf({place()});
}

void Desktop::resumeKept()
{
    if (const QString token = tokenFromFile(); !token.isEmpty()) {
        openMirror(nameOf({place(), token}), token);
        return;
    }
    const QString account = m_settings.value(accountSetting()).toString();
    if (account.isEmpty())
        return;
    m_keys.read(u"token/"_s + account)
        .then(this, [this, account, entrance = m_entrance](const Result<std::optional<QByteArray>> &token) {
            if (!token || !*token || entrance != m_entrance)
                return;
            m_window.login().setBusy(true);
            openMirror(account, QString::fromLatin1(**token));
        });
}

void Desktop::openMirror(const QString &account, const QString &token)
{
    m_account = account;
    const int entrance = ++m_entrance;
    client::keyFrom(m_keys, u"mirror/"_s + account)
        .then(this, [this, token, entrance](const Result<QByteArray> &key) {
            if (entrance != m_entrance)
                return;
            const QString path = m_arguments.profileDir + u"/mirrors/%1.db"_s.arg(m_account);
            m_mirror = key
                ? std::make_unique<client::Mirror>(path, *key)
                : std::make_unique<client::Mirror>(QString(), crypto::randomBytes(crypto::keyBytes));
            m_fileCache = key ? std::make_unique<client::MediaCache>(
                              m_arguments.profileDir + u"/files/"_s + m_account, *key)
                              : std::make_unique<client::MediaCache>(QString(), QByteArray());
            m_mirror->open().then(this, [this, token, entrance](const Result<client::Mirror::Kept> &kept) {
                if (entrance == m_entrance)
                    startWith(token, kept ? *kept : client::Mirror::Kept{});
            });
        });
}

void Desktop::startWith(const QString &token, const client::Mirror::Kept &kept)
{
    m_kept = kept;
    connect(m_mirror.get(), &client::Mirror::durabilityLost, this, [this] { m_window.setMemoryOnly(true); });
    m_connection->start(token, kept.head ? kept.head->bookmark : client::Bookmark());
    if (kept.head)
        showDesk(kept.head->user, kept.head->clinic); // without waiting for the server
}

void Desktop::beginEmbedded()
{
    m_embedded = std::make_unique<EmbeddedServer>(m_arguments.dataDir);
    connect(m_embedded.get(), &EmbeddedServer::started, this, &Desktop::onServerStarted);
    connect(m_embedded.get(), &EmbeddedServer::failed, this, [this](const QString &problem) {
        m_window.login().setBusy(false);
        m_window.login().showProblem(problem);
    });
    const auto has = m_embedded->hasClinic();
    if (!has) {
        m_window.login().showSignIn({}, m_email, true);
        m_window.login().showProblem(has.error().text);
    } else if (*has) {
        m_window.login().showSignIn({}, m_email, true);
        m_window.login().setBusy(true);
        m_embedded->start();
    } else {
        m_window.login().showSetUp();
    }
}

void Desktop::onServerStarted(const QUrl &address)
{
    m_filesAt = address;
    setConnection(m_embedded->newTransport());
    m_settings.setValue("last/embedded"_L1, true);
    m_window.login().setBusy(false);
    resumeKept();
}

void Desktop::setUp(const ui::ClinicSetUp &setUp)
{
    m_window.login().setBusy(true);
    m_embedded->makeFirst({setUp.clinic, setUp.name, setUp.email, setUp.password})
        .then(this, [this, email = setUp.email](const Result<Clinic> &clinic) {
            if (!clinic) {
                m_window.login().setBusy(false);
                m_window.login().showProblem(clinic.error().text);
                return;
            }
            m_email = email;
            m_window.login().showSignIn({}, email, true);
            m_window.login().setBusy(true);
            m_embedded->start();
        });
}

void Desktop::useServer(const QUrl &server)
{
    if (m_connection && m_server == server)
        return;
    m_server = m_filesAt = server;
    setConnection(std::make_unique<client::WebSocketTransport>(server));
}

void Desktop::setConnection(std::unique_ptr<client::Transport> transport)
{
    ++m_entrance;
    m_connection = std::make_unique<Connection>(std::move(transport));
    connect(m_connection.get(), &Connection::stateChanged, this, &Desktop::showConnection);
    connect(m_connection.get(), &Connection::online, this, &Desktop::onOnline);
    connect(m_connection.get(), &Connection::signedOut, this, &Desktop::onSignedOut);
}

void Desktop::signIn(const ui::Credentials &credentials)
{
    if (!m_embedded) {
        if (const QString problem = client::WebSocketTransport::problemOf(credentials.server, false);
            !problem.isEmpty()) {
            m_window.login().showProblem(problem);
            return;
        }
        useServer(credentials.server);
    }
    if (!m_connection)
        return;
    m_email = credentials.email;
    m_remember = credentials.remember;
    ++m_entrance;
    m_window.login().setBusy(true);
    wire::AuthLogin::Request request;
    request.email = credentials.email;
    request.password = credentials.password;
    if (!credentials.clinic.isEmpty())
        request.clinic = credentials.clinic;
    m_connection->login(request).then(
        this, [this](const Result<wire::AuthLogin::Reply> &reply) { onSignedIn(reply); });
}

void Desktop::onSignedIn(const Result<wire::AuthLogin::Reply> &reply)
{
    if (reply) {
        m_settings.setValue("last/email"_L1, m_email);
        if (!m_embedded)
            m_settings.setValue("last/server"_L1, m_server);
        const QString account =
            nameOf({place(), QString::number(reply->clinic.id.value), QString::number(reply->user.id.value)});
        if (m_remember) {
            m_settings.setValue(accountSetting(), account);
            (void)m_keys.write(u"token/"_s + account, reply->token.toLatin1());
        } else {
            m_settings.remove(accountSetting());
            (void)m_keys.remove(u"token/"_s + account);
        }
        openMirror(account, reply->token);
        return;
    }
    m_window.login().setBusy(false);
    const QJsonArray clinics = reply.error().data.value("clinics"_L1).toArray();
    QList<ui::ClinicChoice> choices;
    for (const QJsonValue &clinic : clinics)
        choices.append({clinic["slug"_L1].toString(), clinic["name"_L1].toString()});
    if (choices.isEmpty())
        m_window.login().showProblem(ui::Words::problem(reply.error()));
    else
        m_window.login().offerClinics(choices);
}

void Desktop::onOnline()
{
    if (!m_desk)
        showDesk(m_connection->who()->user, m_connection->who()->clinic);
}

void Desktop::showDesk(const User &user, const Clinic &clinic)
{
    m_window.login().setBusy(false);
    m_desk = std::make_unique<ui::LiveDesk>(*m_connection, *m_mirror, m_kept);
    m_files.setServer(m_filesAt, m_connection->token());
    m_media = std::make_unique<ui::LiveMedia>(*m_connection, m_files, *m_fileCache);
    m_desk->setMedia(m_media.get());
    connect(m_desk.get(), &ui::InboxDesk::clinicChanged, this,
        [this] { m_window.setInboxes(m_desk->inboxes()); });
    m_window.showDesk(*m_desk, user, clinic);
    m_window.setInboxes(m_desk->inboxes());
    m_window.setMemoryOnly(!m_kept.durable); // what is typed and not sent lives as long as the program
    showConnection();
}

void Desktop::showConnection()
{
    ui::Connection shown;
    switch (m_connection->state()) {
    case Connection::State::Online:
        shown.state = ui::Connection::Online;
        break;
    case Connection::State::Waiting:
        shown.state = ui::Connection::Lost;
        shown.nextAttempt = Timestamp{m_clock.nowMs() + m_connection->retryInMs()};
        if (!m_desk)
            m_window.login().setBusy(false); // it goes on trying, but another server may be wanted
        break;
    case Connection::State::Connecting:
    case Connection::State::SignedOut:
        shown.state = ui::Connection::Connecting;
        break;
    }
    m_window.setConnection(shown);
}

/// Back to the login; what is kept stays as it is.
void Desktop::leave()
{
    ++m_entrance;
    m_window.showLogin();
    m_desk.reset();
    m_media.reset();
    m_fileCache.reset();
    m_mirror.reset();
    m_kept = {};
    m_window.login().setBusy(false);
    m_window.login().showSignIn(
        m_embedded ? QUrl() : m_server, m_email, m_embedded != nullptr || m_arguments.server.isValid());
}

void Desktop::onSignedOut()
{
    (void)m_keys.remove(u"token/"_s + m_account); // dead; what was not sent waits in the mirror
    leave();
}

void Desktop::signOut()
{
    m_connection->signOut();
    (void)m_keys.remove(u"token/"_s + m_account);
    (void)m_keys.remove(u"mirror/"_s + m_account);
    m_settings.remove(accountSetting());
    m_mirror->destroy();
    m_fileCache->destroy();
    leave();
}

} // namespace acolhe::desktop
