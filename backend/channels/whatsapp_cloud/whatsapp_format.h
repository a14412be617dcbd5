// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/channel.h"

/// Webhooks of the WhatsApp Cloud API into facts. Pure and thread-safe; nothing is trusted to be there.
namespace acolhe::channels::whatsapp_cloud {

/// The parts of a delivery by account. A part about a number is known by its phone_number_id alone, so that a
/// number that is not ours is never taken for another one of the same business; what concerns the business as
/// a whole is known by the business account's id. One part without an account when it names none or cannot be
/// read; none when the delivery is not WhatsApp's.
QList<Delivery> splitWebhook(const QByteArray &body);

/// The facts in a delivery, in its order:
///
/// - messages as InboundMessage. Text is exact; media, places, contacts, buttons and orders come with their
/// kind and
///   their ids in the payload; reactions, edits, revocations and whatever is not known come as Unsupported
///   with the provider's object under "raw".
/// - sent, delivered, read, played (as Read) and failed as InboundReceipt.
/// - the rest as InboundNotice with the topic: channel_error, template_status, template_quality,
/// template_components,
///   template_category, account, echo, history, contact_sync, user_preference, user_id_update, call, status
///   (one that is not known), message_without_id, other; the data is {field, item}.
///
/// Fails with ParseError when it is no JSON or not WhatsApp's.
Result<QList<InboundEvent>> parseWebhook(const QByteArray &body);
/// The same of a WhatsApp webhook that was read already.
QList<InboundEvent> factsOf(const QJsonObject &webhook);

} // namespace acolhe::channels::whatsapp_cloud
