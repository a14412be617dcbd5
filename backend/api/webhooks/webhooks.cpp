// SPDX-License-Identifier: Apache-2.0
#include "backend/api/webhooks/webhooks.h"

#include "backend/base/log.h"

#include <QElapsedTimer>

namespace acolhe::api {

using namespace Qt::StringLiterals;
using services::DirectoryEntry;

Webhooks::Webhooks(services::Inbound &inbound, const services::InboxDirectory &directory, QObject *parent)
    : QObject(parent)
    , m_inbound(inbound)
    , m_directory(directory)
{
}

WebhookAnswer Webhooks::verify(
    const QString &family, const QString &key, const channels::WebhookCall &call) const
{
    for (const DirectoryEntry &entry : m_directory.withKey(family, key)) {
        const QString token = entry.config.secrets.value(entry.route->verifyTokenSetting);
        if (auto body = entry.channel->handshake(call, token))
            return {200, *std::move(body)};
    }
    return {403, "wrong verify token\n"};
}

/// The entries whose secret signed the call. Inboxes of one app share a secret, but two clinics' need not.
static QList<DirectoryEntry> proved(const QList<DirectoryEntry> &entries, const channels::WebhookCall &call)
{
    QHash<QString, bool> known; // one check for each secret
    QList<DirectoryEntry> list;
    for (const DirectoryEntry &entry : entries) {
        const QString secret = entry.config.secrets.value(entry.route->secretSetting);
        if (secret.isEmpty())
            continue;
        if (!known.contains(secret))
            known.insert(secret, entry.channel->isAuthentic(call, secret));
        if (known.value(secret))
            list.append(entry);
    }
    return list;
}

/// The inbox of one part: by the surest account id that any inbox has; what names no account is the only
/// inbox's, if the app has one.
static const DirectoryEntry *inboxOf(
    const QList<DirectoryEntry> &entries, const channels::Channel *channel, const QStringList &accounts)
{
    if (accounts.isEmpty() && entries.size() == 1)
        return &entries.first();
    for (const QString &account : accounts) {
        for (const DirectoryEntry &entry : entries) {
            if (entry.channel == channel && entry.accounts.contains(account))
                return &entry;
        }
    }
    return nullptr;
}

static QFuture<WebhookAnswer> answered(const WebhookAnswer &answer)
{
    QPromise<WebhookAnswer> promise;
    promise.start();
    promise.addResult(answer);
    promise.finish();
    return promise.future();
}

QList<Future<>> Webhooks::receiveAll(const QList<DirectoryEntry> &entries, const channels::WebhookCall &call)
{
    QList<Future<>> parts;
    QSet<const channels::Channel *> asked;
    bool claimed = false;
    for (const DirectoryEntry &entry : entries) {
        if (asked.contains(entry.channel))
            continue;
        asked.insert(entry.channel);
        for (const channels::Delivery &delivery : entry.channel->split(call.body)) {
            claimed = true;
            const DirectoryEntry *inbox = inboxOf(entries, entry.channel, delivery.accounts);
            if (!inbox) {
                ++m_counters.unroutable;
                LogEntry(logChannel(), QtWarningMsg, "delivery for an account that no inbox has")
                    .on(call.trace)
                    .with("account", delivery.accounts.value(0).left(64));
                continue;
            }
            const services::ReceivingInbox receiving{inbox->config.clinic, inbox->config.id, inbox->type,
                inbox->channel->type().capabilities.replyWindowMs};
            parts.append(m_inbound.receivePart(receiving, *inbox->channel, delivery, call.trace));
        }
    }
    if (!claimed) {
        ++m_counters.unroutable;
        LogEntry(logChannel(), QtWarningMsg, "delivery that no channel of the app knows").on(call.trace);
    }
    return parts;
}

QFuture<WebhookAnswer> Webhooks::deliver(
    const QString &family, const QString &key, const channels::WebhookCall &call)
{
    const QList<DirectoryEntry> entries = proved(m_directory.withKey(family, key), call);
    if (entries.isEmpty()) {
        ++m_counters.refused;
        LogEntry(logChannel(), QtDebugMsg, "webhook refused").on(call.trace).with("reason", "signature");
        return answered({401, "invalid signature\n"});
    }
    QElapsedTimer took;
    took.start();
    QList<Future<>> parts = receiveAll(entries, call);
    if (parts.isEmpty()) {
        ++m_counters.accepted;
        return answered({200, {}});
    }
    const auto answer = [this, took, trace = call.trace](bool stored) {
        m_counters.storedSeconds.observe(double(took.nsecsElapsed()) / 1e9);
        if (!stored)
            LogEntry(logChannel(), QtCriticalMsg, "webhook not stored").on(trace);
        ++(stored ? m_counters.accepted : m_counters.failed);
        return stored ? WebhookAnswer{200, {}} : WebhookAnswer{503, "not stored, deliver again\n"};
    };
    if (parts.size() == 1) // as nearly all are
        return parts.first().then(this, [answer](const Result<> &done) { return answer(done.has_value()); });
    return QtFuture::whenAll(parts.begin(), parts.end()).then(this, [answer](const QList<Future<>> &done) {
        return answer(std::all_of(done.begin(), done.end(),
            [](const Future<> &part) { return part.resultCount() > 0 && part.result(); }));
    });
}

} // namespace acolhe::api
