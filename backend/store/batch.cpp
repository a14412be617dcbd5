// SPDX-License-Identifier: Apache-2.0
#include "backend/store/batch.h"

#include "backend/base/log.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

constexpr int tries = 3;

static Result<qint64> nextSeqOf(
    Connection &connection, Place place, std::unordered_map<qint64, qint64> &known)
{
    if (!place.isValid())
        return 1; // `control` has no log
    const auto found = known.find(place.value);
    if (found != known.end())
        return found->second;
    const auto last = connection.one<qint64>(
        u"SELECT COALESCE(MAX(seq), 0) FROM event"_s, {}, [](Row &row) { return row.next<qint64>(); });
    if (!last)
        return last.error();
    return **last + 1;
}

static Result<> runCommand(
    Connection &connection, const Command &command, qint64 &nextSeq, QList<Event> &events)
{
    if (const auto set = connection.command(u"SAVEPOINT command"_s); !set)
        return set.error();
    const qint64 before = nextSeq;
    Transaction transaction(connection, nextSeq);
    bool kept = command.run(transaction);
    if (connection.isBroken())
        return Error::internal(u"the database connection broke"_s);
    if (kept) {
        if (const auto written = transaction.writeEvents(); !written)
            return written;
    } else {
        nextSeq = before;
        if (const auto undone = connection.command(u"ROLLBACK TO SAVEPOINT command"_s); !undone)
            return undone.error();
    }
    if (const auto released = connection.command(u"RELEASE SAVEPOINT command"_s); !released)
        return released.error();
    if (kept)
        events.append(transaction.takeEvents());
    return Done{};
}

/// Everything up to the commit.
static Result<> runAll(
    Connection &connection, const std::vector<Command> &commands, qint64 &nextSeq, QList<Event> &events)
{
    const QString begin = connection.dialect() == Dialect::Sqlite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s;
    if (const auto begun = connection.command(begin); !begun)
        return begun.error();
    for (const Command &command : commands) {
        if (const auto done = runCommand(connection, command, nextSeq, events); !done) {
            (void)connection.command(u"ROLLBACK"_s);
            return done;
        }
    }
    return Done{};
}

static Error asStorageTrouble(Error error)
{
    if (!isStorageTrouble(error))
        error.data.insert(u"storage"_s, u"unavailable"_s);
    return error;
}

BatchOutcome runBatch(OpenDatabases &databases, Place place, std::unordered_map<qint64, qint64> &nextSeqs,
    const std::vector<Command> &commands)
{
    Error last;
    for (int i = 0; i < tries; ++i) {
        const auto opened = databases.at(place);
        if (!opened) {
            last = opened.error();
            if (last.reason == Reason::NotFound)
                return {last, {}};
            continue;
        }
        Connection &connection = **opened;
        QList<Event> events;
        auto nextSeq = nextSeqOf(connection, place, nextSeqs);
        const Result<> ran =
            nextSeq ? runAll(connection, commands, *nextSeq, events) : Result<>(nextSeq.error());
        if (!ran) {
            last = ran.error();
            nextSeqs.erase(place.value);
            databases.close(place);
            if (last.data.value("storage"_L1) == "full"_L1)
                break;
            continue;
        }
        const auto committed = connection.command(u"COMMIT"_s);
        if (committed) {
            nextSeqs[place.value] = *nextSeq;
            return {{}, std::move(events)};
        }
        last = committed.error();
        (void)connection.command(u"ROLLBACK"_s);
        nextSeqs.erase(place.value);
        databases.close(place);
        break;
    }
    qCCritical(logStore).noquote() << "a commit failed: place" << place.value << last.text;
    return {asStorageTrouble(last), {}};
}

void runQuery(OpenDatabases &databases, Place place, const ReaderThreads::Query &query)
{
    auto opened = databases.at(place);
    if (opened && !(*opened)->command(u"BEGIN"_s)) {
        databases.close(place);
        opened = databases.at(place);
        if (opened) {
            if (const auto begun = (*opened)->command(u"BEGIN"_s); !begun)
                opened = begun.error();
        }
    }
    if (!opened) {
        query(opened.error().reason == Reason::NotFound ? opened.error() : asStorageTrouble(opened.error()));
        return;
    }
    query(*opened);
    if (!(*opened)->command(u"COMMIT"_s))
        databases.close(place);
}

} // namespace acolhe::store
