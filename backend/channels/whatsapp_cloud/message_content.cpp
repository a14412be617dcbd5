// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/whatsapp_cloud/message_content.h"

#include "backend/base/exact_json.h"
#include "backend/channels/meta/graph_error.h"

#include <QHash>
#include <QJsonArray>

namespace acolhe::channels::whatsapp_cloud {

using namespace Qt::StringLiterals;

namespace {

/// Which of the provider's names become which of ours.
struct Renamed {
    const char *theirs;
    const char *ours;
};

/// What is told of `object`, under our names. Ids that came as long numbers are texts already.
QJsonObject chosen(const QJsonObject &object, std::initializer_list<Renamed> names)
{
    QJsonObject result;
    for (const Renamed &name : names) {
        const QJsonValue value = object[QLatin1StringView(name.theirs)];
        if (!value.isUndefined() && !value.isNull())
            result.insert(QLatin1StringView(name.ours), value);
    }
    return result;
}

/// Puts `content` into the event; false when it does not have what its type promises.
using Reader = bool (*)(InboundMessage &event, const QJsonObject &content);

bool readText(InboundMessage &event, const QJsonObject &content)
{
    event.text = content["body"_L1].toString();
    return content["body"_L1].isString();
}

template <MessageKind kind> bool readMedia(InboundMessage &event, const QJsonObject &content)
{
    event.kind = kind;
    event.text = content["caption"_L1].toString();
    event.payload.insert(u"media"_s,
        chosen(content,
            {{"id", "id"}, {"mime_type", "mimeType"}, {"sha256", "sha256"}, {"filename", "fileName"},
                {"url", "url"}, {"voice", "voice"}, {"animated", "animated"}}));
    return true;
}

bool readVoice(InboundMessage &event, const QJsonObject &content)
{
    QJsonObject voice = content;
    voice.insert(u"voice"_s, true);
    return readMedia<MessageKind::Audio>(event, voice);
}

bool readLocation(InboundMessage &event, const QJsonObject &content)
{
    event.kind = MessageKind::Location;
    event.payload.insert(u"location"_s,
        chosen(content,
            {{"latitude", "latitude"}, {"longitude", "longitude"}, {"name", "name"}, {"address", "address"},
                {"url", "url"}}));
    return content.contains("latitude"_L1) && content.contains("longitude"_L1);
}

bool readButton(InboundMessage &event, const QJsonObject &content)
{
    event.kind = MessageKind::Button;
    event.text = content["text"_L1].toString();
    event.payload.insert(u"button"_s, chosen(content, {{"payload", "payload"}, {"text", "title"}}));
    return true;
}

QJsonObject formReply(const QJsonObject &content)
{
    QJsonObject reply = chosen(content, {{"name", "name"}});
    const QString response = content["response_json"_L1].toString();
    if (const auto read = parseExactJson(response.toUtf8()))
        reply.insert(u"response"_s, *read);
    else if (!response.isEmpty())
        reply.insert(u"response"_s, response); // some forms answer what is no JSON: kept as it came
    return reply;
}

bool readInteractive(InboundMessage &event, const QJsonObject &content)
{
    event.kind = MessageKind::Interactive;
    const QString type = content["type"_L1].toString();
    const QJsonObject inner = content[type].toObject();
    QJsonObject reply;
    if (type == "button_reply"_L1 || type == "list_reply"_L1) {
        reply = chosen(inner, {{"id", "id"}, {"title", "title"}, {"description", "description"}});
        event.text = inner["title"_L1].toString();
    } else if (type == "nfm_reply"_L1) {
        reply = formReply(inner);
        event.text = inner["body"_L1].toString();
    } else {
        return false;
    }
    reply.insert(u"type"_s, type);
    event.payload.insert(u"interactive"_s, reply);
    return true;
}

bool readOrder(InboundMessage &event, const QJsonObject &content)
{
    event.kind = MessageKind::Order;
    event.text = content["text"_L1].toString();
    QJsonArray items;
    for (const auto &item : content["product_items"_L1].toArray())
        items.append(chosen(item.toObject(),
            {{"product_retailer_id", "productRetailerId"}, {"quantity", "quantity"},
                {"item_price", "itemPrice"}, {"currency", "currency"}}));
    QJsonObject order = chosen(content, {{"catalog_id", "catalogId"}});
    order.insert(u"items"_s, items);
    event.payload.insert(u"order"_s, order);
    return true;
}

bool readSystem(InboundMessage &event, const QJsonObject &content)
{
    event.kind = MessageKind::System;
    event.text = content["body"_L1].toString();
    QJsonObject system = chosen(content,
        {{"type", "type"}, {"wa_id", "newWaId"}, {"new_wa_id", "newWaId"}, {"customer", "customer"},
            {"user_id", "userId"}, {"previous_user_id", "previousUserId"}, {"parent_user_id", "parentUserId"},
            {"previous_parent_user_id", "previousParentUserId"}});
    event.payload.insert(u"system"_s, system);
    return true;
}

/// The values of one member of every element of a list.
QJsonArray column(const QJsonValue &list, QLatin1StringView member)
{
    QJsonArray values;
    for (const auto &item : list.toArray()) {
        if (const QString text = idText(item[member]); !text.isEmpty())
            values.append(text);
    }
    return values;
}

void readContacts(InboundMessage &event, const QJsonArray &cards)
{
    event.kind = MessageKind::Contacts;
    QJsonArray contacts;
    for (const auto &card : cards) {
        contacts.append(QJsonObject{{u"name"_s, card["name"_L1]["formatted_name"_L1].toString()},
            {u"phones"_s, column(card["phones"_L1], "phone"_L1)},
            {u"waIds"_s, column(card["phones"_L1], "wa_id"_L1)}});
    }
    event.payload.insert(u"contacts"_s, contacts);
}

const QHash<QString, Reader> &readers()
{
    static const QHash<QString, Reader> all{{u"text"_s, readText},
        {u"image"_s, readMedia<MessageKind::Image>}, {u"video"_s, readMedia<MessageKind::Video>},
        {u"audio"_s, readMedia<MessageKind::Audio>}, {u"document"_s, readMedia<MessageKind::Document>},
        {u"sticker"_s, readMedia<MessageKind::Sticker>}, {u"voice"_s, readVoice},
        {u"location"_s, readLocation}, {u"button"_s, readButton}, {u"interactive"_s, readInteractive},
        {u"order"_s, readOrder}, {u"system"_s, readSystem}};
    return all;
}

/// Reads the member that the type names; false when the type is not one of ours or its content is not there.
bool readTyped(InboundMessage &event, const QString &type, const QJsonObject &message)
{
    if (type == "contacts"_L1 && message[type].isArray()) {
        readContacts(event, message[type].toArray());
        return true;
    }
    const Reader reader = readers().value(type, nullptr);
    return reader && message[type].isObject() && reader(event, message[type].toObject());
}

QJsonObject editOf(InboundMessage &event, const QJsonObject &content)
{
    const QJsonObject changed = content["message"_L1].toObject();
    InboundMessage inner;
    readTyped(inner, changed["type"_L1].toString(), changed);
    event.text = inner.text;
    QJsonObject edit = chosen(content, {{"original_message_id", "externalId"}});
    edit.insert(u"kind"_s, QString::fromLatin1(word(inner.kind)));
    if (inner.payload.contains("media"_L1))
        edit.insert(u"media"_s, inner.payload["media"_L1]);
    return edit;
}

/// What is shown as a placeholder: its raw object is kept, so that it can be read again by who knows it.
void putUnsupported(InboundMessage &event, const QString &type, const QJsonObject &message)
{
    const QJsonObject content = message[type].toObject();
    event.kind = MessageKind::Unsupported;
    event.text = message["text"_L1]["body"_L1].toString();
    event.payload = {{u"type"_s, type}, {u"raw"_s, message}};
    if (type == "reaction"_L1)
        event.payload.insert(type, chosen(content, {{"message_id", "externalId"}, {"emoji", "emoji"}}));
    else if (type == "revoke"_L1)
        event.payload.insert(type, chosen(content, {{"original_message_id", "externalId"}}));
    else if (type == "edit"_L1)
        event.payload.insert(type, editOf(event, content));
}

void putContext(InboundMessage &event, const QJsonObject &context)
{
    event.replyToExternalId = idText(context["id"_L1]);
    for (const auto &[theirs, ours] : {std::pair{"forwarded"_L1, "forwarded"_L1},
             std::pair{"frequently_forwarded"_L1, "frequentlyForwarded"_L1}}) {
        if (context[theirs].toBool())
            event.payload.insert(ours, true);
    }
    if (context["referred_product"_L1].isObject())
        event.payload.insert(u"referredProduct"_s,
            chosen(context["referred_product"_L1].toObject(),
                {{"catalog_id", "catalogId"}, {"product_retailer_id", "productRetailerId"}}));
}

void putSurroundings(InboundMessage &event, const QJsonObject &message)
{
    putContext(event, message["context"_L1].toObject());
    if (const QJsonValue referral = message["referral"_L1]; referral.isObject())
        event.payload.insert(u"referral"_s,
            chosen(referral.toObject(),
                {{"source_type", "sourceType"}, {"source_id", "sourceId"}, {"source_url", "sourceUrl"},
                    {"headline", "headline"}, {"body", "body"}, {"media_type", "mediaType"},
                    {"image_url", "imageUrl"}, {"video_url", "videoUrl"}, {"thumbnail_url", "thumbnailUrl"},
                    {"ctwa_clid", "clickId"}}));
    if (const QString group = idText(message["group_id"_L1]); !group.isEmpty())
        event.payload.insert(u"groupId"_s, group);
    QJsonArray errors;
    for (const auto &error : message["errors"_L1].toArray()) {
        const meta::GraphError read = meta::listedError(error.toObject());
        errors.append(
            QJsonObject{{u"code"_s, read.code}, {u"title"_s, read.message}, {u"details"_s, read.details}});
    }
    if (!errors.isEmpty())
        event.payload.insert(u"errors"_s, errors);
}

} // namespace

void putContent(InboundMessage &event, const QJsonObject &message)
{
    QString type = message["type"_L1].toString();
    if (type.isEmpty() && message["text"_L1].isObject())
        type = u"text"_s;
    if (!readTyped(event, type, message))
        putUnsupported(event, type, message);
    putSurroundings(event, message);
}

} // namespace acolhe::channels::whatsapp_cloud
