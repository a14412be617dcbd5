// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/client/connection.h"
#include "ui/client/media_cache.h"
#include "ui/client/media_client.h"
#include "ui/inbox/media_desk.h"

#include <map>

namespace acolhe::ui {

/// The inbox screen's files, over a connection and a cache. Main thread.
class LiveMedia final : public MediaDesk {
    Q_OBJECT
public:
    static constexpr int fetchesAtOnce = 4;
    static constexpr int uploadsAtOnce = 2;

    /// All are borrowed and must live longer.
    LiveMedia(client::Connection &connection, client::MediaClient &client, client::MediaCache &cache,
        QObject *parent = nullptr);
    ~LiveMedia() override;

    MediaState state(AttachmentId id) const override { return m_states.value(id); }
    QByteArray bytes(AttachmentId id) const override { return m_cache.inMemory(id.value); }
    void fetch(const Attachment &attachment) override;
    int upload(const OutgoingFile &file) override;
    UploadState uploadState(int upload) const override;
    void retryUpload(int upload) override;
    void dropUpload(int upload) override;

private:
    struct Upload {
        OutgoingFile file;
        UploadState state;
        std::function<void()> abort; ///< set while it runs
    };

    void setState(AttachmentId id, const MediaState &state);
    void fetchNext();
    void download(const Attachment &attachment);
    void uploadNext();
    void begin(int number, Upload &upload);
    void takeUploaded(int number, const Result<Attachment> &attachment);
    bool isOnline() const { return m_connection.state() == client::Connection::State::Online; }

    client::Connection &m_connection;
    client::MediaClient &m_client;
    client::MediaCache &m_cache;
    QHash<AttachmentId, MediaState> m_states;
    QList<Attachment> m_wanted; ///< the last one first: it is what is looked at now
    int m_fetching = 0;
    std::map<int, Upload> m_uploads;
    int m_lastUpload = 0;
};

} // namespace acolhe::ui
