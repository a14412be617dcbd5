// SPDX-License-Identifier: Apache-2.0
// The desktop program: the window, the connection behind it, and the way from the first run to the work.
#pragma once

#include "app/desktop/arguments.h"
#include "app/desktop/embedded_server.h"
#include "backend/base/clock.h"
#include "ui/client/key_store.h"
#include "ui/client/mirror.h"
#include "ui/desk/live_desk.h"
#include "ui/desk/live_media.h"
#include "ui/login/login_view.h"
#include "ui/window/main_window.h"

#include <QSettings>

namespace acolhe::desktop {

class Desktop : public QObject {
    Q_OBJECT
public:
    /// `keys` is borrowed and must live longer: the session's token and the mirror's key are kept there.
    Desktop(const Arguments &arguments, client::KeyStore &keys, QObject *parent = nullptr);
    ~Desktop() override;

    void show();
    ui::MainWindow &window() { return m_window; }
    /// Whether there is a server to sign in at.
    bool isConnected() const { return m_connection != nullptr; }
    /// Null while nobody is signed in.
    ui::LiveDesk *desk() { return m_desk.get(); }

private:
    void begin();
    void beginEmbedded();
    void useServer(const QUrl &server);
    void setConnection(std::unique_ptr<client::Transport> transport);
    void signIn(const ui::Credentials &credentials);
    void onSignedIn(const Result<wire::AuthLogin::Reply> &reply);
    void setUp(const ui::ClinicSetUp &setUp);
    void resumeKept();
    void openMirror(const QString &account, const QString &token);
    void startWith(const QString &token, const client::Mirror::Kept &kept);
    void showDesk(const User &user, const Clinic &clinic);
    void onOnline();
    void onSignedOut();
    void leave();
    QString place() const;
    QString accountSetting() const;
    void signOut();
    void showConnection();
    void onServerStarted(const QUrl &address);
    QString tokenFromFile() const;

    const Arguments m_arguments;
    client::KeyStore &m_keys;
    const SystemClock m_clock;
    QSettings m_settings;
    ui::MainWindow m_window;
    std::unique_ptr<EmbeddedServer> m_embedded;
    std::unique_ptr<client::Connection> m_connection;
    std::unique_ptr<client::Mirror> m_mirror;
    client::MediaClient m_files;
    std::unique_ptr<client::MediaCache> m_fileCache;
    std::unique_ptr<ui::LiveMedia> m_media;
    client::Mirror::Kept m_kept;
    std::unique_ptr<ui::LiveDesk> m_desk;
    QUrl m_server;
    QUrl m_filesAt; ///< where the server's files are
    QString m_email;
    bool m_remember = false;
    QString m_account; ///< names what is kept of a person at a server: token, key and mirror
    int m_entrance = 0; ///< answers of the keychain for an earlier way in are dropped
};

} // namespace acolhe::desktop
