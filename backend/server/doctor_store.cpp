// SPDX-License-Identifier: Apache-2.0
#include "backend/server/doctor.h"
#include "backend/store/backlog.h"
#include "backend/store/control.h"

#include <QFile>

namespace acolhe::server {

using namespace Qt::StringLiterals;
using store::Connection;
using store::Databases;
using Use = store::Databases::Use;

constexpr qint64 dayMs = 24LL * 3600 * 1000;

static Result<QString> answer(Connection &connection, const QString &question)
{
    const auto found =
        connection.one<QString>(question, {}, [](store::Row &row) { return row.next<QString>(); });
    if (!found)
        return found.error();
    return found->value_or(QString());
}

/// Has tables, but not ours.
static bool isForeign(Connection &connection)
{
    const auto tables = answer(connection,
        connection.dialect() == store::Dialect::Sqlite
            ? u"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"_s
            : u"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()"_s);
    return tables && tables->toInt() > 0;
}

/// True when its tables can be asked.
static bool examineSchema(
    Connection &connection, ClinicId place, int version, const QString &name, Findings &findings)
{
    const int newest = Databases::newestSchema(place);
    if (version == 0 && isForeign(connection)) {
        findings.problem(u"schema"_s, u"%1 holds the tables of something else"_s.arg(name),
            u"give a database of its own"_s);
    } else if (version == 0) {
        findings.problem(u"schema"_s, u"%1 is empty"_s.arg(name),
            place.isValid() ? u"restore it from a back-up"_s : u"fill it with acolhe-server init"_s);
    } else if (version > newest) {
        findings.problem(u"schema"_s,
            u"%1 has schema %2, newer than this program's %3"_s.arg(name).arg(version).arg(newest),
            u"use the newer program"_s);
    } else if (version < newest) {
        findings.problem(u"schema"_s, u"%1 has schema %2 of %3"_s.arg(name).arg(version).arg(newest),
            u"back up, then start the server: it is brought up then"_s);
        return true;
    } else {
        return true;
    }
    return false;
}

static bool isDamaged(Connection &connection)
{
    if (connection.dialect() != store::Dialect::Sqlite)
        return false;
    const auto check = answer(connection, u"PRAGMA quick_check(1)"_s);
    return !check || *check != "ok"_L1;
}

/// A place's database, when it can be asked.
static std::unique_ptr<Connection> examinePlace(
    const Databases &databases, ClinicId place, const QString &name, Findings &findings)
{
    const bool sqlite = databases.dialect() == store::Dialect::Sqlite;
    const QString restore = u"restore it from a back-up"_s;
    if (sqlite && !QFile::exists(databases.fileOf(place))) {
        findings.problem(u"database"_s, u"%1 is missing (%2)"_s.arg(name, databases.fileOf(place)),
            place.isValid() ? restore : u"make it with acolhe-server init, or "_s + restore);
        return nullptr;
    }
    auto opened = databases.open(place, Use::Read);
    const auto version = opened ? databases.schemaVersion(place) : Result<int>(opened.error());
    if (!version) {
        findings.problem(u"database"_s, u"%1 cannot be read (%2)"_s.arg(name, version.error().text),
            sqlite ? restore
                   : u"is the server of the database running, and are address, name and password right?"_s);
        return nullptr;
    }
    if (isDamaged(**opened)) {
        findings.problem(u"database"_s, u"%1 is damaged"_s.arg(name), restore);
        return nullptr;
    }
    if (!examineSchema(**opened, place, *version, name, findings))
        return nullptr;
    findings.good(u"database"_s, name);
    return *std::move(opened);
}

static void examineBacklog(Connection &connection, const QString &name, qint64 nowMs, Findings &findings)
{
    const auto backlog = store::backlogOf(connection);
    if (!backlog)
        return findings.problem(
            u"database"_s, u"%1 cannot be asked (%2)"_s.arg(name, backlog.error().text), u"restart it"_s);
    if (backlog->deadLetters > 0 && nowMs - backlog->oldestDeadLetter.ms > dayMs)
        findings.problem(u"deliveries"_s,
            u"%1: %2 were not understood, the oldest %3 days ago"_s.arg(name)
                .arg(backlog->deadLetters)
                .arg((nowMs - backlog->oldestDeadLetter.ms) / dayMs),
            u"update the server and replay them (journal.deadLetters, journal.replay)"_s);
    if (backlog->uncertain > 0)
        findings.problem(u"sends"_s,
            u"%1: %2 messages may or may not have been sent"_s.arg(name).arg(backlog->uncertain),
            u"look at them in the desktop and send again what did not arrive"_s);
    if (backlog->inboxesNeedAttention > 0)
        findings.problem(u"inboxes"_s,
            u"%1: %2 need attention and send nothing"_s.arg(name).arg(backlog->inboxesNeedAttention),
            u"an admin enters valid credentials in the inbox's settings"_s);
    const auto last = answer(
        connection, u"SELECT COALESCE(MAX(at), 0) FROM event WHERE seq = (SELECT MAX(seq) FROM event)"_s);
    if (last && last->toLongLong() - nowMs > 60'000)
        findings.problem(u"clock"_s,
            u"%1: the last event is %2 s in the future: the clock is wrong now, or was then"_s.arg(name).arg(
                (last->toLongLong() - nowMs) / 1000),
            u"set it, and keep it by NTP"_s);
}

static void examineSetting(Connection &connection, const QString &setting, const QString &wanted,
    const QString &why, Findings &findings)
{
    const auto value = answer(connection, u"SELECT current_setting('%1')"_s.arg(setting));
    if (!value || *value != wanted)
        findings.problem(u"postgresql"_s, u"%1 is %2: %3"_s.arg(setting, value ? *value : u"unknown"_s, why),
            u"set it to %1"_s.arg(wanted));
}

/// What is acknowledged must be durable, and every text must fit.
static void examinePostgres(const Options &options, Connection &connection, Findings &findings)
{
    examineSetting(connection, u"server_encoding"_s, u"UTF8"_s, u"not every text fits"_s, findings);
    const QString lost = u"a power cut loses what was acknowledged"_s;
    examineSetting(connection, u"fsync"_s, u"on"_s, lost, findings);
    examineSetting(connection, u"synchronous_commit"_s, u"on"_s, lost, findings);
    const int needed = options.store.writers + options.store.readers + 2; // search, and one to administer
    const auto room = answer(connection,
        u"SELECT current_setting('max_connections')::int "
        u"- current_setting('superuser_reserved_connections')::int - (SELECT COUNT(*) FROM pg_stat_activity "
        u"WHERE backend_type = 'client backend' AND application_name <> 'acolhe')"_s);
    if (room && room->toInt() < needed)
        findings.problem(u"postgresql"_s,
            u"it has room for %1 connections, and the server needs %2"_s.arg(*room).arg(needed),
            u"raise max_connections"_s);
    else
        findings.good(u"postgresql"_s, u"its connections suffice"_s);
}

qsizetype examineDatabases(const Options &options, const Clock &clock, Findings &findings)
{
    const Databases databases(options.store);
    const auto control = examinePlace(databases, store::controlPlace, u"control"_s, findings);
    if (!control)
        return 0;
    if (databases.dialect() == store::Dialect::PostgreSql)
        examinePostgres(options, *control, findings);
    const auto clinics = store::Clinics(*control).all();
    if (!clinics) {
        findings.problem(u"database"_s, u"control cannot be asked (%1)"_s.arg(clinics.error().text),
            u"restore it from a back-up"_s);
        return 0;
    }
    for (const Clinic &clinic : *clinics) {
        const QString name = u"clinic "_s + clinic.slug;
        if (const auto connection = examinePlace(databases, clinic.id, name, findings))
            examineBacklog(*connection, name, clock.nowMs(), findings);
    }
    return clinics->size();
}

} // namespace acolhe::server
