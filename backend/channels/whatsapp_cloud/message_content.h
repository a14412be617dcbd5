// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/channel.h"

namespace acolhe::channels::whatsapp_cloud {

/// Puts what an element of messages[] says into `event`: kind, text, payload and the message that it answers.
///
/// The payload holds, by kind: media {id, mimeType, sha256, fileName, url, voice, animated}, location
/// {latitude, longitude, name, address, url}, contacts [{name, phones, waIds}], button {payload, title},
/// interactive {type, id, title, description, name, response}, order {catalogId, items}, system {type,
/// newWaId, …}; and besides, where they are told, referral, referredProduct, forwarded, frequentlyForwarded,
/// groupId, errors. Of Unsupported messages it holds type and raw, and reaction {externalId, emoji}, edit
/// {externalId, kind, media} or revoke {externalId}.
void putContent(InboundMessage &event, const QJsonObject &message);

} // namespace acolhe::channels::whatsapp_cloud
