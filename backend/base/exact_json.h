// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace acolhe {

/// Reads a JSON object whose ids may be numbers beyond what a double holds: every integer literal of more
/// than 15 digits arrives as a string with exactly its digits. Fails with ParseError (also for nesting deeper
/// than 1024, invalid UTF-8, or a number that overflows).
Result<QJsonObject> parseExactJson(const QByteArray &json);

/// The text of an id that may be a JSON string or number; empty when it is neither.
QString idText(const QJsonValue &value);

} // namespace acolhe
