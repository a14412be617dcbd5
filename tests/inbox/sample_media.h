// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/inbox/media_desk.h"
#include "ui/inbox/sound.h"

#include <QHash>
#include <QMap>

namespace acolhe::samples {

/// Files written by hand: here when the test says so.
class SampleMedia final : public ui::MediaDesk {
    Q_OBJECT
public:
    using MediaDesk::MediaDesk;

    QHash<AttachmentId, QByteArray> files; ///< that can be had
    QList<qint64> fetched;
    QList<ui::OutgoingFile> uploads; ///< number 1 is the first
    QMap<int, ui::UploadState> uploading;
    QList<int> retried, dropped;
    bool atOnce = true; ///< what is fetched is there

    ui::MediaState state(AttachmentId id) const override { return m_states.value(id); }
    QByteArray bytes(AttachmentId id) const override
    {
        return state(id).what == ui::MediaState::Here ? files.value(id) : QByteArray();
    }
    void fetch(const Attachment &attachment) override
    {
        if (state(attachment.id).what == ui::MediaState::Here)
            return;
        fetched << attachment.id.value;
        set(attachment.id, {ui::MediaState::Loading, 0.5});
        if (atOnce)
            arrive(attachment.id);
    }
    void arrive(AttachmentId id)
    {
        set(id, {files.contains(id) ? ui::MediaState::Here : ui::MediaState::Failed, 1});
    }
    int upload(const ui::OutgoingFile &file) override
    {
        uploads << file;
        uploading.insert(int(uploads.size()), {});
        return int(uploads.size());
    }
    ui::UploadState uploadState(int upload) const override { return uploading.value(upload); }
    void retryUpload(int upload) override { retried << upload; }
    void dropUpload(int upload) override { dropped << upload; }
    void finish(int upload, const ui::UploadState &state)
    {
        uploading.insert(upload, state);
        Q_EMIT uploadChanged(upload);
    }
    void finish(int upload)
    {
        Attachment done;
        done.id = {1000 + upload};
        done.fileName = uploads[upload - 1].name;
        finish(upload, {1, done, {}});
    }

private:
    void set(AttachmentId id, const ui::MediaState &state)
    {
        m_states.insert(id, state);
        Q_EMIT changed(id);
    }

    QHash<AttachmentId, ui::MediaState> m_states;
};

/// A sound that nobody hears.
class SampleSound final : public ui::Sound {
    Q_OBJECT
public:
    using Sound::Sound;

    QByteArray bytes;
    double rate = 0;
    bool playing = false;

    void play(const QByteArray &heard, double at) override
    {
        bytes = heard;
        rate = at;
        playing = true;
        Q_EMIT moved();
    }
    void pause() override
    {
        playing = false;
        Q_EMIT moved();
    }
    void resume() override
    {
        playing = true;
        Q_EMIT moved();
    }
    void stop() override { playing = false; }
    void setRate(double wanted) override { rate = wanted; }
    void seek(qint64) override { }
    bool isPlaying() const override { return playing; }
    qint64 positionMs() const override { return 0; }
    qint64 durationMs() const override { return 10'000; }
};

} // namespace acolhe::samples
