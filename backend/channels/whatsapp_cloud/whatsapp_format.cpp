// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/whatsapp_cloud/whatsapp_format.h"

#include "backend/base/exact_json.h"
#include "backend/base/text.h"
#include "backend/channels/whatsapp_cloud/message_content.h"
#include "backend/channels/whatsapp_cloud/whatsapp_errors.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace acolhe::channels::whatsapp_cloud {

using namespace Qt::StringLiterals;

constexpr qsizetype longestId = 320; // what an identity's key takes; real ids have under 130 characters
constexpr qsizetype longestName = 200;

static bool isWhatsapp(const QJsonObject &webhook)
{
    return webhook["object"_L1] == "whatsapp_business_account"_L1;
}

static Result<QJsonObject> readWebhook(const QByteArray &body)
{
    auto json = parseExactJson(body);
    if (json && !isWhatsapp(*json))
        return Error{Reason::ParseError, u"not a WhatsApp webhook"_s, {}, {}};
    return json;
}

QList<Delivery> splitWebhook(const QByteArray &body)
{
    const auto webhook = parseExactJson(body);
    if (!webhook)
        return {{{}, body, {}}};
    if (!isWhatsapp(*webhook))
        return {};
    QStringList order;
    QHash<QString, QJsonArray> parts;
    for (const auto &entry : webhook->value("entry"_L1).toArray()) {
        for (const auto &change : entry["changes"_L1].toArray()) {
            const QString number = idText(change["value"_L1]["metadata"_L1]["phone_number_id"_L1]);
            const QString account = number.isEmpty() ? idText(entry["id"_L1]) : number;
            if (!parts.contains(account))
                order.append(account);
            QJsonObject part = entry.toObject();
            part["changes"_L1] = QJsonArray{change};
            parts[account].append(part);
        }
    }
    if (order.isEmpty())
        return {{{}, body, *webhook}};
    QList<Delivery> deliveries;
    for (const QString &account : order) {
        const QStringList accounts = account.isEmpty() ? QStringList() : QStringList(account);
        if (order.size() == 1)
            return {{accounts, body, *webhook}};
        QJsonObject part = *webhook;
        part["entry"_L1] = parts[account];
        deliveries.append({accounts, QJsonDocument(part).toJson(QJsonDocument::Compact), part});
    }
    return deliveries;
}

/// Is every text in it one that databases and screens can hold? The depth is the parser's bound.
static bool isCleanJson(const QJsonValue &value)
{
    if (value.isString())
        return isClean(value.toString());
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::all_of(
            array.begin(), array.end(), [](const QJsonValue &item) { return isCleanJson(item); });
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!isClean(it.key()) || !isCleanJson(*it))
            return false;
    }
    return true;
}

static QJsonValue cleanJson(const QJsonValue &value)
{
    if (value.isString())
        return cleanText(value.toString());
    if (value.isArray()) {
        QJsonArray clean;
        for (const auto &item : value.toArray())
            clean.append(cleanJson(item));
        return clean;
    }
    if (!value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    QJsonObject clean;
    for (auto it = object.begin(); it != object.end(); ++it)
        clean.insert(cleanText(it.key()), cleanJson(*it));
    return clean;
}

/// A time in seconds or, above 1e11, in milliseconds; a number or a text. Invalid when it is neither.
static Timestamp timeOf(const QJsonValue &value)
{
    constexpr qint64 firstMilliseconds = 100'000'000'000;
    constexpr qint64 lastMilliseconds = 253'402'300'799'999; // the year 9999
    const qint64 number = idText(value).toLongLong();
    const qint64 ms = number < firstMilliseconds ? number * 1000 : number;
    return ms > 0 && ms <= lastMilliseconds ? Timestamp{ms} : Timestamp{};
}

/// Do all of these come from one person?
static bool fromOnePerson(const QJsonArray &messages)
{
    return std::all_of(messages.begin(), messages.end(), [&](const QJsonValue &message) {
        return message["from"_L1] == messages[0]["from"_L1]
            && message["from_user_id"_L1] == messages[0]["from_user_id"_L1];
    });
}

/// The contact that a message comes from, by its ids; `only` where there are none to go by.
static QJsonObject contactOf(
    const QJsonArray &contacts, const QString &from, const QString &userId, const QJsonObject &only)
{
    for (const auto &contact : contacts) {
        const QString waId = idText(contact["wa_id"_L1]);
        const QString itsUserId = idText(contact["user_id"_L1]);
        if ((!from.isEmpty() && (from == waId || from == itsUserId))
            || (!userId.isEmpty() && userId == itsUserId))
            return contact.toObject();
    }
    return only;
}

/// A user id that stands where a phone number is expected.
static bool isUserId(const QString &id)
{
    static const QRegularExpression form(u"^[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}$"_s);
    return form.match(id).hasMatch();
}

/// Who wrote the messages of a change.
struct Senders {
    QJsonArray contacts;
    QJsonObject only; ///< the one contact of one sender, whatever their ids say
};

static void putSender(InboundMessage &event, const QJsonObject &message, const Senders &senders)
{
    QString from = idText(message["from"_L1]);
    QString userId = idText(message["from_user_id"_L1]);
    const QJsonObject contact = contactOf(senders.contacts, from, userId, senders.only);
    if (from.isEmpty())
        from = idText(contact["wa_id"_L1]);
    if (userId.isEmpty())
        userId = idText(contact["user_id"_L1]);
    QString parent = idText(message["from_parent_user_id"_L1]);
    if (parent.isEmpty())
        parent = idText(contact["parent_user_id"_L1]);
    const QJsonValue profile = contact["profile"_L1];
    const QString username = profile["username"_L1].toString();
    const QString name = profile["name"_L1].toString();
    event.profileName = preview(name.isEmpty() ? username : name, longestName);
    if (!from.isEmpty() && from != userId && !isUserId(from) && from.size() <= longestId)
        event.from.append(phoneIdentity(from, event.profileName));
    if (userId.isEmpty() && isUserId(from))
        userId = from;
    if (!userId.isEmpty() && userId.size() <= longestId)
        event.from.append({IdentityKind::WhatsappUserId, userId, userId, event.profileName});
    if (!parent.isEmpty())
        event.payload.insert(u"parentUserId"_s, parent);
    if (!username.isEmpty())
        event.payload.insert(u"username"_s, username);
}

static InboundNotice notice(
    const QString &topic, const QString &field, const QJsonValue &item, bool unreadable = false)
{
    return {topic, {{u"field"_s, field}, {u"item"_s, item}}, unreadable};
}

static InboundEvent messageOf(const QString &field, const QJsonObject &message, const Senders &senders)
{
    const QString id = idText(message["id"_L1]);
    if (id.isEmpty() || id.size() > longestId)
        return notice(u"message_without_id"_s, field, message, true);
    InboundMessage event;
    event.externalId = id;
    event.sentAt = timeOf(message["timestamp"_L1]);
    putContent(event, message);
    putSender(event, message, senders);
    return event;
}

static InboundEvent statusOf(const QString &field, const QJsonObject &status)
{
    static const QHash<QString, MessageStatus> known{{u"sent"_s, MessageStatus::Sent},
        {u"delivered"_s, MessageStatus::Delivered}, {u"read"_s, MessageStatus::Read},
        {u"played"_s, MessageStatus::Read}, {u"failed"_s, MessageStatus::Failed}};
    const QString id = idText(status["id"_L1]);
    const auto meaning = known.constFind(status["status"_L1].toString());
    if (meaning == known.cend() || id.isEmpty() || id.size() > longestId)
        return notice(u"status"_s, field, status);
    InboundReceipt receipt;
    receipt.externalId = id;
    receipt.status = *meaning;
    receipt.at = timeOf(status["timestamp"_L1]);
    receipt.callbackData = status["biz_opaque_callback_data"_L1].toString();
    receipt.recipient = idText(status["recipient_id"_L1]);
    if (receipt.recipient.isEmpty())
        receipt.recipient = idText(status["recipient_user_id"_L1]);
    const QJsonArray errors = status["errors"_L1].toArray();
    if (!errors.isEmpty())
        receipt.error = messageErrorOf(meta::listedError(errors[0].toObject()));
    return receipt;
}

struct Field {
    QString topic;
    QString list; ///< the member that holds one item a fact; empty: the value is one fact
};

static Field fieldNamed(const QString &name)
{
    static const QHash<QString, Field> known{
        {u"message_template_status_update"_s, {u"template_status"_s, {}}},
        {u"message_template_quality_update"_s, {u"template_quality"_s, {}}},
        {u"message_template_components_update"_s, {u"template_components"_s, {}}},
        {u"template_category_update"_s, {u"template_category"_s, {}}},
        {u"smb_message_echoes"_s, {u"echo"_s, u"message_echoes"_s}},
        {u"smb_app_state_sync"_s, {u"contact_sync"_s, u"state_sync"_s}},
        {u"history"_s, {u"history"_s, u"history"_s}},
        {u"user_preferences"_s, {u"user_preference"_s, u"user_preferences"_s}},
        {u"user_id_update"_s, {u"user_id_update"_s, u"user_id_update"_s}},
        {u"calls"_s, {u"call"_s, u"calls"_s}},
    };
    const auto field = known.constFind(name);
    if (field != known.cend())
        return *field;
    static const QRegularExpression account(u"^(account|phone_number|business|group)_|^security$"_s);
    return {account.match(name).hasMatch() ? u"account"_s : u"other"_s, {}};
}

static void appendNotices(QList<InboundEvent> &events, const QString &name, const QJsonObject &value)
{
    const Field field = fieldNamed(name);
    const bool lists = !field.list.isEmpty() && value[field.list].isArray();
    const QJsonArray items = lists ? value[field.list].toArray() : QJsonArray{value};
    for (const auto &item : items)
        events.append(notice(field.topic, name, item));
}

static void appendChange(QList<InboundEvent> &events, const QJsonValue &change)
{
    const QString field = change["field"_L1].toString();
    const QJsonObject value = change["value"_L1].toObject();
    const QJsonArray messages = value["messages"_L1].toArray();
    const QJsonArray statuses = value["statuses"_L1].toArray();
    Senders senders{value["contacts"_L1].toArray(), {}};
    if (senders.contacts.size() == 1 && fromOnePerson(messages))
        senders.only = senders.contacts[0].toObject();
    for (const QJsonValue &list : {value["messages"_L1], value["statuses"_L1]}) {
        if (!list.isArray() && !list.isUndefined() && !list.isNull())
            events.append(notice(u"no_list"_s, field, list, true));
    }
    for (const auto &message : messages)
        events.append(messageOf(field, message.toObject(), senders));
    for (const auto &status : statuses)
        events.append(statusOf(field, status.toObject()));
    const QJsonArray errors = value["errors"_L1].toArray();
    if (!errors.isEmpty())
        events.append(notice(u"channel_error"_s, field, value));
    const bool only = messages.isEmpty() && statuses.isEmpty() && (errors.isEmpty() || field == "calls"_L1);
    if (only && field != "messages"_L1)
        appendNotices(events, field, value);
}

Result<QList<InboundEvent>> parseWebhook(const QByteArray &body)
{
    const auto webhook = readWebhook(body);
    return webhook ? Result<QList<InboundEvent>>(factsOf(*webhook)) : webhook.error();
}

QList<InboundEvent> factsOf(const QJsonObject &webhook)
{
    const QJsonObject clean = isCleanJson(webhook) ? webhook : cleanJson(webhook).toObject();
    QList<InboundEvent> events;
    for (const auto &entry : clean["entry"_L1].toArray()) {
        for (const auto &change : entry["changes"_L1].toArray())
            appendChange(events, change);
    }
    return events;
}

} // namespace acolhe::channels::whatsapp_cloud
