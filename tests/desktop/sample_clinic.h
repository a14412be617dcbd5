// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/conversation.h"
#include "backend/domain/metrics.h"

/// A fictitious clinic's conversations, written out by hand, for tests and pictures of the inbox.
namespace acolhe::samples {

inline constexpr UserId paula{1};
inline constexpr UserId diego{2};
inline constexpr InboxId reception{1};

/// 2026-11-23 14:35 in São Paulo.
Timestamp now();
Timestamp minutesAgo(int minutes);

QList<Conversation> conversations();
QList<Message> thread();
Note note();
Patient marina();
QList<Conversation> history();
QList<Attendant> team();

Message incoming(qint64 id, const QString &text, Timestamp at);
Message outgoing(qint64 id, const QString &text, Timestamp at, MessageStatus status);

} // namespace acolhe::samples
