// SPDX-License-Identifier: Apache-2.0
#include "tests/support/storage/databases.h"

#include <QTest>

namespace acolhe::tests {

using namespace Qt::StringLiterals;

static std::unique_ptr<Postgres> server;

Postgres &TestStore::postgres()
{
    if (!server)
        server = std::make_unique<Postgres>();
    if (!server->isRunning())
        qFatal("%s", qPrintable(server->problem()));
    return *server;
}

void TestStore::stopPostgres()
{
    server.reset();
}

void TestStore::addRows()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("SQLite") << u"SQLite"_s;
    QTest::newRow("PostgreSQL") << u"PostgreSQL"_s;
}

TestStore::TestStore(const QString &kind)
{
    m_options.dataDir = m_dir.path();
    if (kind == "PostgreSQL"_L1)
        m_options.databaseUrl = postgres().newDatabase();
    reopen();
}

TestStore::~TestStore() = default;

void TestStore::reopen()
{
    m_store.reset();
    auto opened = store::Store::open(m_options);
    if (!opened)
        qFatal("cannot open the store: %s", qPrintable(opened.error().text));
    m_store = *std::move(opened);
}

ClinicId TestStore::newClinic()
{
    const ClinicId clinic{++m_clinics};
    if (const auto prepared = m_store->prepareClinic(clinic); !prepared)
        qFatal("cannot prepare a clinic: %s", qPrintable(prepared.error().text));
    return clinic;
}

} // namespace acolhe::tests
