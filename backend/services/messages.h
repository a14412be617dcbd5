// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/domain/inbox.h"
#include "backend/protocol/message_methods.h"
#include "backend/store/attachments.h"
#include "backend/store/store.h"

#include <functional>

namespace acolhe::services {

/// The messages.* methods. A message that is sent becomes a row, an outbox row and an event in one
/// transaction; the outbox takes it from there.
class Messages : public QObject {
    Q_OBJECT
public:
    /// What a channel type can do; nothing for one that this build does not know. Called on the store's
    /// threads.
    using CapabilitiesOf = std::function<std::optional<Capabilities>(const QString &channel)>;

    Messages(
        store::Store &store, const Clock &clock, CapabilitiesOf capabilitiesOf, QObject *parent = nullptr);

    Future<wire::MessageReply> send(const Caller &caller, const wire::MessagesSend::Request &request);
    /// The same within a command that does more, at `now`; announce() after the commit.
    Result<Message> write(store::Transaction &transaction, const Caller &caller,
        const wire::MessagesSend::Request &request, Timestamp now) const;
    /// Finds the files that a message is to have.
    using Uploads = std::function<Result<QList<store::StoredFile>>(const QList<AttachmentId> &)>;
    /// The same for an author whose right was judged before, in `before` as it is now; without `uploads`,
    /// without files.
    Result<Message> writeFor(store::Transaction &transaction, const Sender &author,
        const Conversation &before, const wire::MessagesSend::Request &request, Timestamp now,
        const Uploads &uploads = {}) const;
    /// What would be refused of a text whenever it is sent.
    std::optional<Error> problemOfText(store::Connection &connection, const Conversation &conversation,
        const QString &text, std::optional<MessageId> replyToId) const;
    /// Has `message` sent, if it is to be.
    void announce(ClinicId clinic, const Message &message);
    Future<wire::MessagesGetByConversation::Reply> page(
        const Caller &caller, const wire::MessagesGetByConversation::Request &request);
    Future<wire::MessagesSearch::Reply> search(
        const Caller &caller, const wire::MessagesSearch::Request &request);
    Future<wire::MessageReply> retry(const Caller &caller, const wire::MessagesRetry::Request &request);

Q_SIGNALS:
    /// After the commit: an outbox row of this clinic is ready to be sent.
    void queued(acolhe::ClinicId clinic);

private:
    store::Store &m_store;
    const Clock &m_clock;
    const CapabilitiesOf m_capabilitiesOf;
};

} // namespace acolhe::services
