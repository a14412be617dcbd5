// SPDX-License-Identifier: Apache-2.0
// Each trouble that `doctor` knows is made, and must be named with what to do about it.
#include "backend/base/crypto.h"
#include "backend/server/doctor.h"
#include "backend/store/control.h"
#include "tests/api/http/raw_client.h"
#include "tests/support/manual_clock.h"
#include "tests/support/server/server_process.h"
#include "tests/support/storage/postgres.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <functional>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace acolhe;
using server::Findings;
using server::Options;
using tests::ServerProcess;

namespace {

/// A clinic's data, made by the real program.
struct ClinicData {
    explicit ClinicData(const QString &database = {})
    {
        if (!database.isEmpty())
            process.setOptions({u"--database"_s, database});
        options.store.databaseUrl = database;
        options.store.dataDir = process.dataDir();
        options.port = 0;
        made = process.init(u"Vida Plena"_s, u"ana@vida.example"_s, u"caminho-de-pedra-azul"_s);
    }

    QString file(const char *name) const { return options.store.dataDir + u'/' + QLatin1StringView(name); }
    Findings examine() const { return server::examine(options, clock); }
    void sql(ClinicId place, const QString &statement) const
    {
        const auto connection = store::Databases(options.store).open(place, store::Databases::Use::Write);
        if (!connection || !(*connection)->run(statement, {}))
            qFatal("cannot run %s", qPrintable(statement));
    }

    ServerProcess process;
    Options options;
    SystemClock clock;
    bool made = false;
};

using Spoil = std::function<void(ClinicData &)>;

} // namespace

Q_DECLARE_METATYPE(Spoil)

class TestDoctor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void aHealthyClinicHasNoProblem();
    void eachTroubleIsNamedWithItsRemedy_data();
    void eachTroubleIsNamedWithItsRemedy();
    void aCertificateThatEndsIsNamed_data();
    void aCertificateThatEndsIsNamed();
    void aKeyOfAnotherCertificateIsNamed();
    void aPortThatIsTakenIsNamed();
    void tooFewOpenFilesAreNamed();
    void aRunningServerIsNoProblem();
    void postgresqlIsAskedWhetherItKeepsWhatItSays();
    void theExitCodeSaysIt();
};

static QString linesOf(const Findings &findings)
{
    return (findings.good() + findings.problems()).join(u'\n');
}

void TestDoctor::aHealthyClinicHasNoProblem()
{
    const ClinicData clinic;
    QVERIFY2(clinic.made, clinic.process.error.constData());
    const Findings findings = clinic.examine();
    QVERIFY2(findings.problems().isEmpty(), qPrintable(linesOf(findings)));
    for (const char *area : {"data", "disk", "clock", "keys", "server", "listen", "database", "files"})
        QVERIFY2(linesOf(findings).contains(QLatin1StringView(area) + ": ok, "_L1), area);
}

static void overwrite(const QString &file, qint64 from, const QByteArray &bytes)
{
    QFile damaged(file);
    if (!damaged.open(QIODevice::ReadWrite) || !damaged.seek(from) || damaged.write(bytes) != bytes.size())
        qFatal("cannot spoil %s", qPrintable(file));
}

void TestDoctor::eachTroubleIsNamedWithItsRemedy_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const Spoil &spoil, const QString &line) {
        QTest::newRow(name) << spoil << line;
    };
    const ClinicId first{1};
    row(
        "no directory", [](ClinicData &c) { c.options.store.dataDir += u"/none"_s; },
        u"^data: .* does not exist: .*init"_s);
    row(
        "others may look in",
        [](ClinicData &c) {
            QFile::setPermissions(c.options.store.dataDir, QFile::Permissions::fromInt(0x7755));
        },
        u"^data: other users .*: chmod 700"_s);
    row(
        "no key file", [](ClinicData &c) { QFile::remove(c.file("keys")); },
        u"^keys: .* is missing: restore"_s);
    row(
        "others may read the keys",
        [](ClinicData &c) { QFile::setPermissions(c.file("keys"), QFile::Permissions::fromInt(0x6644)); },
        u"^keys: .*owner only.*: let the server's user alone"_s);
    row(
        "the key file is damaged", [](ClinicData &c) { overwrite(c.file("keys"), 0, "rubbish\n"); },
        u"^keys: .* is damaged.*: .*restore"_s);
    row(
        "control is missing", [](ClinicData &c) { QFile::remove(c.file("control.db")); },
        u"^database: control is missing .*: make it"_s);
    row(
        "control is no database",
        [](ClinicData &c) { overwrite(c.file("control.db"), 0, QByteArray(8192, 'x')); },
        u"^database: control cannot be read .*: restore it"_s);
    row(
        "a clinic is damaged",
        [](ClinicData &c) { overwrite(c.file("clinics/1/clinic.db"), 3 * 4096, QByteArray(20 * 4096, 'x')); },
        u"^database: clinic vida-plena (is damaged|cannot be read.*): restore it"_s);
    row(
        "a clinic is missing", [](ClinicData &c) { QFile::remove(c.file("clinics/1/clinic.db")); },
        u"^database: clinic vida-plena is missing .*: restore it"_s);
    row(
        "a newer schema",
        [=](ClinicData &c) { c.sql(first, u"INSERT INTO schema_version (version) VALUES (9999)"_s); },
        u"^schema: clinic vida-plena has schema 9999, newer than .*: use the newer program"_s);
    row(
        "an older schema",
        [=](ClinicData &c) { c.sql(first, u"DELETE FROM schema_version WHERE version > 1"_s); },
        u"^schema: clinic vida-plena has schema 1 of .*: back up, then start"_s);
    row(
        "somebody else's database", [=](ClinicData &c) { c.sql(first, u"DROP TABLE schema_version"_s); },
        u"^schema: clinic vida-plena holds the tables of something else: "_s);
    row(
        "a file of the future",
        [](ClinicData &c) {
            QFile file(c.file("keys"));
            if (!file.open(QIODevice::ReadWrite)
                || !file.setFileTime(QDateTime::currentDateTime().addDays(1), QFile::FileModificationTime))
                qFatal("cannot date a file");
        },
        u"^clock: .*keys was written 8[0-9]+ s in the future.*: set it"_s);
    row(
        "an event of the future",
        [=](ClinicData &c) {
            c.sql(first,
                u"INSERT INTO event (seq, at, type, conversation_id, scope, was_queued, patient_id, internal, data) VALUES (1, 4102444800000, 'x', 0, 'staff', 0, 0, 0, '{}')"_s);
        },
        u"^clock: clinic vida-plena: the last event is .* in the future.*: set it"_s);
    row(
        "old dead letters",
        [=](ClinicData &c) {
            c.sql(first,
                u"INSERT INTO journal (inbox_id, channel, received_at, state, reason, body) VALUES (1, 'x', 1, 'dead', '', '')"_s);
        },
        u"^deliveries: clinic vida-plena: 1 were not understood, .*: update the server and replay"_s);
    row(
        "an uncertain send",
        [=](ClinicData &c) {
            c.sql(first, u"PRAGMA foreign_keys=OFF"_s);
            c.sql(first, u"CREATE TABLE loose AS SELECT * FROM outbox"_s);
            c.sql(first, u"DROP TABLE outbox"_s);
            c.sql(first, u"ALTER TABLE loose RENAME TO outbox"_s);
            c.sql(first, u"INSERT INTO outbox VALUES (1, 1, 1, 1, 'uncertain', 1, 1, 1)"_s);
        },
        u"^sends: clinic vida-plena: 1 messages may or may not have been sent: "_s);
    row(
        "an inbox needs attention",
        [=](ClinicData &c) {
            c.sql(first,
                u"INSERT INTO inbox (channel, name, state, settings, created_at) VALUES ('x', 'x', 'needs_attention', '{}', 1)"_s);
        },
        u"^inboxes: clinic vida-plena: 1 need attention .*: an admin enters"_s);
    row(
        "a public address without TLS",
        [](ClinicData &c) { c.options.publicUrl = u"http://desk.example.org"_s; },
        u"^public-url: .* no https address.*: "_s);
    row(
        "a public address of this machine",
        [](ClinicData &c) { c.options.publicUrl = u"https://127.0.0.1"_s; },
        u"^public-url: the Internet cannot reach 127.0.0.1: "_s);
    row(
        "no certificate",
        [](ClinicData &c) { c.options.tlsCertificate = c.options.tlsKey = u"/nowhere.pem"_s; },
        u"^tls: cannot read /nowhere.pem.*: give"_s);
    row(
        "PostgreSQL does not answer",
        [](ClinicData &c) { c.options.store.databaseUrl = u"postgresql://a:secret-word@127.0.0.1:1/a"_s; },
        u"^database: control cannot be read .*: is the server of the database running"_s);
}

void TestDoctor::eachTroubleIsNamedWithItsRemedy()
{
    QFETCH(Spoil, spoil);
    QFETCH(QString, line);
    ClinicData clinic;
    QVERIFY2(clinic.made, clinic.process.error.constData());
    spoil(clinic);
    const Findings findings = clinic.examine();
    const QRegularExpression wanted(line);
    const QStringList problems = findings.problems();
    QVERIFY2(!problems.filter(wanted).isEmpty(), qPrintable(linesOf(findings)));
    QVERIFY(!linesOf(findings).contains("secret-word"_L1));
    QVERIFY(!problems.join(QString()).contains(u'\n')); // one line each
}

void TestDoctor::aCertificateThatEndsIsNamed_data()
{
    QTest::addColumn<int>("hours");
    QTest::addColumn<QString>("line");
    QTest::newRow("over") << 1 << u"^tls: the certificate .* expired on .*: renew it"_s;
    QTest::newRow("soon") << -1 << u"^tls: the certificate .* expires in 0 days: renew it"_s;
    QTest::newRow("not yet") << -1000000 << u"^tls: the certificate .* is not valid yet: check the clock"_s;
}

void TestDoctor::aCertificateThatEndsIsNamed()
{
    QFETCH(int, hours);
    QFETCH(QString, line);
    const tests::TestCertificate certificate;
    const auto ends =
        QSslCertificate::fromPath(certificate.certificateFile()).value(0).expiryDate().toMSecsSinceEpoch();
    const tests::ManualClock clock(ends + hours * 3600LL * 1000);
    Options options;
    options.tlsCertificate = certificate.certificateFile();
    options.tlsKey = certificate.keyFile();
    Findings findings;
    server::examineTls(options, clock, findings);
    QVERIFY2(!findings.problems().filter(QRegularExpression(line)).isEmpty(), qPrintable(linesOf(findings)));
}

void TestDoctor::aKeyOfAnotherCertificateIsNamed()
{
    const tests::TestCertificate one;
    const tests::TestCertificate other;
    QFile::setPermissions(other.keyFile(), QFile::Permissions::fromInt(0x6644));
    Options options;
    options.tlsCertificate = one.certificateFile();
    options.tlsKey = other.keyFile();
    Findings findings;
    server::examineTls(options, SystemClock(), findings);
    QVERIFY(
        !findings.problems().filter(QRegularExpression(u"^tls: .* is not the key of .*: give"_s)).isEmpty());
    options.tlsCertificate = other.certificateFile();
    server::examineTls(options, SystemClock(), findings);
    QVERIFY2(!findings.problems()
                  .filter(QRegularExpression(u"^tls: everybody .* may read .*: chmod 600"_s))
                  .isEmpty(),
        qPrintable(linesOf(findings)));
}

void TestDoctor::aPortThatIsTakenIsNamed()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    Options options;
    options.port = other.serverPort();
    Findings findings;
    server::examineAddresses(options, false, findings);
    QCOMPARE(findings.problems().size(), 1);
    QVERIFY(findings.problems().first().startsWith("listen: 127.0.0.1:"_L1));
}

void TestDoctor::tooFewOpenFilesAreNamed()
{
    struct rlimit limit = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    Options options;
    options.store.openClinics = int(std::min<rlim_t>(limit.rlim_max / 12 + 1, 100'000'000));
    Findings findings;
    server::examineOpenFiles(options, options.store.openClinics, findings);
    QCOMPARE(findings.problems().size(), 1);
    QVERIFY(findings.problems().first().contains("LimitNOFILE"_L1));
}

void TestDoctor::aRunningServerIsNoProblem()
{
    ClinicData clinic;
    QVERIFY(clinic.made);
    QVERIFY(clinic.process.start());
    clinic.options.port = quint16(clinic.process.url().port());
    const Findings findings = clinic.examine();
    QVERIFY2(findings.problems().isEmpty(), qPrintable(linesOf(findings)));
    QVERIFY(
        linesOf(findings).contains(u"server: ok, running as process %1"_s.arg(clinic.process.processId())));
}

void TestDoctor::postgresqlIsAskedWhetherItKeepsWhatItSays()
{
    tests::Postgres postgres; // without fsync
    QVERIFY2(postgres.isRunning(), qPrintable(postgres.problem()));
    const ClinicData clinic(postgres.newDatabase());
    QVERIFY2(clinic.made, clinic.process.error.constData());
    const Findings findings = clinic.examine();
    QVERIFY2(!findings.problems()
                  .filter(QRegularExpression(u"^postgresql: fsync is off: .*: set it to on"_s))
                  .isEmpty(),
        qPrintable(linesOf(findings)));
    QVERIFY(linesOf(findings).contains("database: ok, clinic vida-plena"_L1));
}

void TestDoctor::theExitCodeSaysIt()
{
    ClinicData clinic;
    QVERIFY(clinic.made);
    QCOMPARE(clinic.process.run({u"doctor"_s, u"--listen"_s, u"127.0.0.1:0"_s}), 0);
    QVERIFY2(clinic.process.output.isEmpty(), clinic.process.output.constData()); // a line there is a problem
    QVERIFY(clinic.process.error.contains("database: ok, control\n"));
    QVERIFY(QFile::remove(clinic.file("keys")));
    QCOMPARE(clinic.process.run({u"doctor"_s, u"--listen"_s, u"127.0.0.1:0"_s}), 1);
    QVERIFY(clinic.process.output.startsWith("keys: "));
    QCOMPARE(clinic.process.output.count('\n'), 1);
}

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
