// SPDX-License-Identifier: Apache-2.0
#include "backend/services/inbound_changes.h"

#include "backend/base/text.h"
#include "backend/protocol/events.h"
#include "backend/store/conversations.h"
#include "backend/store/messages.h"

#include <QJsonArray>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using store::Messages;

/// The message with its parts, and its conversation.
struct Changed {
    Message message;
    Conversation conversation;
};

static Result<std::optional<Changed>> changedBy(
    store::Transaction &transaction, InboxId inbox, const QString &externalId)
{
    auto known = Messages(transaction).findByExternalId(inbox, externalId);
    if (!known)
        return known.error();
    if (!*known)
        return std::optional<Changed>();
    auto conversation = store::Conversations(transaction).find((*known)->conversationId);
    if (!conversation)
        return conversation.error();
    return std::optional(Changed{**std::move(known), *std::move(conversation)});
}

static void tell(store::Transaction &transaction, const Changed &changed, Timestamp now)
{
    transaction.addEvent(wire::makeEvent(wire::MessageUpdated{changed.message}, now,
        audienceOf(changed.conversation), changed.conversation.id));
}

Result<> applyChange(
    store::Transaction &transaction, InboxId inbox, const channels::InboundReaction &reaction, Timestamp now)
{
    constexpr int longest = 32;
    auto found = changedBy(transaction, inbox, reaction.externalId);
    if (!found || !*found)
        return found ? Result<>(Done{}) : Result<>(found.error());
    Changed &changed = **found;
    const PatientSummary &patient = changed.conversation.patient;
    const Reaction one{
        cleanText(reaction.emoji).left(longest), {SenderType::Patient, patient.id.value, patient.name}};
    QList<Reaction> before = changed.message.reactions;
    changed.message.reactions.removeIf([&](const Reaction &each) {
        return each.sender.type == SenderType::Patient && each.sender.id == one.sender.id;
    });
    if (!one.emoji.isEmpty())
        changed.message.reactions.append(one);
    if (changed.message.reactions == before)
        return Done{};
    if (const auto saved = Messages(transaction).react(changed.message.id, one); !saved)
        return saved;
    tell(transaction, changed, now);
    return Done{};
}

Result<> applyChange(
    store::Transaction &transaction, InboxId inbox, const channels::InboundEdit &edit, Timestamp at)
{
    auto found = changedBy(transaction, inbox, edit.externalId);
    if (!found || !*found)
        return found ? Result<>(Done{}) : Result<>(found.error());
    Message &message = (*found)->message;
    const QString text = cleanText(edit.text);
    const bool isOlder = message.editedAt && at.ms < message.editedAt->ms;
    if (message.direction != Direction::In || message.text == text || isOlder)
        return Done{};
    QJsonArray edits = message.payload.value("edits"_L1).toArray();
    edits.append(QJsonObject{{u"text"_s, message.text},
        {u"at"_s, QString::fromLatin1(message.editedAt.value_or(message.sentAt).toText())}});
    while (edits.size() > keptEdits)
        edits.removeAt(1); // the first is what was meant at first
    message.payload.insert(u"edits"_s, edits);
    message.text = text;
    message.editedAt = at;
    if (const auto saved = Messages(transaction).saveContent(message); !saved)
        return saved;
    tell(transaction, **found, at);
    return Done{};
}

Result<> applyChange(
    store::Transaction &transaction, InboxId inbox, const channels::InboundDeletion &deletion, Timestamp at)
{
    auto found = changedBy(transaction, inbox, deletion.externalId);
    if (!found || !*found)
        return found ? Result<>(Done{}) : Result<>(found.error());
    Message &message = (*found)->message;
    if (message.direction != Direction::In || message.deletedAt)
        return Done{};
    message.deletedAt = at;
    if (const auto saved = Messages(transaction).saveContent(message); !saved)
        return saved;
    tell(transaction, **found, at);
    return Done{};
}

} // namespace acolhe::services
