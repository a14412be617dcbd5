// SPDX-License-Identifier: Apache-2.0
#include "backend/base/log.h"
#include "backend/server/parts.h"

#include <QStorageInfo>

namespace acolhe::server {

/// A number that is counted elsewhere, with its name and meaning.
struct Figure {
    QByteArray name;
    QByteArray help;
    std::function<qint64()> value;
};

static QList<Figure> totalsIn(Server::Parts &parts)
{
    const auto &in = parts.inbound.counters();
    const auto &hooks = parts.webhooks.counters();
    return {
        {"acolhe_inbound_messages_total", "Messages of patients, stored.",
            [&in] { return in.messages.load(); }},
        {"acolhe_inbound_duplicates_total", "Messages that were stored before.",
            [&in] { return in.duplicates.load(); }},
        {"acolhe_inbound_receipts_total", "Receipts of messages that were sent.",
            [&in] { return in.receipts.load(); }},
        {"acolhe_inbound_parked_total", "Receipts that came before their message.",
            [&in] { return in.parked.load(); }},
        {"acolhe_inbound_unsupported_total", "Messages of a kind that is not shown yet.",
            [&in] { return in.unsupported.load(); }},
        {"acolhe_inbound_dead_letters_total", "Deliveries kept but not understood.",
            [&in] { return in.dead.load(); }},
        {"acolhe_webhooks_accepted_total", "Deliveries answered 200.",
            [&hooks] { return hooks.accepted.load(); }},
        {"acolhe_webhooks_refused_total", "Deliveries with a wrong or missing signature.",
            [&hooks] { return hooks.refused.load(); }},
        {"acolhe_webhooks_unroutable_total", "Parts for accounts that no inbox has.",
            [&hooks] { return hooks.unroutable.load(); }},
        {"acolhe_webhooks_failed_total", "Deliveries that could not be stored.",
            [&hooks] { return hooks.failed.load(); }},
    };
}

static QList<Figure> totalsOut(Server::Parts &parts)
{
    const auto &out = parts.outbox.counters();
    return {
        {"acolhe_outbox_sent_total", "Messages that a provider accepted.",
            [&out] { return out.sent.load(); }},
        {"acolhe_outbox_failed_total", "Messages that failed for good.",
            [&out] { return out.failed.load(); }},
        {"acolhe_outbox_retried_total", "Attempts that are made again.",
            [&out] { return out.retried.load(); }},
        {"acolhe_logins_throttled_total", "Tries to sign in that were refused because there were too many.",
            [&parts] { return parts.throttle.refused(); }},
        {"acolhe_outbox_uncertain_total", "Messages that may or may not have been sent.",
            [&out] { return out.uncertain.load(); }},
        {"acolhe_store_commits_total", "Commits of all databases.",
            [&parts] { return parts.store->figures().commits; }},
        {"acolhe_store_commands_total", "Commands that were committed or undone.",
            [&parts] { return parts.store->figures().commands; }},
    };
}

static QList<Figure> levels(Server::Parts &parts)
{
    return {
        {"acolhe_outbox_in_flight", "Messages that are being sent now.",
            [&parts] { return parts.outbox.counters().waiting.load(); }},
        {"acolhe_store_waiting", "Commands that wait for a writer.",
            [&parts] { return parts.store->figures().waiting; }},
        {"acolhe_passwords_waiting", "Passwords that are hashed or wait for it.",
            [&parts] { return qint64(parts.passwords.waiting()); }},
        {"acolhe_login_budgets", "Accounts and addresses whose tries to sign in are counted now.",
            [&parts] { return qint64(parts.throttle.size()); }},
        {"acolhe_ready", "1 when the server is ready, as /readyz says.",
            [&parts] { return qint64(parts.ready ? 1 : 0); }},
        {"acolhe_clinics", "Clinics that are served.", [&parts] { return qint64(parts.census.clinics()); }},
        {"acolhe_store_longest_commit_seconds", "For how long a commit has been going on now.",
            [&parts] { return parts.store->longestCommitMs() / 1000; }},
        {"acolhe_listeners", "Connections that hear events.",
            [&parts] { return qint64(parts.hub.listeners()); }},
        {"acolhe_inboxes", "Inboxes in use.", [&parts] { return qint64(parts.directory.size()); }},
    };
}

static void watchStore(Server::Parts &parts)
{
    metrics::Registry &figures = parts.figures;
    const store::Measures &measures = parts.store->measures();
    figures.show(
        "acolhe_store_commit_seconds", "A commit, from its beginning to durable.", measures.commitSeconds);
    figures.show("acolhe_store_batch_commands", "Commands in a commit.", measures.batchCommands);
    figures.show("acolhe_store_read_seconds", "One reading, without its wait.", measures.readSeconds);
    auto &trouble = figures.counter(
        "acolhe_store_trouble_total", "Commits that failed, and commands refused, by cause.", {"cause"});
    auto &open = figures.gauge("acolhe_store_open_databases", "Connections to databases.").of();
    auto &reads = figures.gauge("acolhe_store_reads_waiting", "Readings that wait for a reader.").of();
    auto &lag = figures.gauge("acolhe_search_lag_events", "Events that the search does not know yet.").of();
    figures.beforeRendering([&] {
        trouble.of({"full"}).show(measures.full.value());
        trouble.of({"unavailable"}).show(measures.unavailable.value());
        trouble.of({"busy"}).show(measures.refused.value());
        open.set(measures.openDatabases.value());
        reads.set(measures.readsWaiting.value());
        lag.set(measures.searchLag.value());
    });
}

static double secondsSince(Timestamp then, qint64 nowMs)
{
    return then.ms > 0 ? double(std::max<qint64>(nowMs - then.ms, 0)) / 1000 : 0;
}

/// What the census found, some seconds old.
static void watchBacklog(Server::Parts &parts, const Clock &clock)
{
    metrics::Registry &figures = parts.figures;
    auto &rows = figures.gauge("acolhe_outbox_messages", "Messages on their way out, by state.", {"state"});
    auto &oldest =
        figures.gauge("acolhe_outbox_oldest_seconds", "Age of the oldest message that waits.").of();
    auto &dead = figures.gauge("acolhe_journal_dead_letters", "Deliveries kept but not understood.").of();
    auto &parked = figures.gauge("acolhe_receipts_parked", "Receipts that wait for their message.").of();
    auto &inboxes = figures.gauge("acolhe_inboxes_by_state", "Inboxes in use, by state.", {"state"});
    figures.beforeRendering([&] {
        const store::Backlog now = parts.census.total();
        rows.of({"queued"}).set(double(now.queued));
        rows.of({"sending"}).set(double(now.sending));
        rows.of({"uncertain"}).set(double(now.uncertain));
        oldest.set(secondsSince(now.oldestQueued, clock.nowMs()));
        dead.set(double(now.deadLetters));
        parked.set(double(now.parkedReceipts));
        inboxes.of({"connected"}).set(double(now.inboxesConnected));
        inboxes.of({"needs_attention"}).set(double(now.inboxesNeedAttention));
    });
}

/// How long a message takes: to be durable, to be seen, to be sent.
static void watchTimes(Server::Parts &parts, const Clock &clock)
{
    metrics::Registry &figures = parts.figures;
    figures.show("acolhe_webhook_stored_seconds", "A delivery, from its call to durable.",
        parts.webhooks.counters().storedSeconds);
    figures.show(
        "acolhe_password_seconds", "Hashing one password, without its wait.", parts.passwords.seconds());
    auto &pushed = figures
                       .histogram("acolhe_event_push_seconds",
                           "An event, from the call or delivery that made it to the desktops' sockets.")
                       .of();
    QObject::connect(&parts.hub, &services::Hub::published, &parts.hub,
        [&pushed, &clock](ClinicId, const QList<Event> &events) {
            const qint64 now = clock.nowMs();
            for (const Event &event : events) {
                if (event.seq > 0)
                    pushed.observe(secondsSince(event.at, now));
            }
        });
    auto &attempts = figures.counter(
        "acolhe_outbox_attempts_total", "Calls to providers to send, by outcome.", {"channel", "outcome"});
    auto &took = figures.histogram("acolhe_provider_seconds", "A provider's answer to a send.", {"channel"});
    QObject::connect(&parts.outbox, &services::Outbox::attempted, &parts.outbox,
        [&](ClinicId clinic, InboxId inbox, const char *outcome, qint64 microseconds) {
            const services::DirectoryEntry *entry = parts.directory.find(clinic, inbox);
            const QByteArray channel = entry ? entry->type.toLatin1() : "none";
            attempts.of({channel, outcome}).add();
            took.of({channel}).observe(double(microseconds) / 1e6);
        });
}

static void watchMachine(Server::Parts &parts, const Options &options)
{
    metrics::Registry &figures = parts.figures;
    metrics::watchProcess(figures);
    auto &lines = figures.counter("acolhe_log_lines_total", "Lines of the log.", {"level"});
    auto &room = figures.gauge("acolhe_data_free_bytes", "Free room where the data directory is.").of();
    auto &size =
        figures.gauge("acolhe_data_disk_bytes", "Size of the file system of the data directory.").of();
    figures.beforeRendering([&, dataDir = options.store.dataDir] {
        lines.of({"info"}).show(logLines(QtInfoMsg));
        lines.of({"warning"}).show(logLines(QtWarningMsg));
        lines.of({"error"}).show(logLines(QtCriticalMsg));
        const QStorageInfo disk(dataDir);
        room.set(double(disk.bytesAvailable()));
        size.set(double(disk.bytesTotal()));
    });
    auto &expiry = figures
                       .gauge("acolhe_tls_certificate_expiry_timestamp_seconds",
                           "When the certificate in use ends, seconds since 1970; NaN without TLS.")
                       .of();
    figures.beforeRendering([&expiry, &parts] {
        const qint64 endsMs = parts.certificateEndsMs;
        expiry.set(endsMs > 0 ? double(endsMs) / 1000 : qQNaN());
    });
}

void watchParts(Server::Parts &parts, const Options &options, const Clock &clock)
{
    metrics::Registry &figures = parts.figures;
    watchStore(parts);
    watchBacklog(parts, clock);
    watchTimes(parts, clock);
    watchMachine(parts, options);
    metrics::watchFront(parts.front, figures);
    api::watchCalls(parts.router, *parts.rpc, figures);
    for (const Figure &figure : totalsIn(parts) + totalsOut(parts)) {
        auto &series = figures.counter(figure.name, figure.help).of();
        figures.beforeRendering([&series, value = figure.value] { series.show(quint64(value())); });
    }
    for (const Figure &figure : levels(parts)) {
        auto &series = figures.gauge(figure.name, figure.help).of();
        figures.beforeRendering([&series, value = figure.value] { series.set(double(value())); });
    }
}

} // namespace acolhe::server
