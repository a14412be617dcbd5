// SPDX-License-Identifier: Apache-2.0
#include "backend/store/control.h"
#include "tests/services/world.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::ClinicRegistry;
using services::NewClinic;
using tests::await;
using tests::goodPassword;
using tests::TestStore;
using tests::World;

class TestClinicRegistry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void theFirstClinicIsMadeOnce_data() { TestStore::addRows(); }
    void theFirstClinicIsMadeOnce();
    void mistakesAreNamedAndLeaveNothing_data();
    void mistakesAreNamedAndLeaveNothing();
    void namesBecomeSlugs_data();
    void namesBecomeSlugs();
    void clinicsOfOneNameAreToldApart();
    void anAdminOfSeveralClinicsHasOnePassword();
    void aRemovedClinicIsGone_data() { TestStore::addRows(); }
    void aRemovedClinicIsGone();
    void aServerNoticesWhatAnotherProcessDoes_data() { TestStore::addRows(); }
    void aServerNoticesWhatAnotherProcessDoes();
    void dataOfAnUnknownClinicIsNotTouched();
};

static NewClinic wanted(const QString &name, const QString &admin = u"ana@vila.example"_s)
{
    return {name, {}, u"America/Fortaleza"_s, admin, {}, goodPassword};
}

void TestClinicRegistry::theFirstClinicIsMadeOnce()
{
    QFETCH(QString, kind);
    World world(kind); // has one
    TestStore empty(kind);
    ClinicRegistry registry(*empty, world.clock, world.passwords);
    const auto first = await(registry.addFirst(wanted(u"Clínica São José"_s, u"maria.souza@x.example"_s)));
    QVERIFY2(first, first ? "" : qPrintable(first.error().text));
    QCOMPARE(first->slug, u"clinica-sao-jose"_s);
    QCOMPARE(first->timeZone, u"America/Fortaleza"_s);
    const auto again = await(registry.addFirst(wanted(u"Outra"_s)));
    QVERIFY(!again);
    QCOMPARE(again.error().reason, Reason::Conflict);
    QCOMPARE(await(registry.all())->size(), 1);
    services::Sessions sessions(*empty, world.clock);
    services::Auth auth(*empty, world.clock, sessions, world.passwords, world.throttle);
    const auto reply = await(auth.login({}, {u"maria.souza@x.example"_s, goodPassword, {}, {}}));
    QVERIFY(reply);
    QCOMPARE(reply->user.name, u"Maria Souza"_s);
    QCOMPARE(reply->user.role, Role::Admin);
}

void TestClinicRegistry::mistakesAreNamedAndLeaveNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("admin");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("field");
    QTest::newRow("no name") << QString() << u"a@b.example"_s << goodPassword << QString() << u"clinic"_s;
    QTest::newRow("no address") << u"X"_s << u"ana"_s << goodPassword << QString() << u"admin"_s;
    QTest::newRow("two addresses") << u"X"_s << u"a@b.example, c@d.example"_s << goodPassword << QString()
                                   << u"admin"_s;
    QTest::newRow("weak password") << u"X"_s << u"a@b.example"_s << u"12345"_s << QString() << u"password"_s;
    QTest::newRow("no such zone") << u"X"_s << u"a@b.example"_s << goodPassword << u"America/Natal"_s
                                  << u"timeZone"_s;
}

void TestClinicRegistry::mistakesAreNamedAndLeaveNothing()
{
    QFETCH(QString, name);
    QFETCH(QString, admin);
    QFETCH(QString, password);
    QFETCH(QString, zone);
    QFETCH(QString, field);
    World world(u"SQLite"_s);
    const auto made = await(world.registry.add({name, {}, zone, admin, {}, password}));
    QVERIFY(!made);
    QCOMPARE(made.error().reason, Reason::InvalidParams);
    QCOMPARE(made.error().field, field);
    QCOMPARE(await(world.registry.all())->size(), 1);
}

void TestClinicRegistry::namesBecomeSlugs_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("slug");
    QTest::newRow("accents") << u"Clínica São José"_s << u"clinica-sao-jose"_s;
    QTest::newRow("signs") << u"  Vida & Saúde (Filial #2) "_s << u"vida-saude-filial-2"_s;
    QTest::newRow("no letters") << u"诊所"_s << u"clinic"_s;
    QTest::newRow("long") << QString(100, u'a') << QString(40, u'a');
    QTest::newRow("a path") << u"../../etc"_s << u"etc"_s;
}

void TestClinicRegistry::namesBecomeSlugs()
{
    QFETCH(QString, name);
    QFETCH(QString, slug);
    QCOMPARE(services::slugOf(name), slug);
}

void TestClinicRegistry::clinicsOfOneNameAreToldApart()
{
    World world(u"SQLite"_s);
    const auto second = await(world.registry.add(wanted(u"Vila Serena"_s, u"b@b.example"_s)));
    QVERIFY(second);
    QCOMPARE(second->slug, u"vila-serena-2"_s);
    NewClinic exact = wanted(u"Demo"_s, u"c@c.example"_s);
    exact.slug = u"vila-serena"_s;
    QCOMPARE(await(world.registry.add(exact)).error().reason, Reason::Conflict);
    const auto ambiguous = await(world.registry.remove(u"Vila Serena"_s));
    QVERIFY(!ambiguous);
    QCOMPARE(ambiguous.error().reason, Reason::Conflict);
    QVERIFY(await(world.registry.remove(u"vila-serena-2"_s)));
    QVERIFY(await(world.registry.remove(u"Vila Serena"_s)));
    QCOMPARE(await(world.registry.remove(u"Vila Serena"_s)).error().reason, Reason::NotFound);
}

void TestClinicRegistry::anAdminOfSeveralClinicsHasOnePassword()
{
    World world(u"SQLite"_s);
    NewClinic other = wanted(u"Outra"_s, u"ANA@vila.example"_s);
    other.adminPassword = u"mais uma senha boa"_s;
    const auto refused = await(world.registry.add(other));
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Reason::Conflict);
    QCOMPARE(await(world.registry.all())->size(), 1);
    other.adminPassword = goodPassword;
    QVERIFY(await(world.registry.add(other)));
}

void TestClinicRegistry::aRemovedClinicIsGone()
{
    QFETCH(QString, kind);
    World world(kind);
    const QString folder = world.store.options().dataDir + u"/clinics/%1"_s.arg(world.vila.value);
    QCOMPARE(QDir(folder).exists(), kind == "SQLite"_L1);
    const auto gone = await(world.registry.remove(u"Vila Serena"_s));
    QVERIFY(gone);
    QCOMPARE(gone->id, world.vila);
    QVERIFY(!QDir(folder).exists());
    QVERIFY(!world.store->databases().schemaVersion(world.vila) || kind == "PostgreSQL"_L1);
    QVERIFY(!world.login(u"ana@vila.example"_s));
    // Who belongs nowhere any more begins anew, with another password too.
    const ClinicId next = world.newClinic(u"Vila Serena"_s, u"ana@vila.example"_s, u"outra senha para ela"_s);
    QVERIFY(world.login(u"ana@vila.example"_s, u"outra senha para ela"_s));
    QVERIFY(next != world.vila); // a number is never given twice
}

void TestClinicRegistry::aServerNoticesWhatAnotherProcessDoes()
{
    QFETCH(QString, kind);
    World world(kind);
    auto opened = store::Store::open(world.store.options());
    QVERIFY(opened);
    ClinicRegistry serving(**opened, world.clock, world.passwords);
    QStringList heard;
    connect(&serving, &ClinicRegistry::added, this,
        [&](const Clinic &clinic) { heard.append(u'+' + clinic.slug); });
    connect(&serving, &ClinicRegistry::removed, this,
        [&](ClinicId clinic) { heard.append(u'-' + QString::number(clinic.value)); });
    QVERIFY(await(serving.refresh()));
    const ClinicId other = world.newClinic(u"Outra"_s, u"zoe@outra.example"_s);
    QVERIFY(await(serving.refresh()));
    QVERIFY(await(world.registry.remove(u"outra"_s)));
    QVERIFY(await(serving.refresh()));
    QVERIFY(await(serving.refresh()));
    QCOMPARE(heard, (QStringList{u"+vila-serena"_s, u"+outra"_s, u"-%1"_s.arg(other.value)}));
}

void TestClinicRegistry::dataOfAnUnknownClinicIsNotTouched()
{
    World world(u"SQLite"_s);
    // The control database was lost and made anew; the clinic's file is still there.
    TestStore lost(u"SQLite"_s);
    const QString data = u"/clinics/1"_s;
    QVERIFY(QDir().mkpath(lost.options().dataDir + data));
    world.store.reopen(); // everything is in the file
    QVERIFY(QFile::copy(world.store->databases().fileOf(world.vila), lost->databases().fileOf({1})));
    ClinicRegistry registry(*lost, world.clock, world.passwords);
    const auto made = await(registry.add(wanted(u"Nova"_s)));
    QVERIFY(!made);
    QCOMPARE(made.error().reason, Reason::Conflict);
    QVERIFY(QFile::exists(lost->databases().fileOf({1})));
}

QTEST_GUILESS_MAIN(TestClinicRegistry)
#include "tst_clinic_registry.moc"
