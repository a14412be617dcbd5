// SPDX-License-Identifier: Apache-2.0
#include "backend/api/media/media_endpoint.h"

#include "backend/api/media/byte_range.h"
#include "backend/api/media/file_source.h"
#include "backend/api/rpc/http_calls.h"
#include "backend/protocol/codec.h"

#include <QUrl>

namespace acolhe::api {

using namespace Qt::StringLiterals;
using http::Method;
using http::Request;
using http::Responder;
using http::Response;
using services::Media;
using services::MediaUpload;

namespace {

/// An upload as the front sees it, with who makes it.
class UploadSink : public http::BodySink {
public:
    UploadSink(const Caller &who, std::shared_ptr<MediaUpload> into)
        : caller(who)
        , upload(std::move(into))
    {
        connect(upload.get(), &MediaUpload::drained, this, &BodySink::drained);
    }

    void write(const QByteArray &piece) override { upload->write(piece); }
    bool isFull() const override { return upload->isFull(); }

    const Caller caller;
    const std::shared_ptr<MediaUpload> upload;
};

} // namespace

MediaEndpoint::MediaEndpoint(Media &media, Authenticate authenticate, QObject *parent)
    : QObject(parent)
    , m_media(media)
    , m_authenticate(std::move(authenticate))
{
    m_pool.setMaxThreadCount(2);
    m_pool.setObjectName(u"files"_s);
}

MediaEndpoint::~MediaEndpoint()
{
    m_pool.waitForDone();
}

void MediaEndpoint::serveOn(http::Front &front)
{
    front.upload(
        u"/media"_s,
        [this](const Request &head, const std::function<void(http::Admission)> &decided) {
            admit(head, decided);
        },
        [this](const Request &request, const std::shared_ptr<http::BodySink> &sink,
            const Responder &responder) { finish(request, sink, responder); },
        Media::maxBytes);
    front.route(Method::Get, u"/media/{id}"_s,
        [this](const Request &request, const Responder &responder) { get(request, responder); });
}

void MediaEndpoint::admit(const Request &head, const std::function<void(http::Admission)> &decided)
{
    whenDone(m_authenticate(head.bearerToken()), this, [this, decided](const Result<Caller> &caller) {
        if (!caller)
            return decided(errorResponse(caller.error()));
        whenDone(m_media.begin(*caller), this,
            [decided, caller = *caller](const Result<std::shared_ptr<MediaUpload>> &upload) {
                if (!upload)
                    return decided(errorResponse(upload.error()));
                decided(std::make_shared<UploadSink>(caller, *upload));
            });
    });
}

void MediaEndpoint::finish(
    const Request &request, const std::shared_ptr<http::BodySink> &sink, const Responder &responder)
{
    const auto &upload = static_cast<const UploadSink &>(*sink);
    whenDone(m_media.finish(upload.caller, upload.upload, request.queryValue(u"fileName")), this,
        [responder](const Result<Attachment> &kept) {
            responder.answer(kept ? Response::json(200, wire::toJson(*kept)) : errorResponse(kept.error()));
        });
}

void MediaEndpoint::get(const Request &request, const Responder &responder)
{
    bool isNumber = false;
    const AttachmentId id{request.parameter(u"id").toLongLong(&isNumber)};
    const auto find = [this, id, request, responder](const Result<Caller> &caller) {
        if (!caller)
            return responder.answer(errorResponse(caller.error()));
        whenDone(
            m_media.find(*caller, id), this, [this, request, responder](const Result<Media::Found> &found) {
                found ? give(request, *found, responder) : responder.answer(errorResponse(found.error()));
            });
    };
    if (!isNumber || !id.isValid())
        return responder.answer(errorResponse(Error::notFound(u"file"_s)));
    whenDone(m_authenticate(request.bearerToken()), this, find);
}

/// RFC 6266: an ASCII name for old clients, the real one for the others.
static QByteArray disposition(const QString &fileName)
{
    QByteArray plain;
    for (const QChar c : fileName)
        plain +=
            c.unicode() >= 0x20 && c.unicode() < 0x7f && c != u'"' && c != u'\\' ? char(c.unicode()) : '_';
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + QUrl::toPercentEncoding(fileName);
}

void MediaEndpoint::give(const Request &request, const Media::Found &found, const Responder &responder)
{
    const QByteArray tag = '"' + found.sha256.toHex().left(32) + '"';
    const qint64 size = found.attachment.size;
    // What a stranger sent must never run as a page of ours: always a download, and never guessed at.
    http::Headers headers{{"Content-Type", found.attachment.mimeType.toLatin1()},
        {"Content-Disposition", disposition(found.attachment.fileName)},
        {"X-Content-Type-Options", "nosniff"}, {"Content-Security-Policy", "default-src 'none'; sandbox"},
        {"ETag", tag}, {"Cache-Control", "private, max-age=31536000, immutable"}, {"Accept-Ranges", "bytes"}};
    if (request.header("if-none-match") == tag)
        return responder.answer({304, headers, {}});
    const QByteArray ifRange = request.header("if-range");
    const auto range =
        ifRange.isEmpty() || ifRange == tag ? byteRange(request.header("range"), size) : std::nullopt;
    if (range && range->length == 0) {
        headers.append(http::Header{"Content-Range", "bytes */" + QByteArray::number(size)});
        return responder.answer({416, headers, {}});
    }
    const ByteRange part = range.value_or(ByteRange{0, size});
    if (range)
        headers.append(http::Header{"Content-Range",
            "bytes " + QByteArray::number(part.from) + '-' + QByteArray::number(part.from + part.length - 1)
                + '/' + QByteArray::number(size)});
    responder.stream({range ? 206 : 200, headers, {}},
        std::make_unique<FileSource>(found.path, part.from, part.length, m_pool), part.length);
}

} // namespace acolhe::api
