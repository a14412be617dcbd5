// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

struct sqlite3;

namespace acolhe::client {

/// A row of the mirror. What it holds is sealed in the file; its numbers are not.
struct MirrorRow {
    enum Kind { Head = 1, Conversation, Message, Outgoing, Draft };

    Kind kind = Head;
    qint64 id = 0;
    qint64 parent = 0; ///< the conversation of a message
    qint64 at = 0; ///< milliseconds; the oldest conversations make room first
    QByteArray plain; ///< null: the row goes
    bool onlyIfThere = false; ///< changes a row, never makes one
};

/// A SQLite file of sealed rows. A file that cannot be read with the key (damaged, another's, of another
/// version) is thrown away and begun anew: everything in it is the server's too, but for what was not sent.
/// One thread at a time.
class MirrorFile {
public:
    struct Bounds {
        int conversations = 2'000;
        int messages = 50'000;
    };

    /// An empty `path` keeps it in memory; so does a file that cannot be written or that another program has.
    MirrorFile(const QString &path, const QByteArray &key, const Bounds &bounds);
    ~MirrorFile();
    MirrorFile(const MirrorFile &) = delete;
    MirrorFile &operator=(const MirrorFile &) = delete;

    /// Whether what is written outlives the program.
    bool isDurable() const { return m_durable; }

    /// All or none, in one transaction. From the first that fails on nothing is durable any more.
    void write(const QList<MirrorRow> &rows);
    /// By id; with `parent` its rows alone. Rows that do not open are left out.
    QList<MirrorRow> read(MirrorRow::Kind kind) const;
    /// The newest before `before` (0: the newest of all), by id.
    QList<MirrorRow> readMessages(qint64 conversation, qint64 before, int limit) const;
    /// Everything but what was not sent.
    void forgetSeen();
    /// Everything, the file too.
    void destroy();

    static void removeFiles(const QString &path);

private:
    enum class Opening { Done, Busy, Unreadable };
    Opening openAt(const QString &path);
    bool opensWithKey() const;
    void close();
    bool run(const char *sql) const;
    bool put(const MirrorRow &row) const;
    void trim() const;
    QList<MirrorRow> select(const char *sql, const QList<qint64> &values) const;
    QByteArray context(MirrorRow::Kind kind, qint64 id) const;

    const QString m_path;
    const QByteArray m_key;
    const Bounds m_bounds;
    sqlite3 *m_db = nullptr;
    bool m_durable = false;
    int m_untrimmed = 0;
};

} // namespace acolhe::client
