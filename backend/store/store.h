// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/async.h"
#include "backend/domain/event.h"
#include "backend/store/databases.h"
#include "backend/store/measures.h"
#include "backend/store/search.h"

#include <QObject>

#include <functional>
#include <memory>

class QLockFile;

namespace acolhe::store {

class WriterThreads;
class ReaderThreads;
class Checkpointer;
class SearchIndex;

/// A command's view of its clinic's database while it is written. What a command writes is kept when it gives
/// a value, and undone when it gives an error; other commands of the same commit are not touched by that.
class Transaction {
public:
    Transaction(Connection &connection, qint64 &nextSeq, const TraceId &trace);

    operator Connection &() { return m_connection; }
    Connection &connection() { return m_connection; }

    /// Adds a line to the event log, in this same transaction; it gets the next seq.
    void addEvent(Event event);

    // For the writer.
    Result<> writeEvents();
    QList<Event> takeEvents();

private:
    Connection &m_connection;
    qint64 &m_nextSeq;
    const TraceId m_trace;
    QList<Event> m_events;
};

/// Which clinic a command is for, and of which work it is a part.
struct Origin {
    Origin(ClinicId ofClinic, const TraceId &ofTrace = {})
        : clinic(ofClinic)
        , trace(ofTrace)
    {
    }
    Origin(const Caller &caller)
        : Origin(caller.clinic, caller.trace)
    {
    }

    ClinicId clinic;
    TraceId trace;
};

/// One command in a writer's queue, with its type forgotten.
struct Command {
    QList<Arrival> arrivals; ///< what it will ask first
    std::function<bool(Transaction &)> run; ///< false: undo it
    std::function<void(const std::optional<Error> &)>
        finish; ///< after the commit; an Error: the commit failed
    TraceId trace{}; ///< its events get it, where they have none of their own
};

/// All databases of a server, with the threads that work on them. Lives on the main thread. Commands of a
/// clinic run one after the other on one thread, and all that wait share one commit; a Future finishes only
/// after it. Readers see what was committed when they began.
class Store : public QObject {
    Q_OBJECT
public:
    /// Prepares `control`. Fails with one line for the operator.
    static Result<std::unique_ptr<Store>> open(const Options &options);
    ~Store() override;

    template <class T> using Write = std::function<Result<T>(Transaction &)>;
    template <class T> using Read = std::function<Result<T>(Connection &)>;

    /// `arrivals`: what the command will ask of Conversations::findOpenFor; a batch asks it at once.
    template <class T>
    Future<T> write(const Origin &origin, const Write<T> &command, const QList<Arrival> &arrivals = {});
    template <class T> Future<T> read(ClinicId clinic, const Read<T> &query);
    template <class T> Future<T> writeControl(const Write<T> &command)
    {
        return write<T>(Origin(controlPlace), command);
    }
    template <class T> Future<T> readControl(const Read<T> &query) { return read<T>(controlPlace, query); }

    Future<SearchPage> search(ClinicId clinic, const SearchQuery &query);

    /// Makes or upgrades a clinic's database. Blocks: at start and from the command line.
    Result<> prepareClinic(ClinicId clinic);
    Result<> removeClinic(ClinicId clinic);
    const Databases &databases() const { return m_databases; }
    const Options &options() const { return m_options; }

    struct Figures {
        qint64 commits = 0;
        qint64 commands = 0;
        qint64 waiting = 0; ///< commands in the queues now
    };
    Figures figures() const;
    const Measures &measures() const { return *m_measures; }
    /// For how long the writer that takes longest has been at one commit, in milliseconds; 0: all rest.
    qint64 longestCommitMs() const;

Q_SIGNALS:
    /// What a commit added to a clinic's log, in the order of seq; comes before the commit's Futures finish.
    void committed(acolhe::ClinicId clinic, const QList<acolhe::Event> &events);

private:
    explicit Store(const Options &options);
    void enqueue(Place place, Command command);
    void enqueueRead(Place place, std::function<void(Result<Connection *>)> query);

    const Options m_options;
    const Databases m_databases;
    std::unique_ptr<QLockFile> m_lock;
    const std::unique_ptr<Measures> m_measures;
    std::unique_ptr<Checkpointer> m_checkpointer;
    std::unique_ptr<SearchIndex> m_search;
    std::unique_ptr<WriterThreads> m_writers;
    std::unique_ptr<ReaderThreads> m_readers;
};

template <class T>
Future<T> Store::write(const Origin &origin, const Write<T> &command, const QList<Arrival> &arrivals)
{
    struct State {
        QPromise<Result<T>> promise;
        std::optional<Result<T>> result;
    };
    const auto state = std::make_shared<State>();
    state->promise.start();
    const Future<T> future = state->promise.future();
    enqueue(origin.clinic,
        {arrivals,
            [state, command](Transaction &transaction) {
                state->result = command(transaction);
                return state->result->has_value();
            },
            [state](const std::optional<Error> &problem) {
                state->promise.addResult(problem ? Result<T>(*problem) : *std::move(state->result));
                state->promise.finish();
            },
            origin.trace});
    return future;
}

template <class T> Future<T> Store::read(ClinicId clinic, const Read<T> &query)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const Future<T> future = promise->future();
    enqueueRead(clinic, [this, promise, query](Result<Connection *> connection) {
        promise->addResult(connection ? query(**connection) : Result<T>(connection.error()));
        QMetaObject::invokeMethod(this, [promise] { promise->finish(); });
    });
    return future;
}

} // namespace acolhe::store
