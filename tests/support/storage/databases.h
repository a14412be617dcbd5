// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/store.h"
#include "tests/support/storage/postgres.h"

namespace acolhe::tests {

/// A store on a new database of the kind that a data row names: "SQLite" or "PostgreSQL". One PostgreSQL
/// serves a program.
class TestStore {
public:
    explicit TestStore(const QString &kind);
    ~TestStore();

    store::Store &operator*() { return *m_store; }
    store::Store *operator->() { return m_store.get(); }
    const store::Options &options() const { return m_options; }
    /// A clinic's database, ready.
    ClinicId newClinic();
    /// Closes and opens it again, as a restarted server would.
    void reopen();

    /// The rows of every storage test.
    static void addRows();
    static Postgres &postgres();
    static void stopPostgres();

private:
    QTemporaryDir m_dir;
    store::Options m_options;
    std::unique_ptr<store::Store> m_store;
    int m_clinics = 0;
};

} // namespace acolhe::tests
