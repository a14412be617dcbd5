// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/quick_reply.h"

#include <QHash>
#include <QList>

namespace acolhe::ui {

/// What stands for the variables of prepared answers, by name: "patient.firstName". A name without a value is
/// left as it is written, so that whoever sends it sees the gap.
using QuickReplyValues = QHash<QString, QString>;

/// The values for one patient's conversation. A patient whose name is only a number has no name.
QuickReplyValues quickReplyValues(const QString &patient, const QString &attendant, const QString &clinic);

/// The answers with their values in place.
QList<QuickReply> filledIn(const QList<QuickReply> &replies, const QuickReplyValues &values);

/// Where the first gap of a text stands and how long it is; the length is 0 when there is none.
std::pair<int, int> firstGap(const QString &text);

/// Those that `query` (what was typed after "/") may mean, the likeliest first: by shortcut, title, then
/// category and content, then by letters of the title in their order. Accents and case do not count; an empty
/// query gives all.
QList<QuickReply> matching(const QList<QuickReply> &replies, const QString &query);

} // namespace acolhe::ui
