// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace acolhe {

/// The key by which a phone number names one person, "+55" with the ninth digit put in for Brazil's mobiles:
/// two spellings of one number give one key. It is for matching only; messages go to the address that the
/// channel itself gave. `text` may be a wa_id, an E.164 number or a national number (formatting, ":device"
/// and "@host" are ignored); `areaCode` (DDD) completes numbers written without one. Empty when it cannot be
/// a phone number.
QString phoneKey(const QString &text, const QString &areaCode = {});

/// "+55 (84) 98765-4321" for the eye; the text itself where it is no Brazilian number.
QString displayPhone(const QString &text);

} // namespace acolhe
