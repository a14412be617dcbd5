// SPDX-License-Identifier: Apache-2.0
#include "backend/server/program.h"

#include "backend/base/crypto.h"
#include "backend/base/log.h"
#include "backend/demo/demo_clinic.h"
#include "backend/server/backup_commands.h"
#include "backend/server/confinement.h"
#include "backend/server/doctor.h"
#include "backend/server/operator_session.h"
#include "backend/server/service_notice.h"
#include "backend/server/signals.h"
#include "backend/server/terminal.h"
#include "backend/services/clinic_registry.h"
#include "backend/services/keyring.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QProcessEnvironment>
#include <QSaveFile>
#include <QTimer>

namespace acolhe::server {

using namespace Qt::StringLiterals;

Result<Options> optionsOf(const Settings &settings)
{
    Options options;
    options.store.dataDir = settings.value(u"data"_s);
    options.store.databaseUrl = settings.value(u"database"_s);
    const QString listen = settings.has(u"listen"_s) ? settings.value(u"listen"_s) : u"127.0.0.1:8480"_s;
    const QUrl where(u"tcp://"_s + listen);
    bool fits = false;
    const int port = listen.section(u':', -1).toInt(&fits);
    options.address = QHostAddress(where.host());
    if (!fits || port < 0 || port > 65535 || options.address.isNull())
        return Error::conflict(u"--listen: %1 is no ADDR:PORT"_s.arg(listen));
    options.port = quint16(port);
    options.insecureListen = settings.flag(u"insecure-listen"_s);
    options.publicUrl = settings.value(u"public-url"_s);
    while (options.publicUrl.endsWith(u'/'))
        options.publicUrl.chop(1);
    options.tlsCertificate = settings.value(u"tls-cert"_s);
    options.tlsKey = settings.value(u"tls-key"_s);
    options.metricsToken = settings.value(u"metrics-token"_s);
    options.trustedProxies = settings.value(u"trusted-proxies"_s).split(u',', Qt::SkipEmptyParts);
    options.allowedOrigins = settings.value(u"allowed-origins"_s).split(u',', Qt::SkipEmptyParts);
    return options;
}

/// Runs the event loop until the future is finished. For commands, before and after which nothing else runs.
template <class T> static Result<T> waitFor(Future<T> future)
{
    QEventLoop loop;
    future.then(&loop, [&loop](const Result<T> &) { loop.quit(); });
    if (!future.isFinished())
        loop.exec();
    return future.result();
}

static Result<QString> readPassword(const QString &file)
{
    QFile source(file);
    const bool opened =
        file == "-"_L1 ? source.open(stdin, QIODevice::ReadOnly) : source.open(QIODevice::ReadOnly);
    if (!opened)
        return Error::conflict(u"cannot read the password from %1"_s.arg(file));
    QString password = QString::fromUtf8(source.read(4096));
    while (password.endsWith(u'\n') || password.endsWith(u'\r'))
        password.chop(1);
    return password;
}

/// So that what a command made is whole, and doctor has nothing to say of it before the first start.
static Result<> makeKeys(const Options &options)
{
    return services::Keyring::loadOrCreate(options.store.dataDir + u"/keys"_s)
        .transform([](const services::Keyring &) { return Done{}; });
}

static Result<Clinic> addClinic(const Settings &settings, const Options &options, bool first)
{
    const auto password = readPassword(settings.value(u"password-file"_s));
    if (!password)
        return password.error();
    auto store = store::Store::open(options.store);
    if (!store)
        return store.error();
    if (const auto keys = makeKeys(options); !keys)
        return keys.error();
    const SystemClock clock;
    services::Passwords passwords;
    services::ClinicRegistry registry(**store, clock, passwords);
    services::NewClinic wanted;
    wanted.name = settings.value(u"clinic"_s);
    wanted.timeZone = u"America/Sao_Paulo"_s;
    wanted.adminEmail = settings.value(u"admin"_s);
    wanted.adminPassword = *password;
    return waitFor(first ? registry.addFirst(wanted) : registry.add(wanted));
}

static int runAdd(const Settings &settings, const Options &options, bool first)
{
    const auto clinic = addClinic(settings, options, first);
    if (!clinic)
        return fail((clinic.error().field.isEmpty() ? QString() : clinic.error().field + u": "_s)
            + clinic.error().text);
    print(stdout, u"clinic %1 (%2) is ready\n"_s.arg(clinic->name, clinic->slug));
    return 0;
}

static int runListOrRemove(const Settings &settings, const Options &options)
{
    auto store = store::Store::open(options.store);
    if (!store)
        return fail(store.error().text);
    const SystemClock clock;
    services::Passwords passwords;
    services::ClinicRegistry registry(**store, clock, passwords);
    if (settings.command() == "clinic remove"_L1) {
        const auto removed = waitFor(registry.remove(settings.value(u"clinic"_s)));
        if (!removed)
            return fail(removed.error().text);
        print(stdout, u"clinic %1 is removed\n"_s.arg(removed->slug));
        return 0;
    }
    const auto clinics = waitFor(registry.all());
    if (!clinics)
        return fail(clinics.error().text);
    for (const Clinic &clinic : *clinics)
        print(stdout, u"%1\t%2\t%3\n"_s.arg(clinic.id.value).arg(clinic.slug, clinic.name));
    return 0;
}

static int runDemo(const Options &options)
{
    auto store = store::Store::open(options.store);
    if (!store)
        return fail(store.error().text);
    if (const auto keys = makeKeys(options); !keys)
        return fail(keys.error().text);
    const SystemClock clock;
    services::Passwords passwords;
    services::ClinicRegistry registry(**store, clock, passwords);
    demo::DemoClinic demo(**store, clock, registry, passwords);
    const auto logins = waitFor(demo.create());
    if (!logins)
        return fail(logins.error().text);
    print(stdout,
        u"clinic %1 (%2) is ready; all of it is fictitious\n"_s.arg(
            logins->clinic.name, logins->clinic.slug));
    for (const User &user : logins->users)
        print(stdout, u"%1\t%2\t%3\n"_s.arg(QLatin1StringView(word(user.role)), user.email, user.name));
    print(stdout, u"password\t%1\n"_s.arg(logins->password));
    return 0;
}

static int runToken(const Settings &settings, const Options &options)
{
    auto store = store::Store::open(options.store);
    if (!store)
        return fail(store.error().text);
    const SystemClock clock;
    services::Sessions sessions(**store, clock);
    const auto opened = waitFor(openOperatorSession(**store, sessions, settings.value(u"email"_s),
        settings.value(u"clinic"_s), Timestamp{clock.nowMs()}));
    if (!opened)
        return fail(opened.error().text);
    QSaveFile file(settings.value(u"token-file"_s));
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(opened->token.toLatin1() + '\n') > 0 && file.commit();
    return written ? 0 : fail(u"cannot write %1: %2"_s.arg(file.fileName(), file.errorString()));
}

static int serve(const Options &options, const QMap<QString, QString> &environment)
{
    const SystemClock clock;
    Server server(options, clock);
    ServiceNotice notice(environment, [&server](qint64 limitMs) { return server.progresses(limitMs); });
    QEventLoop loop;
    int code = 0;
    QObject::connect(&server, &Server::started, &loop, [&server, &notice] {
        const QString where = u"listening on %1"_s.arg(server.url().toString());
        print(stdout, where + u'\n');
        notice.ready(where);
        LogEntry(logServer(), QtInfoMsg, "ready")
            .with("version", ACOLHE_VERSION)
            .with("url", server.url().toString());
    });
    QObject::connect(&server, &Server::failed, &loop, [&](const QString &problem) {
        code = fail(problem);
        loop.quit();
    });
    QObject::connect(&server, &Server::stopped, &loop, &QEventLoop::quit);
    const StopSignals stop;
    QObject::connect(&stop, &StopSignals::stopRequested, &server, [&server, &notice, &loop] {
        LogEntry(logServer(), QtInfoMsg, "stopping");
        notice.stopping();
        QTimer::singleShot(10'000, &loop, &QEventLoop::quit); // whatever is in flight
        server.stop();
    });
    if (const auto started = server.start(); !started)
        return fail(started.error().text);
    loop.exec();
    return code;
}

static int runCommand(const Settings &settings, const QMap<QString, QString> &environment)
{
    const auto options = optionsOf(settings);
    if (!options)
        return fail(options.error().text, 2);
    const QString &command = settings.command();
    if (command == "init"_L1 || command == "clinic add"_L1)
        return runAdd(settings, *options, command == "init"_L1);
    if (command == "clinic list"_L1 || command == "clinic remove"_L1)
        return runListOrRemove(settings, *options);
    if (command == "demo"_L1)
        return runDemo(*options);
    if (command == "token"_L1)
        return runToken(settings, *options);
    if (isBackupCommand(command))
        return runBackupCommand(settings, options->store);
    if (command == "doctor"_L1) {
        const Findings findings = examine(*options, SystemClock());
        for (const QString &line : findings.good())
            print(stderr, line + u'\n'); // beside what scripts read: one line a problem
        for (const QString &line : findings.problems())
            print(stdout, line + u'\n');
        return findings.problems().isEmpty() ? 0 : 1;
    }
    installLog(settings.flag(u"log-json"_s));
    if (settings.has(u"log-level"_s) && !setLogLevel(settings.value(u"log-level"_s)))
        return fail(u"--log-level: debug, info, warning or error"_s, 2);
    return serve(*options, environment);
}

int runProgram(int argc, char **argv)
{
    qputenv("QT_NO_GLIB",
        "1"); // GLib's loop asks each of a thousand sockets twice a turn, and a server needs none of it
    const QCoreApplication application(argc, argv);
    confineProcess();
    ignoreBrokenPipes();
    raiseFileLimit();
    if (!crypto::start())
        return fail(u"the system gives no randomness"_s);
    QMap<QString, QString> environment;
    const auto system = QProcessEnvironment::systemEnvironment();
    const QStringList names = system.keys();
    for (const QString &name : names)
        environment.insert(name, system.value(name));
    const auto settings = Settings::parse(application.arguments().mid(1), environment);
    if (!settings)
        return fail(settings.error().text, 2);
    if (settings->command() == "help"_L1) {
        print(stdout, Settings::usage());
        return 0;
    }
    if (settings->command() == "version"_L1) {
        print(stdout, u"acolhe-server %1\n"_s.arg(QLatin1StringView(ACOLHE_VERSION)));
        return 0;
    }
    return runCommand(*settings, environment);
}

} // namespace acolhe::server
