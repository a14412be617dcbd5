// SPDX-License-Identifier: Apache-2.0
// The pictures of docs/screenshots, taken of the program itself on a demo clinic of its own:
// acolhe-screenshots DIR. Each in dark and light; the scale is QT_SCALE_FACTOR, other than 1 it is in the
// name.
#include "app/desktop/desktop.h"
#include "backend/base/crypto.h"
#include "backend/demo/demo_clinic.h"
#include "ui/inbox/image_viewer.h"
#include "ui/inbox/inbox_view.h"
#include "ui/inbox/thread_media.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QTemporaryDir>

#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace acolhe;

namespace {

constexpr int patienceMs = 30'000;
constexpr int settlingMs = 700; // skeletons go, fonts come, the server's answers are drawn
constexpr QSize size(1440, 900);

void let(int ms)
{
    const QDeadlineTimer until(ms);
    while (!until.hasExpired())
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

bool waitFor(const std::function<bool()> &done)
{
    const QDeadlineTimer until(patienceMs);
    while (!done()) {
        if (until.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
    }
    return true;
}

/// Everything that the pictures are of.
class Photographer {
public:
    Photographer(const QDir &to, const QString &theme)
        : m_to(to)
        , m_theme(theme)
    {
    }

    bool firstRun();
    bool work();

private:
    desktop::Arguments arguments(const QString &profile) const;
    bool makeClinic();
    bool take(desktop::Desktop &desktop, const QString &name) const;
    bool save(QWidget &of, const QString &name) const;
    bool files(desktop::Desktop &desktop) const;

    const QDir m_to;
    const QString m_theme;
    const QTemporaryDir m_dir;
    client::MemoryKeys m_keys;
    QString m_email;
    QString m_password;
};

desktop::Arguments Photographer::arguments(const QString &profile) const
{
    desktop::Arguments made;
    made.profileDir = m_dir.filePath(profile);
    made.dataDir = m_dir.filePath(u"data"_s);
    QSettings settings(made.profileDir + u"/acolhe.ini"_s, QSettings::IniFormat);
    settings.setValue("look/theme"_L1, m_theme);
    return made;
}

bool Photographer::makeClinic()
{
    store::Options options;
    options.dataDir = m_dir.filePath(u"data"_s);
    const auto store = store::Store::open(options);
    if (!store)
        return false;
    const SystemClock clock;
    services::Passwords passwords;
    services::ClinicRegistry registry(**store, clock, passwords);
    demo::DemoClinic demo(**store, clock, registry, passwords);
    const Future<demo::DemoLogins> logins = demo.create();
    if (!waitFor([&] { return logins.isFinished(); }))
        return false;
    const Result<demo::DemoLogins> made = logins.result();
    if (!made)
        return false;
    m_password = made->password;
    for (const User &user : made->users) {
        if (user.role == Role::Attendant && m_email.isEmpty())
            m_email = user.email;
    }
    return true;
}

bool Photographer::take(desktop::Desktop &desktop, const QString &name) const
{
    desktop.window().resize(size);
    return save(desktop.window(), name);
}

bool Photographer::save(QWidget &of, const QString &name) const
{
    let(settlingMs);
    const QPixmap picture = of.grab();
    const int percent = int(std::lround(picture.devicePixelRatio() * 100));
    QString file = name + (m_theme == "light"_L1 ? u"-light"_s : QString());
    if (percent != 100)
        file += u"-%1"_s.arg(percent);
    return picture.save(m_to.filePath(file + u".png"_s));
}

/// The tray with a picture and a document, and the viewer on a picture of the thread.
bool Photographer::files(desktop::Desktop &desktop) const
{
    ui::LiveDesk &desk = *desktop.desk();
    auto *media = desktop.window().inbox()->findChild<ui::ThreadMedia *>();
    QImage drawn(640, 400, QImage::Format_RGB32);
    drawn.fill(QColor(u"#0f766e"_s));
    QPainter painter(&drawn);
    painter.setPen(QPen(Qt::white, 12));
    painter.drawEllipse(QPoint(320, 200), 140, 140);
    painter.end();
    QMimeData pasted;
    pasted.setImageData(drawn);
    QFile document(m_dir.filePath(u"preparo-do-exame.pdf"_s));
    if (!media || !document.open(QIODevice::WriteOnly) || document.write("%PDF-1.4\n") < 0)
        return false;
    document.close();
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(document.fileName())});
    if (!media->take(pasted) || !media->take(dropped) || !take(desktop, u"inbox-files"_s))
        return false;
    for (int row = 0; row < desk.thread().rowCount(); ++row) {
        const auto message = desk.itemAt(desk.thread().index(row, 0)).message;
        if (message && message->kind == MessageKind::Image && !message->attachments.isEmpty()) {
            media->activate(*message, 0);
            auto *viewer = desktop.window().findChild<ui::ImageViewer *>();
            return viewer && save(*viewer, u"image-viewer"_s);
        }
    }
    return true;
}

bool Photographer::firstRun()
{
    desktop::Desktop desktop(arguments(u"first"_s), m_keys);
    desktop.show();
    if (!take(desktop, u"first-run"_s))
        return false;
    Q_EMIT desktop.window().login().embeddedChosen();
    return take(desktop, u"set-up"_s);
}

bool Photographer::work()
{
    if (!makeClinic())
        return false;
    desktop::Arguments embedded = arguments(u"profile"_s);
    embedded.embedded = true;
    desktop::Desktop desktop(embedded, m_keys);
    desktop.show();
    if (!waitFor([&] { return desktop.isConnected(); }))
        return false;
    const auto fields = desktop.window().login().findChildren<QLineEdit *>();
    for (QLineEdit *field : fields) {
        if (field->isVisible() && field->echoMode() == QLineEdit::Normal)
            field->setText(m_email);
    }
    if (!take(desktop, u"login"_s))
        return false;
    Q_EMIT desktop.window().login().signInRequested({{}, m_email, m_password, {}, false});
    const auto listed = [&] { return desktop.desk() && desktop.desk()->conversations().rowCount() > 0; };
    if (!waitFor(listed))
        return false;
    ui::LiveDesk &desk = *desktop.desk();
    desktop.window().inbox()->open(desk.conversationAt(desk.conversations().index(0, 0)).id);
    auto *list = desktop.window().inbox()->findChild<ui::ListPane *>();
    list->setShelf(ui::Shelf::All); // a fuller list than that of one attendant
    Q_EMIT list->shelfChosen(ui::Shelf::All);
    return waitFor([&] { return desk.thread().rowCount() > 0 && desk.patient(); })
        && take(desktop, u"inbox"_s) && files(desktop);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 2 || !crypto::start()) {
        std::fputs("acolhe-screenshots DIR\n", stderr);
        return 2;
    }
    for (const QString &theme : {u"dark"_s, u"light"_s}) {
        Photographer photographer(QDir(arguments[1]), theme);
        if (!photographer.firstRun() || !photographer.work()) {
            std::fputs("acolhe-screenshots: a window did not come\n", stderr);
            return 1;
        }
    }
    return 0;
}
