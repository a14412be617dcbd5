// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHashFunctions>
#include <QtGlobal>

#include <compare>

namespace acolhe {

/// A number that names one thing of one kind; two kinds do not mix. Positive when valid. Unique within a
/// clinic (ClinicId, AccountId and SessionId: within the server).
template <class Tag> struct Id {
    qint64 value = 0;

    constexpr bool isValid() const { return value > 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
    friend size_t qHash(Id id, size_t seed = 0) noexcept { return ::qHash(id.value, seed); }
};

using ClinicId = Id<struct ClinicTag>;
using AccountId =
    Id<struct AccountTag>; ///< a person's login, in `control`; the same person is a UserId in each clinic
using SessionId = Id<struct SessionTag>;
using UserId = Id<struct UserTag>;
using PatientId = Id<struct PatientTag>;
using IdentityId = Id<struct IdentityTag>; ///< a patient's address on a channel
using InboxId = Id<struct InboxTag>; ///< a configured account of a channel
using ConversationId = Id<struct ConversationTag>;
using MessageId = Id<struct MessageTag>;
using ScheduledMessageId = Id<struct ScheduledMessageTag>;
using NoteId = Id<struct NoteTag>;
using QuickReplyId = Id<struct QuickReplyTag>;
using LabelId = Id<struct LabelTag>;
using AttachmentId = Id<struct AttachmentTag>;
using JournalId = Id<struct JournalTag>;
using OutboxId = Id<struct OutboxTag>;
using AttemptId = Id<struct AttemptTag>;

} // namespace acolhe
