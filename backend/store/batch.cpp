// SPDX-License-Identifier: Apache-2.0
#include "backend/store/batch.h"

#include "backend/base/log.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

constexpr int tries = 3;

/// The end of the log, from the database where it is not known. Moves to `events` what turns out to have been
/// committed.
static Result<qint64> nextSeqOf(Connection &connection, Place place, LogEnd &end, QList<Event> &events)
{
    if (!place.isValid())
        return 1; // `control` has no log
    if (end.nextSeq)
        return *end.nextSeq;
    const auto last = connection.one<qint64>(
        u"SELECT COALESCE(MAX(seq), 0) FROM event"_s, {}, [](Row &row) { return row.next<qint64>(); });
    if (!last)
        return last.error();
    const QList<Event> doubtful = std::exchange(end.doubtful, {});
    if (!doubtful.isEmpty() && doubtful.last().seq <= **last)
        events += doubtful;
    end.nextSeq = **last + 1;
    return *end.nextSeq;
}

static Error connectionBroke()
{
    return Error::internal(u"the database connection broke"_s);
}

namespace {

/// The commands of one commit on one connection.
class Batch {
public:
    Batch(Connection &connection, const std::vector<Command> &commands, qint64 nextSeq)
        : m_connection(connection)
        , m_commands(commands)
        , m_firstSeq(nextSeq)
    {
    }

    /// Everything up to the commit.
    Result<> run();
    Result<> commit();
    qint64 nextSeq() const { return m_nextSeq; }
    QList<Event> takeEvents() { return std::move(m_events); }

private:
    Result<> foreseeArrivals();
    Result<> begin();
    void rollBack();
    Result<bool> runCommand(const Command &command);
    Result<bool> runTogether();
    Result<> runApart();

    Connection &m_connection;
    const std::vector<Command> &m_commands;
    const qint64 m_firstSeq;
    qint64 m_nextSeq = 0;
    QList<Event> m_events;
    bool m_open = false;
};

/// Asks for all at once; one alone asks for itself.
Result<> Batch::foreseeArrivals()
{
    constexpr qsizetype most = 1000;
    QList<Arrival> arrivals;
    for (const Command &command : m_commands) {
        if (arrivals.size() + command.arrivals.size() <= most)
            arrivals += command.arrivals;
    }
    return arrivals.size() > 1 ? foresee(m_connection, arrivals) : Result<>(Done{});
}

Result<> Batch::begin()
{
    m_events.clear();
    m_nextSeq = m_firstSeq;
    m_open = true;
    return m_connection.command(
        m_connection.dialect() == Dialect::Sqlite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s);
}

void Batch::rollBack()
{
    m_open = false;
    if (!m_connection.command(u"ROLLBACK"_s)) // lost with a posted statement that failed before it
        (void)m_connection.command(u"ROLLBACK"_s);
}

/// Gives false when the command is to be undone.
Result<bool> Batch::runCommand(const Command &command)
{
    const qint64 before = m_nextSeq;
    Transaction transaction(m_connection, m_nextSeq, command.trace);
    const bool kept = command.run(transaction);
    if (m_connection.isBroken())
        return connectionBroke();
    if (!kept) {
        m_nextSeq = before;
        return false;
    }
    if (const auto written = transaction.writeEvents(); !written)
        return written.error();
    m_events.append(transaction.takeEvents());
    return true;
}

/// All commands without a savepoint between them, as hardly ever one fails. False: one did, and the others
/// have to be kept from it.
Result<bool> Batch::runTogether()
{
    m_connection.setCareful(false);
    if (const auto begun = begin(); !begun)
        return begun.error();
    Result<bool> kept = foreseeArrivals().transform([](Done) { return true; });
    for (qsizetype i = 0; kept && *kept && i < std::ssize(m_commands); ++i)
        kept = runCommand(m_commands[size_t(i)]);
    if (kept && *kept)
        return true;
    rollBack();
    if (m_connection.isBroken())
        return connectionBroke();
    return kept && m_commands.size() == 1 && !m_connection.postFailed();
}

Result<> Batch::runApart()
{
    m_connection.setCareful(true);
    if (const auto begun = begin(); !begun)
        return begun;
    for (const Command &command : m_commands) {
        if (const auto set = m_connection.command(u"SAVEPOINT command"_s); !set)
            return set;
        const auto kept = runCommand(command);
        if (!kept)
            return kept.error();
        if (!*kept) {
            if (const auto undone = m_connection.command(u"ROLLBACK TO SAVEPOINT command"_s); !undone)
                return undone;
        }
        if (const auto released = m_connection.command(u"RELEASE SAVEPOINT command"_s); !released)
            return released;
    }
    return Done{};
}

Result<> Batch::run()
{
    const auto together = runTogether();
    if (!together)
        return together.error();
    if (*together)
        return Done{};
    const auto apart = runApart();
    if (!apart)
        rollBack();
    return apart;
}

Result<> Batch::commit()
{
    if (!m_open)
        return Done{};
    const auto appended = m_connection.postAppended();
    auto committed = appended ? m_connection.command(u"COMMIT"_s) : appended;
    // Nothing was committed if a posted statement failed before.
    if (!committed && (!appended || m_connection.postFailed()) && !m_connection.isBroken()) {
        rollBack();
        const auto apart = runApart();
        committed = apart ? m_connection.command(u"COMMIT"_s) : apart;
    }
    if (!committed)
        rollBack();
    return committed;
}

} // namespace

static Error asStorageTrouble(Error error)
{
    if (!isStorageTrouble(error))
        error.data.insert(u"storage"_s, u"unavailable"_s);
    return error;
}

/// After a commit that broke: does the log hold what it wrote? SQLite may show what the disk never got, so
/// there nobody is told "done"; PostgreSQL shows what is durable.
static bool wasCommitted(OpenDatabases &databases, Place place, LogEnd &end, BatchOutcome &outcome)
{
    if (end.doubtful.isEmpty())
        return false;
    const auto opened = databases.at(place);
    if (!opened || (*opened)->dialect() == Dialect::Sqlite)
        return false;
    const qsizetype before = outcome.events.size();
    return nextSeqOf(**opened, place, end, outcome.events) && outcome.events.size() > before;
}

BatchOutcome runBatch(
    OpenDatabases &databases, Place place, LogEnds &ends, const std::vector<Command> &commands)
{
    BatchOutcome outcome;
    LogEnd &end = ends[place.value];
    Error last;
    for (int i = 0; i < tries; ++i) {
        const auto opened = databases.at(place);
        if (!opened) {
            last = opened.error();
            if (last.reason == Reason::NotFound) {
                ends.erase(place.value);
                return {last, {}};
            }
            continue;
        }
        const auto nextSeq = nextSeqOf(**opened, place, end, outcome.events);
        if (!nextSeq) {
            last = nextSeq.error();
            databases.close(place);
            continue;
        }
        Batch batch(**opened, commands, *nextSeq);
        const Result<> ran = batch.run();
        const Result<> done = ran ? batch.commit() : ran;
        if (done) {
            end.nextSeq = batch.nextSeq();
            outcome.events += batch.takeEvents();
            return outcome;
        }
        last = done.error();
        end.nextSeq.reset();
        end.doubtful = ran ? batch.takeEvents() : QList<Event>();
        databases.close(place);
        if (wasCommitted(databases, place, end, outcome))
            return outcome;
        const auto storage = last.data.value("storage"_L1);
        if (ran || storage == "full"_L1 || storage == "busy"_L1)
            break; // a failed commit may have been one; a full disk and a lock have had their time
    }
    qCCritical(logStore).noquote() << "a commit failed: place" << place.value << last.text;
    outcome.problem = asStorageTrouble(last);
    return outcome;
}

/// The database within a transaction of its own. What broke while nobody asked is opened anew.
static Result<Connection *> beginQuery(OpenDatabases &databases, Place place)
{
    Error last;
    for (int i = 0; i < 2; ++i) {
        const auto opened = databases.at(place);
        const Result<> begun = opened ? (*opened)->command(u"BEGIN"_s) : Result<>(opened.error());
        if (begun)
            return opened;
        last = begun.error();
        if (last.reason == Reason::NotFound)
            return last;
        databases.close(place);
    }
    return asStorageTrouble(last);
}

void runQuery(OpenDatabases &databases, Place place, const ReaderThreads::Query &query)
{
    const auto opened = beginQuery(databases, place);
    query(opened);
    if (opened && !(*opened)->command(u"COMMIT"_s))
        databases.close(place);
}

} // namespace acolhe::store
