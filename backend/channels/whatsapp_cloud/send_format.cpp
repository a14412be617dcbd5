// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/whatsapp_cloud/send_format.h"

#include "backend/base/exact_json.h"

#include <QJsonArray>

#include <algorithm>

namespace acolhe::channels::whatsapp_cloud {

using namespace Qt::StringLiterals;

constexpr qsizetype maxCallbackData = 512;

static SendFailure refused(const QString &code, const QString &why, const QString &hint)
{
    return {{code, why, hint, false}, AfterFailure::Stop, 0};
}

static const Identity *identityOf(const QList<Identity> &all, IdentityKind kind)
{
    const auto found = std::find_if(all.begin(), all.end(),
        [kind](const Identity &one) { return one.kind == kind && !one.address.isEmpty(); });
    return found == all.end() ? nullptr : &*found;
}

static bool isNumber(const QString &address)
{
    const QStringView digits = QStringView(address).sliced(address.startsWith(u'+') ? 1 : 0);
    return !digits.isEmpty() && digits.size() <= 15
        && std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

static bool putRecipient(QJsonObject &body, const QList<Identity> &to)
{
    if (const Identity *phone = identityOf(to, IdentityKind::Phone); phone && isNumber(phone->address)) {
        body.insert(u"to"_s, phone->address);
        return true;
    }
    if (const Identity *user = identityOf(to, IdentityKind::WhatsappUserId)) {
        body.insert(u"recipient"_s, user->address);
        return true;
    }
    return false;
}

std::variant<QJsonObject, SendFailure> sendBody(const OutboundMessage &message)
{
    if (message.kind != MessageKind::Text)
        return refused(u"unsupported_kind"_s, u"Only text can be sent on this channel"_s, u"refused"_s);
    if (message.text.trimmed().isEmpty())
        return refused(u"empty"_s, u"The message is empty"_s, u"refused"_s);
    if (message.text.size() > maxTextLength)
        return refused(
            u"too_long"_s, u"The text has more than %1 characters"_s.arg(maxTextLength), u"too_long"_s);
    if (message.clientId.size() > maxCallbackData)
        return refused(u"client_id"_s, u"The message's id is too long"_s, u"refused"_s);
    QJsonObject body{{u"messaging_product"_s, u"whatsapp"_s}, {u"recipient_type"_s, u"individual"_s},
        {u"type"_s, u"text"_s}, {u"biz_opaque_callback_data"_s, message.clientId}};
    if (!putRecipient(body, message.to))
        return refused(u"no_address"_s, u"The patient has no WhatsApp address"_s, u"not_on_channel"_s);
    const bool preview = message.payload["previewUrl"_L1].toBool(true)
        && (message.text.contains("https://"_L1) || message.text.contains("http://"_L1));
    body.insert(u"text"_s, QJsonObject{{u"body"_s, message.text}, {u"preview_url"_s, preview}});
    if (!message.replyToExternalId.isEmpty())
        body.insert(u"context"_s, QJsonObject{{u"message_id"_s, message.replyToExternalId}});
    return body;
}

std::optional<SendReceipt> receiptOf(const QJsonObject &answer)
{
    const QString id = idText(answer["messages"_L1][0]["id"_L1]);
    if (id.isEmpty())
        return {};
    const QJsonValue contact = answer["contacts"_L1][0];
    const QString waId = idText(contact["wa_id"_L1]);
    return SendReceipt{id, waId.isEmpty() ? idText(contact["user_id"_L1]) : waId};
}

} // namespace acolhe::channels::whatsapp_cloud
