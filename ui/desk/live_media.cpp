// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/live_media.h"

#include <QBuffer>
#include <QFile>

#include <algorithm>

namespace acolhe::ui {

using client::Connection;

LiveMedia::LiveMedia(
    Connection &connection, client::MediaClient &client, client::MediaCache &cache, QObject *parent)
    : MediaDesk(parent)
    , m_connection(connection)
    , m_client(client)
    , m_cache(cache)
{
    connect(&connection, &Connection::online, this, [this] {
        for (auto &[number, upload] : m_uploads) {
            if (upload.state.problem && upload.state.problem->reason == Reason::ChannelUnavailable)
                retryUpload(number);
        }
        uploadNext();
        fetchNext();
    });
}

LiveMedia::~LiveMedia()
{
    const auto ending = std::exchange(m_uploads, {}); // their ends find nothing to go on with
    for (const auto &[number, upload] : ending) {
        if (upload.abort)
            upload.abort();
    }
}

void LiveMedia::setState(AttachmentId id, const MediaState &state)
{
    if (m_states.value(id) == state)
        return;
    m_states.insert(id, state);
    Q_EMIT changed(id);
}

void LiveMedia::fetch(const Attachment &attachment)
{
    const MediaState now = state(attachment.id);
    const bool here = now.what == MediaState::Here && !bytes(attachment.id).isEmpty();
    if (now.what == MediaState::Loading || here || !attachment.id.isValid())
        return;
    setState(attachment.id, {MediaState::Loading, 0});
    m_wanted.prepend(attachment);
    fetchNext();
}

void LiveMedia::fetchNext()
{
    while (m_fetching < fetchesAtOnce && !m_wanted.isEmpty()) {
        const Attachment attachment = m_wanted.takeFirst();
        ++m_fetching;
        m_cache.read(attachment.id.value).then(this, [this, attachment](const Result<QByteArray> &bytes) {
            if (!bytes || bytes->isEmpty())
                return download(attachment);
            --m_fetching;
            setState(attachment.id, {MediaState::Here, 1});
            fetchNext();
        });
    }
}

void LiveMedia::download(const Attachment &attachment)
{
    const AttachmentId id = attachment.id;
    auto transfer = m_client.download(attachment, [this, id](qint64 done, qint64 total) {
        setState(id, {MediaState::Loading, double(done) / double(total)});
    });
    transfer.result.then(this, [this, id](const Result<QByteArray> &bytes) {
        --m_fetching;
        if (bytes)
            m_cache.write(id.value, *bytes);
        setState(id, {bytes ? MediaState::Here : MediaState::Failed, 1});
        fetchNext();
    });
}

int LiveMedia::upload(const OutgoingFile &file)
{
    const int number = ++m_lastUpload;
    m_uploads.emplace(number, Upload{file, {}, {}});
    uploadNext();
    return number;
}

UploadState LiveMedia::uploadState(int upload) const
{
    const auto found = m_uploads.find(upload);
    return found == m_uploads.end() ? UploadState{} : found->second.state;
}

void LiveMedia::retryUpload(int upload)
{
    const auto found = m_uploads.find(upload);
    if (found == m_uploads.end() || !found->second.state.problem)
        return;
    found->second.state = {};
    Q_EMIT uploadChanged(upload);
    uploadNext();
}

void LiveMedia::dropUpload(int upload)
{
    const auto found = m_uploads.find(upload);
    if (found == m_uploads.end())
        return;
    const auto abort = found->second.abort;
    m_uploads.erase(found);
    if (abort)
        abort();
    uploadNext();
}

void LiveMedia::uploadNext()
{
    if (!isOnline())
        return;
    auto running = std::ranges::count_if(m_uploads, [](const auto &one) { return bool(one.second.abort); });
    for (auto &[number, upload] : m_uploads) {
        const bool waits = !upload.abort && !upload.state.attachment && !upload.state.problem;
        if (waits && running++ < uploadsAtOnce)
            begin(number, upload);
    }
}

void LiveMedia::begin(int number, Upload &upload)
{
    std::shared_ptr<QIODevice> device;
    if (upload.file.path.isEmpty()) {
        const auto buffer = std::make_shared<QBuffer>();
        buffer->setData(upload.file.bytes);
        device = buffer;
    } else {
        device = std::make_shared<QFile>(upload.file.path);
    }
    if (!device->open(QIODevice::ReadOnly)) {
        takeUploaded(number, Error{Reason::NotFound, device->errorString(), {}, {}});
        return;
    }
    auto transfer = m_client.upload(device, upload.file.name, [this, number](qint64 done, qint64 total) {
        const auto found = m_uploads.find(number);
        if (found == m_uploads.end())
            return;
        found->second.state.progress = double(done) / double(total);
        Q_EMIT uploadChanged(number);
    });
    upload.abort = transfer.abort;
    transfer.result.then(
        this, [this, number](const Result<Attachment> &attachment) { takeUploaded(number, attachment); });
}

void LiveMedia::takeUploaded(int number, const Result<Attachment> &attachment)
{
    const auto found = m_uploads.find(number);
    if (found == m_uploads.end())
        return; // dropped meanwhile
    Upload &upload = found->second;
    upload.abort = {};
    if (attachment) {
        upload.state.attachment = *attachment;
        if (!upload.file.bytes.isEmpty()) { // what was sent is shown without fetching it
            m_cache.write(attachment->id.value, upload.file.bytes);
            m_states.insert(attachment->id, {MediaState::Here, 1});
        }
    } else {
        upload.state.problem = attachment.error();
    }
    Q_EMIT uploadChanged(number);
    uploadNext();
}

} // namespace acolhe::ui
