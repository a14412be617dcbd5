// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/services/media_upload.h"
#include "backend/store/attachments.h"
#include "backend/store/store.h"

#include <QTimer>

namespace acolhe::services {

/// The clinics' files: taken in before a message has them, given out to who may see that message. Bytes lie
/// once for each content beside the clinic's database. Lives on the main thread.
class Media : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 maxBytes = 100 * 1024 * 1024; ///< the largest that a channel takes
    static constexpr int maxUnsent = 100; ///< of one person
    static constexpr qint64 unsentMs = 24 * 3600 * 1000; ///< then it is forgotten

    Media(store::Store &store, const Clock &clock, QObject *parent = nullptr);
    ~Media() override;

    /// A place for an upload's bytes. Fails with RateLimited when too many of the caller's wait to be sent.
    Future<std::shared_ptr<MediaUpload>> begin(const Caller &caller);
    /// The upload has all its bytes: it becomes a file that only its uploader may see, and send.
    Future<Attachment> finish(
        const Caller &caller, const std::shared_ptr<MediaUpload> &upload, const QString &fileName);

    struct Found {
        Attachment attachment;
        QByteArray sha256;
        QString path;
    };
    /// NotFound for what is not the caller's to see.
    Future<Found> find(const Caller &caller, AttachmentId id);

    /// Forgets what was never sent. Runs by itself every hour for the clinics that were named.
    Future<> sweep(ClinicId clinic);
    void sweepRegularly(ClinicId clinic);
    void leave(ClinicId clinic);

private:
    Result<Attachment> keep(store::Transaction &transaction, const Caller &caller, const UploadedFile &file,
        const QString &fileName) const;

    store::Store &m_store;
    const Clock &m_clock;
    QThreadPool m_pool;
    QTimer m_timer;
    QSet<ClinicId> m_clinics;
};

/// The files that a message is to have: each is the caller's and in no message yet. Fails with InvalidParams.
Result<QList<store::StoredFile>> uploadsOf(
    store::Connection &connection, const Caller &caller, const QList<AttachmentId> &ids);

} // namespace acolhe::services
