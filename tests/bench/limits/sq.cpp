// SPDX-License-Identifier: Apache-2.0
// The limit that the disk and SQLite set on this machine: the least that storing a message can be, a row with
// two indexes and its conversation's row, with nothing around it.
//
//   bench-sq insert DB FULL|NORMAL|OFF BATCH FTS(0|1) SECONDS [keep]     BATCH messages a transaction, into a
//   fresh DB or
//                                                                        (keep) into what is there
//   bench-sq fill DB MESSAGES                                            a fresh DB with so many
//
// insert prints messages a second, and the transaction's p50 and p99 in milliseconds.
#include "tests/bench/fill/clinic_text.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace acolhe::bench {

static constexpr auto schema = R"(
    CREATE TABLE IF NOT EXISTS conversations(id INTEGER PRIMARY KEY, tenant INT NOT NULL, contact INT, assignee INT, status INT,
        unread INT DEFAULT 0, last_at INT, last_preview TEXT);
    CREATE INDEX IF NOT EXISTS conversations_inbox ON conversations(tenant, assignee, status, last_at DESC);
    CREATE TABLE IF NOT EXISTS messages(id INTEGER PRIMARY KEY, tenant INT NOT NULL, conversation INT NOT NULL, direction INT, sender INT,
        channel INT, ext_id TEXT, type INT, content TEXT, status INT, created_at INT);
    CREATE INDEX IF NOT EXISTS messages_conversation ON messages(conversation, id);
    CREATE UNIQUE INDEX IF NOT EXISTS messages_external ON messages(tenant, ext_id);
)";
static constexpr auto searchSchema = R"(
    CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(content, content='messages', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='3');
)";

class Database {
public:
    Database(const std::string &path, const std::string &synchronous, bool keep)
    {
        for (const char *part : {"", "-wal", "-shm"})
            if (!keep)
                std::filesystem::remove(path + part);
        check(sqlite3_open(path.c_str(), &m_handle));
        run("PRAGMA journal_mode=WAL; PRAGMA cache_size=-65536; PRAGMA mmap_size=0; PRAGMA synchronous="
            + synchronous);
        run(schema);
    }
    ~Database() { sqlite3_close(m_handle); }
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    void run(const std::string &sql)
    {
        check(sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr));
    }
    sqlite3_int64 number(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        check(sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr));
        sqlite3_step(statement);
        const sqlite3_int64 found = sqlite3_column_int64(statement, 0);
        check(sqlite3_finalize(statement));
        return found;
    }
    sqlite3_int64 lastId() const { return sqlite3_last_insert_rowid(m_handle); }
    sqlite3 *handle() const { return m_handle; }
    void check(int code) const
    {
        if (code != SQLITE_OK && code != SQLITE_DONE)
            throw std::runtime_error(sqlite3_errmsg(m_handle));
    }

private:
    sqlite3 *m_handle = nullptr;
};

class Statement {
public:
    Statement(Database &database, const char *sql)
        : m_database(database)
    {
        database.check(sqlite3_prepare_v2(database.handle(), sql, -1, &m_statement, nullptr));
    }
    ~Statement() { sqlite3_finalize(m_statement); }
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    template <class... Values> void run(const Values &...values)
    {
        int at = 0;
        (bind(++at, values), ...);
        m_database.check(sqlite3_step(m_statement));
        m_database.check(sqlite3_reset(m_statement));
    }

private:
    void bind(int at, sqlite3_int64 value) { sqlite3_bind_int64(m_statement, at, value); }
    void bind(int at, const std::string &value)
    {
        sqlite3_bind_text(m_statement, at, value.data(), int(value.size()), SQLITE_TRANSIENT);
    }

    Database &m_database;
    sqlite3_stmt *m_statement = nullptr;
};

class Inserts {
public:
    Inserts(Database &database, bool search)
        : m_database(database)
        , m_message(database,
              "INSERT INTO "
              "messages(tenant,conversation,direction,sender,channel,ext_id,type,content,status,created_at)"
              " VALUES(?1,?2,0,?2,1,?3,0,?4,1,?5)")
        , m_conversation(database,
              "INSERT INTO conversations(id,tenant,contact,assignee,status,unread,last_at,last_preview)"
              " VALUES(?1,?2,?1,?3,1,1,?4,?5) ON CONFLICT(id) DO UPDATE SET "
              "unread=unread+1,last_at=excluded.last_at,"
              "last_preview=excluded.last_preview")
    {
        if (search)
            m_search.emplace(database, "INSERT INTO search(rowid,content) VALUES(?,?)");
        m_before = database.number("SELECT coalesce(max(id), 0) FROM messages");
    }

    void one()
    {
        const std::string text = m_text.message();
        const auto conversation = sqlite3_int64(1 + m_text.number(50'000));
        const sqlite3_int64 tenant = 1 + conversation % 10;
        const sqlite3_int64 number = m_before + ++m_done;
        const sqlite3_int64 at = 1'700'000'000'000 + number;
        m_message.run(tenant, conversation, "wamid.HBgLMTY1MDM4Nzk0" + std::to_string(number), text, at);
        if (m_search)
            m_search->run(m_database.lastId(), text);
        m_conversation.run(conversation, tenant, 1 + conversation % 200, at, text.substr(0, 60));
    }
    sqlite3_int64 done() const { return m_done; }

private:
    Database &m_database;
    Statement m_message, m_conversation;
    std::optional<Statement> m_search;
    ClinicText m_text{42};
    sqlite3_int64 m_before = 0; ///< rows that were there
    sqlite3_int64 m_done = 0;
};

struct Wanted {
    std::string path;
    std::string synchronous;
    int batch = 1;
    bool search = true;
    double seconds = 1;
    bool keep = false;
};

static void insertFor(const Wanted &wanted)
{
    using Clock = std::chrono::steady_clock;
    using Ms = std::chrono::duration<double, std::milli>;
    Database database(wanted.path, wanted.synchronous, wanted.keep);
    if (wanted.search)
        database.run(searchSchema);
    Inserts inserts(database, wanted.search);
    std::vector<double> transactions;
    const auto start = Clock::now();
    auto now = start;
    while (Ms(now - start).count() < wanted.seconds * 1e3) {
        database.run("BEGIN IMMEDIATE");
        for (int i = 0; i < wanted.batch; ++i)
            inserts.one();
        database.run("COMMIT");
        const auto before = std::exchange(now, Clock::now());
        transactions.push_back(Ms(now - before).count());
    }
    std::sort(transactions.begin(), transactions.end());
    std::printf("{\"perSecond\": %.0f, \"p50Ms\": %.3f, \"p99Ms\": %.3f}\n",
        double(inserts.done()) / Ms(now - start).count() * 1e3, transactions[transactions.size() / 2],
        transactions[transactions.size() * 99 / 100]);
}

static void fill(const std::string &path, int messages)
{
    Database database(path, "OFF", false);
    database.run(searchSchema);
    Inserts inserts(database, true);
    while (inserts.done() < messages) {
        database.run("BEGIN IMMEDIATE");
        for (int i = 0; i < 20'000 && inserts.done() < messages; ++i)
            inserts.one();
        database.run("COMMIT");
    }
}

} // namespace acolhe::bench

int main(int count, char **words)
{
    const std::string command = count > 1 ? words[1] : "";
    if (command == "fill" && count == 4) {
        acolhe::bench::fill(words[2], std::atoi(words[3]));
    } else if (command == "insert" && (count == 7 || count == 8)) {
        acolhe::bench::insertFor(
            {words[2], words[3], std::atoi(words[4]), words[5][0] == '1', std::atof(words[6]), count == 8});
    } else {
        std::fprintf(stderr,
            "bench-sq insert DB FULL|NORMAL|OFF BATCH FTS(0|1) SECONDS [keep]\n"
            "bench-sq fill DB MESSAGES\n");
        return 2;
    }
    return 0;
}
