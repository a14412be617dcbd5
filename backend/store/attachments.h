// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/caller.h"
#include "backend/domain/message.h"
#include "backend/store/connection.h"

namespace acolhe::store {

/// A file of a message, or one that was uploaded to become it.
struct StoredFile {
    Attachment attachment;
    QByteArray sha256; ///< names its bytes; empty: they are not here
    std::optional<MessageId> message;
    std::optional<ConversationId> conversation;
    std::optional<UserId> uploader;
    std::optional<PatientId> uploaderPatient;

    bool isUploadOf(const Caller &caller) const
    {
        return caller.isStaff() ? uploader == caller.user : uploaderPatient == caller.patient;
    }
};

class Attachments {
public:
    explicit Attachments(Connection &connection)
        : m_connection(connection)
    {
    }

    /// A file that no message has yet.
    Result<AttachmentId> add(
        const Attachment &attachment, const QByteArray &sha256, const Caller &uploader, Timestamp now);
    Result<StoredFile> find(AttachmentId id);
    /// Of these messages, in order.
    Result<QList<StoredFile>> ofMessage(MessageId message);
    /// Gives the file to a message. Conflict when one has it already.
    Result<> attach(AttachmentId id, MessageId message, MessageKind kind);
    Result<int> unsentOf(const Caller &uploader);
    /// Forgets what was uploaded before then and never sent; gives what named their bytes.
    Result<QList<QByteArray>> dropUnsent(Timestamp before);
    Result<bool> isNamed(const QByteArray &sha256);

private:
    Result<QList<StoredFile>> load(const QString &where, const QVariantList &values);

    Connection &m_connection;
};

} // namespace acolhe::store
