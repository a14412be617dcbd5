// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/error.h"
#include "backend/domain/message.h"

#include <QObject>

namespace acolhe::ui {

/// Where a file of the server's stands on this computer.
struct MediaState {
    enum What { Absent, Loading, Here, Failed };
    What what = Absent;
    double progress = 0; ///< 0 to 1, with Loading

    bool operator==(const MediaState &) const = default;
};

/// A file that somebody wants to send: one on the disk, or bytes.
struct OutgoingFile {
    QString name;
    QString path; ///< empty: `bytes`
    QByteArray bytes{};

    qint64 size() const;
    QString mimeType() const; ///< as the server will see it, told by the content
    MessageKind kind() const;
};

/// How far an upload is.
struct UploadState {
    double progress = 0; ///< 0 to 1
    std::optional<Attachment> attachment; ///< the server has it
    std::optional<Error> problem; ///< it can be tried again
};

/// Files as the inbox screen sees them: what can be had, and what goes out. Answers at once; what takes time
/// tells of it by the signals. Main thread.
class MediaDesk : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual MediaState state(AttachmentId id) const = 0;
    /// Of a file that is Here; may be empty when memory was short since: fetch it again.
    virtual QByteArray bytes(AttachmentId id) const = 0;
    /// changed() follows. Nothing while it is loading or here.
    virtual void fetch(const Attachment &attachment) = 0;

    /// Begins at once, goes on by itself when the connection comes back. Gives its number.
    virtual int upload(const OutgoingFile &file) = 0;
    virtual UploadState uploadState(int upload) const = 0;
    virtual void retryUpload(int upload) = 0;
    /// Nobody needs it any more.
    virtual void dropUpload(int upload) = 0;

Q_SIGNALS:
    void changed(acolhe::AttachmentId id);
    void uploadChanged(int upload);
};

} // namespace acolhe::ui
