// SPDX-License-Identifier: Apache-2.0
// The desktop program: the window, the connection behind it, and the way from the first run to the work.
#pragma once

#include "app/desktop/arguments.h"
#include "app/desktop/embedded_server.h"
#include "backend/base/clock.h"
#include "ui/client/connection.h"
#include "ui/desk/live_desk.h"
#include "ui/login/login_view.h"
#include "ui/window/main_window.h"

#include <QSettings>

namespace acolhe::desktop {

class Desktop : public QObject {
    Q_OBJECT
public:
    explicit Desktop(const Arguments &arguments, QObject *parent = nullptr);
    ~Desktop() override;

    void show();
    ui::MainWindow &window() { return m_window; }
    /// Null while nobody is signed in.
    const ui::LiveDesk *desk() const { return m_desk.get(); }

private:
    void begin();
    void beginEmbedded();
    void useServer(const QUrl &server);
    void setConnection(std::unique_ptr<client::Transport> transport);
    void signIn(const ui::Credentials &credentials);
    void onSignedIn(const Result<wire::AuthLogin::Reply> &reply);
    void setUp(const ui::ClinicSetUp &setUp);
    void onOnline();
    void onSignedOut();
    void signOut();
    void showConnection();
    void onServerStarted();
    QString tokenFromFile() const;

    const Arguments m_arguments;
    const SystemClock m_clock;
    QSettings m_settings;
    ui::MainWindow m_window;
    std::unique_ptr<EmbeddedServer> m_embedded;
    std::unique_ptr<client::Connection> m_connection;
    std::unique_ptr<ui::LiveDesk> m_desk;
    QUrl m_server;
    QString m_email;
};

} // namespace acolhe::desktop
