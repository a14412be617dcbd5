// SPDX-License-Identifier: Apache-2.0
#include "backend/store/attachments.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static StoredFile fileOf(Row &row)
{
    StoredFile file;
    file.attachment.id = row.next<AttachmentId>();
    file.attachment.kind = row.next<MessageKind>();
    file.attachment.mimeType = row.next<QString>();
    file.attachment.fileName = row.next<QString>();
    file.attachment.size = row.next<qint64>();
    file.attachment.width = row.next<std::optional<int>>();
    file.attachment.height = row.next<std::optional<int>>();
    file.attachment.durationMs = row.next<std::optional<qint64>>();
    file.attachment.url = u"/media/%1"_s.arg(file.attachment.id.value);
    file.sha256 = row.next<std::optional<QByteArray>>().value_or(QByteArray());
    file.message = row.next<std::optional<MessageId>>();
    file.uploader = row.next<std::optional<UserId>>();
    file.uploaderPatient = row.next<std::optional<PatientId>>();
    file.conversation = row.next<std::optional<ConversationId>>();
    return file;
}

Result<QList<StoredFile>> Attachments::load(const QString &where, const QVariantList &values)
{
    return m_connection.all<StoredFile>(
        u"SELECT a.id, a.kind, a.mime_type, a.file_name, a.size, a.width, a.height, a.duration_ms, a.sha256, "
        u"a.message_id, a.uploader_user, a.uploader_patient, m.conversation_id FROM attachment a "
        u"LEFT JOIN message m ON m.id = a.message_id WHERE "_s
            + where,
        values, fileOf);
}

Result<AttachmentId> Attachments::add(
    const Attachment &a, const QByteArray &sha256, const Caller &uploader, Timestamp now)
{
    const std::optional<UserId> user = uploader.isStaff() ? std::optional(uploader.user) : std::nullopt;
    const std::optional<PatientId> patient =
        uploader.isStaff() ? std::nullopt : std::optional(uploader.patient);
    const auto id = m_connection.insert(
        u"INSERT INTO attachment (kind, mime_type, file_name, size, sha256, width, height, duration_ms, "
        u"created_at, uploader_user, uploader_patient) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"_s,
        with(a.kind, a.mimeType, a.fileName, a.size, sha256, a.width, a.height, a.durationMs, now, user,
            patient));
    return id ? Result<AttachmentId>(AttachmentId{*id}) : Result<AttachmentId>(id.error());
}

Result<StoredFile> Attachments::find(AttachmentId id)
{
    auto found = load(u"a.id = ?"_s, with(id));
    if (!found)
        return found.error();
    return found->isEmpty() ? Result<StoredFile>(Error::notFound(u"file"_s)) : found->takeFirst();
}

Result<QList<StoredFile>> Attachments::ofMessage(MessageId message)
{
    return load(u"a.message_id = ? ORDER BY a.id"_s, with(message));
}

Result<> Attachments::attach(AttachmentId id, MessageId message, MessageKind kind)
{
    const auto given = m_connection.run(
        u"UPDATE attachment SET message_id = ?, kind = ? WHERE id = ? AND message_id IS NULL"_s,
        with(message, kind, id));
    if (!given)
        return given.error();
    return *given == 1 ? Result<>(Done{}) : Result<>(Error::conflict(u"another message has this file"_s));
}

Result<int> Attachments::unsentOf(const Caller &uploader)
{
    const auto count =
        m_connection.one<int>(u"SELECT COUNT(*) FROM attachment WHERE message_id IS NULL AND %1 = ?"_s.arg(
                                  uploader.isStaff() ? u"uploader_user"_s : u"uploader_patient"_s),
            uploader.isStaff() ? with(uploader.user) : with(uploader.patient),
            [](Row &row) { return row.next<int>(); });
    return count ? Result<int>(count->value_or(0)) : Result<int>(count.error());
}

Result<QList<QByteArray>> Attachments::dropUnsent(Timestamp before)
{
    auto names = m_connection.all<QByteArray>(
        u"SELECT sha256 FROM attachment WHERE message_id IS NULL AND created_at < ? AND sha256 IS NOT NULL"_s,
        with(before), [](Row &row) { return row.next<QByteArray>(); });
    if (!names)
        return names;
    const auto dropped = m_connection.run(
        u"DELETE FROM attachment WHERE message_id IS NULL AND created_at < ?"_s, with(before));
    return dropped ? names : Result<QList<QByteArray>>(dropped.error());
}

Result<bool> Attachments::isNamed(const QByteArray &sha256)
{
    const auto count = m_connection.one<int>(u"SELECT COUNT(*) FROM attachment WHERE sha256 = ?"_s,
        with(sha256), [](Row &row) { return row.next<int>(); });
    return count ? Result<bool>(count->value_or(0) > 0) : Result<bool>(count.error());
}

} // namespace acolhe::store
