// SPDX-License-Identifier: Apache-2.0
#include "backend/services/media.h"

#include "backend/base/log.h"
#include "backend/services/conversations.h"
#include "backend/services/media_facts.h"

#include <QDir>
#include <QUuid>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using store::Attachments;
using store::Connection;
using store::Transaction;

Media::Media(store::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
    m_pool.setMaxThreadCount(2);
    m_pool.setObjectName(u"media"_s);
    m_timer.setInterval(3'600'000);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        for (const ClinicId clinic : std::as_const(m_clinics))
            (void)sweep(clinic);
    });
    m_timer.start();
}

Media::~Media()
{
    m_pool.waitForDone();
}

Future<std::shared_ptr<MediaUpload>> Media::begin(const Caller &caller)
{
    using Upload = std::shared_ptr<MediaUpload>;
    const QString folder = m_store.databases().mediaFolderOf(caller.clinic) + u"/incoming"_s;
    const auto admit = [=](Connection &connection) -> Result<Done> {
        const auto unsent = Attachments(connection).unsentOf(caller);
        if (!unsent)
            return unsent.error();
        if (*unsent >= maxUnsent)
            return Error::rateLimited(60'000, u"too many files wait to be sent"_s);
        return QDir().mkpath(folder) ? Result<>(Done{}) // on a reader's thread: it is the disk's business
                                     : Result<>(Error::internal(u"cannot make "_s + folder));
    };
    return m_store.read<Done>(caller.clinic, admit)
        .then(this, [this, folder](const Result<> &may) -> Result<Upload> {
            if (!may)
                return may.error();
            const QString path = folder + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
            return std::make_shared<MediaUpload>(path, m_pool);
        });
}

Result<Attachment> Media::keep(
    Transaction &transaction, const Caller &caller, const UploadedFile &file, const QString &fileName) const
{
    const MediaFacts facts = mediaFacts(file.head, file.tail, fileName);
    Attachment attachment;
    attachment.kind = facts.kind;
    attachment.mimeType = facts.mimeType;
    attachment.fileName = safeFileName(fileName, facts);
    attachment.size = file.size;
    attachment.width = facts.width;
    attachment.height = facts.height;
    attachment.durationMs = facts.durationMs;
    // Here, among the clinic's commands, so that no sweep removes the same bytes in between. The command may
    // run twice: then the file is there.
    const QString path = m_store.databases().mediaFileOf(caller.clinic, file.sha256);
    if (!QFile::exists(path) && (!QDir().mkpath(QFileInfo(path).path()) || !QFile::rename(file.path, path)))
        return Error::internal(u"cannot keep the file "_s + path);
    const auto id = Attachments(transaction).add(attachment, file.sha256, caller, {m_clock.nowMs()});
    if (!id)
        return id.error();
    attachment.id = *id;
    attachment.url = u"/media/%1"_s.arg(id->value);
    return attachment;
}

Future<Attachment> Media::finish(
    const Caller &caller, const std::shared_ptr<MediaUpload> &upload, const QString &fileName)
{
    const auto store = [this, caller, upload, fileName](
                           const Result<UploadedFile> &file) -> Future<Attachment> {
        if (!file)
            return failed<Attachment>(file.error());
        if (file->size == 0) {
            m_pool.start([path = file->path] { QFile::remove(path); });
            return failed<Attachment>(Error::invalid(u"body"_s, u"the file is empty"_s));
        }
        return m_store
            .write<Attachment>(caller,
                [=, this](Transaction &transaction) { return keep(transaction, caller, *file, fileName); })
            .then(this, [this, path = file->path](const Result<Attachment> &kept) {
                m_pool.start([path] { QFile::remove(path); }); // there was one with the same content
                return kept;
            });
    };
    return upload->finish().then(this, store).unwrap();
}

Future<Media::Found> Media::find(const Caller &caller, AttachmentId id)
{
    return m_store.read<Found>(caller.clinic, [=, this](Connection &connection) -> Result<Found> {
        const auto file = Attachments(connection).find(id);
        if (!file)
            return file.error();
        const bool sees = file->conversation
            ? visibleConversation(connection, caller, *file->conversation).has_value()
            : file->isUploadOf(caller);
        const QString path = m_store.databases().mediaFileOf(caller.clinic, file->sha256);
        if (!sees || file->sha256.isEmpty())
            return Error::notFound(u"file"_s);
        return Found{file->attachment, file->sha256, path};
    });
}

Future<> Media::sweep(ClinicId clinic)
{
    const Timestamp before{m_clock.nowMs() - unsentMs};
    const auto drop = [before](Transaction &t) { return Attachments(t).dropUnsent(before); };
    // In a command of its own: the rows are gone for good before the bytes are.
    const auto remove = [this, clinic](const Result<QList<QByteArray>> &names) -> Future<> {
        if (!names)
            return failed<Done>(names.error());
        if (names->isEmpty())
            return ready<Done>(Done{});
        return m_store.write<Done>(clinic, [this, clinic, names = *names](Transaction &t) -> Result<> {
            for (const QByteArray &name : names) {
                const auto named = Attachments(t).isNamed(name);
                if (!named)
                    return named.error();
                if (!*named)
                    QFile::remove(m_store.databases().mediaFileOf(clinic, name));
            }
            return Done{};
        });
    };
    return m_store.write<QList<QByteArray>>(clinic, drop).then(this, remove).unwrap();
}

void Media::sweepRegularly(ClinicId clinic)
{
    m_clinics.insert(clinic);
    // What a dead process left half done.
    m_pool.start([folder = m_store.databases().mediaFolderOf(clinic) + u"/incoming"_s] {
        QDir(folder).removeRecursively();
    });
}

void Media::leave(ClinicId clinic)
{
    m_clinics.remove(clinic);
}

Result<QList<store::StoredFile>> uploadsOf(
    Connection &connection, const Caller &caller, const QList<AttachmentId> &ids)
{
    QList<store::StoredFile> files;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const QString field = u"attachments[%1].mediaId"_s.arg(i);
        auto file = Attachments(connection).find(ids[i]);
        if (!file && file.error().reason != Reason::NotFound)
            return file.error();
        if (!file || !file->isUploadOf(caller) || file->sha256.isEmpty())
            return Error::invalid(field, u"is no file that you uploaded"_s);
        if (file->message)
            return Error::invalid(field, u"another message has this file"_s);
        files.append(*std::move(file));
    }
    return files;
}

} // namespace acolhe::services
