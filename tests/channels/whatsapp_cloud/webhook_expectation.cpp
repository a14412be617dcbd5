// SPDX-License-Identifier: Apache-2.0
#include "tests/channels/whatsapp_cloud/webhook_expectation.h"

#include <QJsonArray>

namespace acolhe::tests {

using namespace Qt::StringLiterals;
using namespace acolhe::channels;

static void put(QJsonObject &object, const QString &name, const QJsonValue &value)
{
    const bool empty = value.isUndefined() || value.isNull()
        || (value.isString() && value.toString().isEmpty()) || (value.isArray() && value.toArray().isEmpty())
        || (value.isObject() && value.toObject().isEmpty());
    if (!empty)
        object.insert(name, value);
}

/// `object` with the index's names for our names.
static QJsonObject renamed(const QJsonValue &object, const QList<std::pair<QString, QString>> &names)
{
    QJsonObject result;
    for (const auto &[ours, theirs] : names)
        put(result, theirs, object[ours]);
    return result;
}

static QJsonArray errorsOf(const QJsonValue &errors)
{
    QJsonArray result;
    for (const auto &error : errors.toArray()) {
        QJsonObject told = renamed(error, {{u"title"_s, u"title"_s}, {u"details"_s, u"details"_s}});
        told.insert(u"code"_s, error["code"_L1]);
        result.append(told);
    }
    return result;
}

static QJsonValue listOf(const QJsonValue &items, const QList<std::pair<QString, QString>> &names)
{
    QJsonArray result;
    for (const auto &item : items.toArray())
        result.append(renamed(item, names));
    return result;
}

/// Dedicated events of the index that reach us as messages.
static QString eventWord(const InboundMessage &message)
{
    if (message.kind == MessageKind::System)
        return u"system"_s;
    const QString type = message.payload["type"_L1].toString();
    const bool own = type == "reaction"_L1 || type == "edit"_L1 || type == "revoke"_L1;
    return message.kind == MessageKind::Unsupported && own ? type : u"message"_s;
}

static QString typeWord(const InboundMessage &message)
{
    const QJsonObject &payload = message.payload;
    if (message.kind == MessageKind::Interactive)
        return "interactive."_L1 + payload["interactive"_L1]["type"_L1].toString();
    if (message.kind != MessageKind::Unsupported)
        return QString::fromLatin1(word(message.kind));
    const QString type = payload["type"_L1].toString();
    if (type != "interactive"_L1)
        return type;
    return "interactive."_L1 + payload["raw"_L1]["interactive"_L1]["type"_L1].toString(u"None"_s);
}

static void putContents(QJsonObject &told, const QJsonObject &payload)
{
    const QJsonValue edit = payload["edit"_L1];
    put(told, u"media"_s,
        renamed(edit.isObject() ? edit["media"_L1] : payload["media"_L1],
            {{u"id"_s, u"id"_s}, {u"mimeType"_s, u"mime"_s}, {u"sha256"_s, u"sha256"_s},
                {u"fileName"_s, u"filename"_s}, {u"url"_s, u"url"_s}, {u"voice"_s, u"voice"_s},
                {u"animated"_s, u"animated"_s}}));
    put(told, u"edits_message_id"_s, edit["externalId"_L1]);
    put(told, u"revokes_message_id"_s, payload["revoke"_L1]["externalId"_L1]);
    put(told, u"location"_s,
        renamed(payload["location"_L1],
            {{u"latitude"_s, u"lat"_s}, {u"longitude"_s, u"lng"_s}, {u"name"_s, u"name"_s},
                {u"address"_s, u"address"_s}, {u"url"_s, u"url"_s}}));
    put(told, u"contacts"_s,
        listOf(payload["contacts"_L1],
            {{u"name"_s, u"name"_s}, {u"phones"_s, u"phones"_s}, {u"waIds"_s, u"wa_ids"_s}}));
    put(told, u"button"_s,
        renamed(payload["button"_L1], {{u"payload"_s, u"payload"_s}, {u"title"_s, u"title"_s}}));
    QJsonObject system = renamed(payload["system"_L1],
        {{u"type"_s, u"type"_s}, {u"newWaId"_s, u"new_wa_id"_s}, {u"customer"_s, u"customer"_s}});
    put(told, u"system"_s, system);
    QJsonObject order = renamed(payload["order"_L1], {{u"catalogId"_s, u"catalog_id"_s}});
    put(order, u"items"_s,
        listOf(payload["order"_L1]["items"_L1],
            {{u"productRetailerId"_s, u"product_retailer_id"_s}, {u"quantity"_s, u"quantity"_s},
                {u"itemPrice"_s, u"item_price"_s}, {u"currency"_s, u"currency"_s}}));
    put(told, u"order"_s, order);
    if (payload.contains("reaction"_L1)) {
        QJsonObject reaction = renamed(
            payload["reaction"_L1], {{u"externalId"_s, u"target_message_id"_s}, {u"emoji"_s, u"emoji"_s}});
        if (!reaction.contains("emoji"_L1))
            reaction.insert(u"removed"_s, true);
        told.insert(u"reaction"_s, reaction);
    }
}

static void putReply(QJsonObject &told, const QJsonValue &interactive)
{
    if (interactive["type"_L1] == "nfm_reply"_L1)
        put(told, u"flow"_s, renamed(interactive, {{u"name"_s, u"name"_s}, {u"response"_s, u"response"_s}}));
    else
        put(told, u"reply"_s,
            renamed(interactive,
                {{u"id"_s, u"id"_s}, {u"title"_s, u"title"_s}, {u"description"_s, u"description"_s}}));
}

static QJsonObject told(const InboundMessage &message)
{
    QJsonObject told{{u"event"_s, eventWord(message)}, {u"message_id"_s, message.externalId},
        {u"message_type"_s, typeWord(message)}};
    for (const Identity &identity : message.from) {
        if (!told.contains("sender_id"_L1))
            told.insert(u"sender_id"_s, identity.address);
        if (identity.kind == IdentityKind::WhatsappUserId)
            told.insert(u"sender_user_id"_s, identity.address);
    }
    put(told, u"profile_name"_s, message.profileName);
    put(told, u"text"_s, message.text);
    put(told, u"reply_to"_s, message.replyToExternalId);
    if (message.sentAt.isValid())
        told.insert(u"timestamp_ms"_s, message.sentAt.ms);
    const QJsonObject &payload = message.payload;
    for (const auto &[ours, theirs] :
        QList<std::pair<QString, QString>>{{u"parentUserId"_s, u"sender_parent_user_id"_s},
            {u"username"_s, u"username"_s}, {u"groupId"_s, u"group_id"_s}, {u"forwarded"_s, u"forwarded"_s},
            {u"frequentlyForwarded"_s, u"frequently_forwarded"_s}})
        put(told, theirs, payload[ours]);
    put(told, u"referred_product"_s,
        renamed(payload["referredProduct"_L1],
            {{u"catalogId"_s, u"catalog_id"_s}, {u"productRetailerId"_s, u"product_retailer_id"_s}}));
    put(told, u"referral"_s,
        renamed(payload["referral"_L1],
            {{u"sourceType"_s, u"source_type"_s}, {u"sourceId"_s, u"source_id"_s},
                {u"sourceUrl"_s, u"source_url"_s}, {u"headline"_s, u"headline"_s}, {u"body"_s, u"body"_s},
                {u"clickId"_s, u"ctwa_clid"_s}}));
    put(told, u"errors"_s, errorsOf(payload["errors"_L1]));
    putContents(told, payload);
    if (message.kind == MessageKind::Interactive)
        putReply(told, payload["interactive"_L1]);
    return told;
}

static QJsonObject told(const InboundReceipt &receipt)
{
    QJsonObject told{{u"event"_s, u"status"_s}, {u"message_id"_s, receipt.externalId},
        {u"status"_s, QString::fromLatin1(word(receipt.status))}};
    put(told, u"recipient_id"_s, receipt.recipient);
    put(told, u"biz_opaque_callback_data"_s, receipt.callbackData);
    if (receipt.at.isValid())
        told.insert(u"timestamp_ms"_s, receipt.at.ms);
    if (receipt.error)
        told.insert(u"error"_s, receipt.error->code + u' ' + receipt.error->message);
    return told;
}

static QJsonObject told(const InboundNotice &notice)
{
    QJsonObject told{{u"event"_s, notice.topic}};
    const QJsonValue item = notice.data["item"_L1];
    if (notice.topic.startsWith("template_"_L1)) {
        put(told, u"template_id"_s, item["message_template_id"_L1].toVariant().toString());
        put(told, u"template_name"_s, item["message_template_name"_L1]);
    }
    if (notice.topic == "echo"_L1 || notice.topic == "status"_L1)
        put(told, u"message_id"_s, item["id"_L1]);
    return told;
}

/// A change of an earlier message: the channel tells none yet, and the index calls them messages.
template <class Change> static QJsonObject told(const Change &change)
{
    return {{u"event"_s, u"change"_s}, {u"message_id"_s, change.externalId}};
}

QJsonObject inIndexWords(const InboundEvent &event)
{
    return std::visit([](const auto &one) { return told(one); }, event);
}

QJsonObject expectedOf(const QJsonObject &indexed)
{
    const QString event = indexed["event"_L1].toString();
    const QString status = indexed["status"_L1].toString();
    if (event == "ignored"_L1)
        return {{u"event"_s, u"message_without_id"_s}};
    const bool notice = indexed["message_type"_L1].isUndefined() || event == "echo"_L1;
    const bool known =
        QStringList{u"sent"_s, u"delivered"_s, u"read"_s, u"played"_s, u"failed"_s}.contains(status);
    if (notice && !(event == "status"_L1 && known))
        return renamed(indexed,
            {{u"event"_s, u"event"_s}, {u"template_id"_s, u"template_id"_s},
                {u"template_name"_s, u"template_name"_s}, {u"message_id"_s, u"message_id"_s}});
    QJsonObject expected = indexed;
    if (indexed["voice_note"_L1].toBool()) {
        QJsonObject media = expected["media"_L1].toObject();
        media.insert(u"voice"_s, true);
        expected["media"_L1] = media;
    }
    for (const char *name : {"channel_account_id", "display_phone_number", "waba_id", "voice_note",
             "new_type", "interactive_raw_type", "invalid_timestamp", "known_status", "error_codes",
             "pricing", "conversation", "recipient_user_id"})
        expected.remove(QLatin1StringView(name));
    if (event != "status"_L1)
        return expected;
    expected["status"_L1] = status == "played"_L1 ? u"read"_s : status;
    if (const QJsonValue error = expected.take("errors"_L1)[0]; error.isObject()) {
        const QString words = error["details"_L1].toString(error["title"_L1].toString());
        expected.insert(u"error"_s, QString::number(error["code"_L1].toInt()) + u' ' + words);
    }
    return expected;
}

} // namespace acolhe::tests
