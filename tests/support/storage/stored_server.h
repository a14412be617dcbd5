// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/storage/databases.h"

namespace acolhe::tests {

/// A data directory (and a PostgreSQL database) of its own, whose places are the stored ones of
/// tests/store/versions. Nothing serves it.
class StoredServer {
public:
    /// `database`: "SQLite" or "PostgreSQL".
    explicit StoredServer(const QString &database);

    const store::Databases *operator->() const { return m_databases.get(); }
    const store::Options &options() const { return m_options; }
    bool isSqlite() const { return m_databases->dialect() == store::Dialect::Sqlite; }
    QString path(const QString &name) const { return m_options.dataDir + u'/' + name; }

    /// A connection without the store's own settings; SQLite makes the file when it is not there.
    std::unique_ptr<store::Connection> open(store::Place place) const;
    /// Puts a stored schema with its rows in. False when the file is not there or does not fit.
    bool load(store::Place place, int version) const;
    /// As `prepare` finds a new place.
    void makeEmpty(store::Place place) const;
    void write(const QString &name, const QByteArray &bytes) const;

    static QString fileOf(const QString &kind, int version, bool sqlite);

private:
    QTemporaryDir m_dir;
    store::Options m_options;
    std::unique_ptr<store::Databases> m_databases;
};

} // namespace acolhe::tests
