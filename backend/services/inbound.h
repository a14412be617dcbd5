// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/channels/channel.h"
#include "backend/store/journal.h"
#include "backend/store/store.h"

#include <atomic>

namespace acolhe::services {

/// An inbox, as far as receiving for it goes.
struct ReceivingInbox {
    ClinicId clinic;
    InboxId id;
    QString channel;
    qint64 windowMs = 0; ///< Capabilities::replyWindowMs
};

/// The way in: a provider's delivery becomes durable rows and events. The journal row and what it says are
/// written in one transaction; what cannot be understood stays in the journal alone, visible and replayable.
/// Lives on the main thread.
class Inbound : public QObject {
    Q_OBJECT
public:
    struct Counters {
        std::atomic<qint64> messages = 0;
        std::atomic<qint64> duplicates = 0;
        std::atomic<qint64> receipts = 0;
        std::atomic<qint64> parked = 0; ///< receipts that came before their message
        std::atomic<qint64> unsupported = 0;
        std::atomic<qint64> dead = 0;
    };

    Inbound(store::Store &store, const Clock &clock, QObject *parent = nullptr);

    /// Finishes when the delivery is durable: only then may the provider hear 200. Delivering again changes
    /// nothing.
    Future<> receive(const ReceivingInbox &inbox, const channels::Channel &channel, const QByteArray &body,
        const TraceId &trace = TraceId::make());
    /// The same of a part that the channel's split() gave.
    Future<> receivePart(const ReceivingInbox &inbox, const channels::Channel &channel,
        const channels::Delivery &part, const TraceId &trace);
    /// Reads a journal row again. True when it is understood now.
    Future<bool> replay(const ReceivingInbox &inbox, const channels::Channel &channel, JournalId row);

    const Counters &counters() const { return m_counters; }

private:
    /// Keeps what could not be understood.
    Future<> bury(const store::Origin &origin, store::JournalRow row, const Error &error);

    store::Store &m_store;
    const Clock &m_clock;
    Counters m_counters;
};

} // namespace acolhe::services
