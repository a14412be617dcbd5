// SPDX-License-Identifier: Apache-2.0
#include "backend/services/inboxes.h"

#include "backend/protocol/events.h"
#include "backend/store/audit.h"
#include "backend/store/inboxes.h"
#include "backend/store/outbox.h"

namespace acolhe::services {

using namespace Qt::StringLiterals;
using store::Transaction;
using wire::InboxReply;

Inboxes::Inboxes(store::Store &store, const ChannelCatalog &catalog, const Keyring &keyring,
    InboxDirectory &directory, const Clock &clock, std::function<QString()> publicUrl, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_catalog(catalog)
    , m_keyring(keyring)
    , m_directory(directory)
    , m_clock(clock)
    , m_publicUrl(std::move(publicUrl))
{
}

Inbox Inboxes::shown(Inbox inbox) const
{
    const channels::Channel *channel = m_catalog.serving(inbox.channel, inbox.settings);
    const auto route = channel ? channel->webhook() : std::nullopt;
    if (route)
        inbox.webhookUrl = m_publicUrl() + u"/webhooks/"_s + route->family + u'/'
            + inbox.settings.value(route->keySetting).toString();
    return inbox;
}

Future<wire::ChannelsList::Reply> Inboxes::channels(const Caller &, const wire::Nothing &)
{
    return ready<wire::ChannelsList::Reply>(wire::ChannelsList::Reply{m_catalog.typesWithStandIns()});
}

Future<wire::InboxesList::Reply> Inboxes::list(const Caller &caller, const wire::Nothing &)
{
    using Reply = wire::InboxesList::Reply;
    return m_store
        .read<QList<Inbox>>(
            caller.clinic, [](store::Connection &connection) { return store::Inboxes(connection).all(); })
        .then(this, [this, caller](const Result<QList<Inbox>> &inboxes) -> Result<Reply> {
            if (!inboxes)
                return inboxes.error();
            Reply reply;
            for (Inbox inbox : *inboxes) {
                inbox = shown(inbox);
                if (!caller.isManager()) { // how it is connected is not an attendant's affair
                    inbox.settings = {};
                    inbox.webhookUrl.reset();
                }
                reply.inboxes.append(inbox);
            }
            return reply;
        });
}

/// Another inbox of the clinic that would get the same deliveries.
static Result<bool> isTaken(
    store::Connection &connection, const channels::Channel &channel, const Inbox &wanted)
{
    const auto route = channel.webhook();
    if (!route || route->accountSettings.isEmpty())
        return false;
    const QString setting = route->accountSettings.first();
    const auto all = store::Inboxes(connection).all();
    if (!all)
        return all.error();
    return std::any_of(all->begin(), all->end(), [&](const Inbox &one) {
        return one.id != wanted.id && one.channel == wanted.channel
            && one.settings.value(setting) == wanted.settings.value(setting);
    });
}

static Result<Inbox> saveInbox(Transaction &transaction, const channels::Channel &channel, Inbox inbox,
    const QMap<QString, QString> &secrets, const Keyring &keyring, const Caller &caller, Timestamp now)
{
    const auto taken = isTaken(transaction, channel, inbox);
    if (!taken)
        return taken.error();
    if (*taken)
        return Error::conflict(u"another inbox has this account"_s);
    store::Inboxes inboxes(transaction);
    const bool isNew = !inbox.id.isValid();
    if (isNew) {
        const auto id = inboxes.add(inbox, now);
        if (!id)
            return id.error();
        inbox.id = *id;
    } else if (const auto saved = inboxes.save(inbox); !saved) {
        return saved.error();
    }
    const QByteArray sealed = sealSecrets(keyring, secrets, secretsContext(caller.clinic, inbox.id));
    if (const auto kept = inboxes.saveSecrets(inbox.id, {u"1"_s, sealed}); !kept)
        return kept.error();
    const auto noted = store::Audit(transaction)
                           .add(now, caller.user, isNew ? u"inbox.create"_s : u"inbox.update"_s,
                               u"inbox/%1"_s.arg(inbox.id.value));
    if (!noted)
        return noted.error();
    Audience audience;
    audience.scope = Audience::Scope::Managers; // it holds settings
    transaction.addEvent(wire::makeEvent(wire::InboxUpdated{inbox, false}, now, audience));
    return inbox;
}

Future<InboxReply> Inboxes::followed(const Caller &caller, Future<Inbox> written)
{
    return written
        .then(this,
            [this, caller](const Result<Inbox> &inbox) {
                return m_directory.load(caller.clinic).then([inbox](const Result<> &) { return inbox; });
            })
        .unwrap()
        .then(this, [this](const Result<Inbox> &inbox) -> Result<InboxReply> {
            return inbox ? Result<InboxReply>(InboxReply{shown(*inbox)}) : Result<InboxReply>(inbox.error());
        });
}

Future<InboxReply> Inboxes::create(const Caller &caller, const wire::InboxesCreate::Request &request)
{
    const channels::Channel *channel = m_catalog.find(request.channel);
    if (!channel)
        return failed<InboxReply>(Error::invalid(u"channel"_s, u"is no channel of this server"_s));
    auto settings = changedSettings(*channel, {}, request.settings);
    if (!settings)
        return failed<InboxReply>(settings.error());
    Inbox inbox;
    inbox.channel = request.channel;
    inbox.name = request.name;
    inbox.state = InboxState::Connecting;
    inbox.settings = settings->open;
    const Timestamp now{m_clock.nowMs()};
    return followed(caller,
        m_store.write<Inbox>(
            caller, [=, secrets = settings->secrets, &keyring = m_keyring](Transaction &transaction) {
                return saveInbox(transaction, *channel, inbox, secrets, keyring, caller, now);
            }));
}

/// An inbox as it would be after `request`.
static Result<Inbox> changedInbox(const Inbox &inbox, const wire::InboxesUpdate::Request &request,
    const channels::Channel &channel, const std::optional<store::SealedSecrets> &sealed,
    const Keyring &keyring, ClinicId clinic, QMap<QString, QString> &secrets)
{
    InboxSettings kept{inbox.settings, {}};
    if (sealed) {
        auto opened = openSecrets(keyring, sealed->bytes, secretsContext(clinic, inbox.id));
        if (!opened)
            return opened.error();
        kept.secrets = *std::move(opened);
    }
    auto settings = changedSettings(channel, kept, request.settings.value_or(QJsonObject()));
    if (!settings)
        return settings.error();
    Inbox changed = inbox;
    changed.settings = settings->open;
    secrets = settings->secrets;
    changed.name = request.name.value_or(changed.name);
    if (request.enabled)
        changed.state = *request.enabled ? InboxState::Connecting : InboxState::Disabled;
    else if (request.settings && changed.state == InboxState::NeedsAttention)
        changed.state = InboxState::Connecting; // new credentials are a new chance
    if (changed.state != InboxState::NeedsAttention)
        changed.stateReason.reset();
    return changed;
}

Future<InboxReply> Inboxes::update(const Caller &caller, const wire::InboxesUpdate::Request &request)
{
    const Timestamp now{m_clock.nowMs()};
    return followed(caller,
        m_store.write<Inbox>(caller,
            [=, &catalog = m_catalog, &keyring = m_keyring](Transaction &transaction) -> Result<Inbox> {
                store::Inboxes inboxes(transaction);
                const auto inbox = inboxes.find(request.id);
                if (!inbox)
                    return inbox.error();
                const channels::Channel *channel = catalog.serving(inbox->channel, inbox->settings);
                if (!channel)
                    return Error{Reason::ChannelUnavailable,
                        u"this server does not know the inbox's channel"_s, {}, {}};
                const auto sealed = inboxes.secretsOf(inbox->id);
                if (!sealed)
                    return sealed.error();
                QMap<QString, QString> secrets;
                const auto changed =
                    changedInbox(*inbox, request, *channel, *sealed, keyring, caller.clinic, secrets);
                return changed ? saveInbox(transaction, *channel, *changed, secrets, keyring, caller, now)
                               : changed;
            }));
}

Future<wire::Success> Inboxes::remove(const Caller &caller, const wire::InboxesDelete::Request &request)
{
    const Timestamp now{m_clock.nowMs()};
    auto written = m_store.write<Inbox>(caller, [=](Transaction &transaction) -> Result<Inbox> {
        store::Inboxes inboxes(transaction);
        const auto inbox = inboxes.find(request.id);
        if (!inbox)
            return inbox.error();
        const auto waiting = store::Outbox(transaction).waitingOf(request.id);
        if (!waiting)
            return waiting.error();
        if (*waiting > 0)
            return Error::conflict(u"%1 messages wait to be sent through it"_s.arg(*waiting));
        if (const auto removed = inboxes.remove(request.id); !removed)
            return removed.error();
        if (const auto noted =
                store::Audit(transaction)
                    .add(now, caller.user, u"inbox.delete"_s, u"inbox/%1"_s.arg(request.id.value));
            !noted)
            return noted.error();
        Audience audience;
        audience.scope = Audience::Scope::Managers;
        transaction.addEvent(wire::makeEvent(wire::InboxUpdated{*inbox, true}, now, audience));
        return inbox;
    });
    return followed(caller, written).then([](const Result<InboxReply> &reply) -> Result<wire::Success> {
        return reply ? Result<wire::Success>(wire::Success{}) : Result<wire::Success>(reply.error());
    });
}

} // namespace acolhe::services
