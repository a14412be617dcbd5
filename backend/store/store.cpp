// SPDX-License-Identifier: Apache-2.0
#include "backend/store/store.h"

#include "backend/store/checkpointer.h"
#include "backend/store/events.h"
#include "backend/store/search_index.h"
#include "backend/store/threads.h"

#include <QDir>
#include <QLockFile>

namespace acolhe::store {

using namespace Qt::StringLiterals;

Transaction::Transaction(Connection &connection, qint64 &nextSeq, const TraceId &trace)
    : m_connection(connection)
    , m_nextSeq(nextSeq)
    , m_trace(trace)
{
}

void Transaction::addEvent(Event event)
{
    event.seq = m_nextSeq++;
    if (!event.trace.isValid())
        event.trace = m_trace;
    m_events.append(std::move(event));
}

Result<> Transaction::writeEvents()
{
    static const QString insert = u"INSERT INTO event (seq, at, type, conversation_id, scope, attendant_id, "
                                  u"former_attendant_id, was_queued, patient_id, internal, data) "
                                  u"VALUES "_s;
    for (const Event &event : std::as_const(m_events)) {
        const Audience &audience = event.audience;
        const auto written = m_connection.append(insert,
            with(event.seq, event.at, QString::fromLatin1(event.type), event.conversation, audience.scope,
                audience.attendant, audience.formerAttendant, audience.wasQueued, audience.patient,
                audience.internal, QString::fromUtf8(event.data)));
        if (!written)
            return written;
    }
    return Done{};
}

QList<Event> Transaction::takeEvents()
{
    return std::exchange(m_events, {});
}

Store::Store(const Options &options)
    : m_options(options)
    , m_databases(m_options)
    , m_measures(std::make_unique<Measures>())
    , m_checkpointer(std::make_unique<Checkpointer>(m_databases))
    , m_search(std::make_unique<SearchIndex>(m_databases, m_measures->searchLag, m_measures->openDatabases))
{
    connect(this, &Store::committed, this,
        [this](ClinicId clinic, const QList<Event> &events) { m_search->wrote(clinic, events.size()); });
    m_writers = std::make_unique<WriterThreads>(m_databases, m_options, *m_checkpointer, *m_measures, this);
    m_readers = std::make_unique<ReaderThreads>(m_databases, m_options, *m_measures);
}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const Options &options)
{
    if (!QDir().mkpath(options.dataDir))
        return Error::internal(u"cannot make the data directory "_s + options.dataDir);
    std::unique_ptr<QLockFile> lock;
    if (options.exclusive) {
        lock = std::make_unique<QLockFile>(options.dataDir + u"/server.lock"_s);
        lock->setStaleLockTime(0);
        if (!lock->tryLock(0)) {
            qint64 pid = 0;
            QString host;
            QString program;
            lock->getLockInfo(&pid, &host, &program);
            return Error::conflict(
                u"another server (process %1 on %2) uses %3"_s.arg(pid).arg(host, options.dataDir));
        }
    }
    std::unique_ptr<Store> store(new Store(options));
    store->m_lock = std::move(lock);
    if (const auto prepared = store->m_databases.prepare(controlPlace); !prepared)
        return prepared.error();
    return store;
}

Future<SearchPage> Store::search(ClinicId clinic, const SearchQuery &query)
{
    const auto promise = std::make_shared<QPromise<Result<SearchPage>>>();
    promise->start();
    m_search->find(clinic, query, [this, promise](const Result<SearchPage> &page) {
        promise->addResult(page);
        QMetaObject::invokeMethod(this, [promise] { promise->finish(); });
    });
    return promise->future();
}

Result<> Store::prepareClinic(ClinicId clinic)
{
    if (const auto prepared = m_databases.prepare(clinic); !prepared)
        return prepared;
    auto connection = m_databases.open(clinic, Databases::Use::Write);
    if (!connection)
        return connection.error();
    const auto at = Events(**connection).position();
    if (!at)
        return at.error();
    return at->epoch.isEmpty() ? Events(**connection).renewEpoch() : Result<>(Done{});
}

Result<> Store::removeClinic(ClinicId clinic)
{
    return m_databases.remove(clinic);
}

Store::Figures Store::figures() const
{
    return m_writers->figures();
}

qint64 Store::longestCommitMs() const
{
    return m_writers->longestCommitMs();
}

void Store::enqueue(Place place, Command command)
{
    m_writers->add(place, std::move(command));
}

void Store::enqueueRead(Place place, std::function<void(Result<Connection *>)> query)
{
    m_readers->add(place, std::move(query));
}

} // namespace acolhe::store
