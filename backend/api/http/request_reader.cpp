// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/request_reader.h"

#include <boost/beast/http/basic_parser.hpp>

#include <array>
#include <limits>

namespace acolhe::http {

namespace beast = boost::beast;

static QByteArrayView view(beast::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

/// Headers of which two would let two programs see two requests.
static bool mustBeSingle(QByteArrayView name)
{
    static constexpr std::array<const char *, 9> names{"host", "content-length", "transfer-encoding",
        "content-type", "authorization", "origin", "expect", "sec-websocket-key", "sec-websocket-version"};
    return std::any_of(
        names.begin(), names.end(), [name](const char *each) { return name == QByteArrayView(each); });
}

/// A request line of HTTP/2 or later, rather than rubbish.
static bool isOtherVersion(QByteArrayView bytes)
{
    const qsizetype at = bytes.indexOf(" HTTP/");
    return at >= 0 && at + 6 < bytes.size() && bytes[at + 6] >= '2' && bytes[at + 6] <= '9';
}

/// Beast reads the grammar; this collects what it finds and judges it.
class RequestReader::Parser final : public beast::http::basic_parser<true> {
public:
    explicit Parser(const Limits &limits)
        : headLimit(limits.headBytes)
        , headerLimit(limits.headers)
        , bodyLimit(limits.bodyBytes)
    {
        header_limit(quint32(limits.headBytes));
        body_limit(std::numeric_limits<std::uint64_t>::max()); // counted here, with the route's own limit
    }

    void fail(int status) { failure = status; }
    Progress read(QByteArrayView bytes, qsizetype &used);

    Request request;
    int headLimit;
    int headerLimit;
    qint64 bodyLimit;
    qint64 bodyTaken = 0; ///< is not in request.body any more
    int failure = 0;
    bool expectsContinue = false;
    bool oldVersion = false;

private:
    void skipEmptyLines(QByteArrayView bytes, qsizetype &used);
    bool readsSome(QByteArrayView bytes, qsizetype &used);
    int judgeHead();
    void judgeError(const beast::error_code &error, QByteArrayView bytes);

    using error_code = beast::error_code;
    using string_view = beast::string_view;
    void on_request_impl(
        beast::http::verb, string_view name, string_view target, int version, error_code &ec) override;
    void on_response_impl(int, string_view, int, error_code &) override { }
    void on_field_impl(beast::http::field, string_view name, string_view value, error_code &ec) override;
    void on_header_impl(error_code &ec) override;
    void on_body_init_impl(const boost::optional<std::uint64_t> &length, error_code &ec) override;
    std::size_t on_body_impl(string_view body, error_code &ec) override;
    void on_chunk_header_impl(std::uint64_t size, string_view, error_code &ec) override;
    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code &ec) override;
    void on_finish_impl(error_code &) override { }

    void stop(int status, error_code &ec)
    {
        fail(status);
        ec = beast::http::error::bad_value;
    }

    qint64 m_headBytes = 0;
    qint64 m_wireBytes = 0; ///< of the body, with the chunks' lines
    bool m_headDone = false;
    bool m_headTold = false;
    bool m_readChunkHead = false; ///< the step read a chunk's head, or the last with the trailers
};

RequestReader::Progress RequestReader::Parser::read(QByteArrayView bytes, qsizetype &used)
{
    used = 0;
    if (failure == 0 && !got_some())
        skipEmptyLines(bytes, used);
    while (failure == 0) {
        if (m_headDone && !m_headTold) {
            m_headTold = true;
            return Progress::HeadDone;
        }
        if (is_done())
            return Progress::Done;
        if (!readsSome(bytes.sliced(used), used) && failure == 0)
            return Progress::NeedsMore;
    }
    return Progress::Failed;
}

/// RFC 9112, 2.2: some clients send an empty line after a body.
void RequestReader::Parser::skipEmptyLines(QByteArrayView bytes, qsizetype &used)
{
    while (used + 1 < bytes.size() && bytes[used] == '\r' && bytes[used + 1] == '\n') {
        used += 2;
        m_headBytes += 2;
    }
    if (m_headBytes > headLimit)
        fail(400);
}

/// One step of the parser. False when it needs more bytes.
bool RequestReader::Parser::readsSome(QByteArrayView bytes, qsizetype &used)
{
    if (bytes.isEmpty() || (!got_some() && bytes == QByteArrayView("\r")))
        return false;
    const bool inHead = !m_headDone;
    m_readChunkHead = false;
    error_code error;
    const auto n = qsizetype(put({bytes.data(), size_t(bytes.size())}, error));
    used += n;
    (inHead ? m_headBytes : m_wireBytes) += n;
    if (error && error != beast::http::error::need_more) {
        judgeError(error, bytes);
    } else if (inHead && m_headBytes > headLimit) {
        fail(431);
    } else if (n == 0 && bytes.size() >= headLimit) {
        fail(inHead ? 431 : 400); // a line, in the head or between chunks, without an end
    } else if (m_readChunkHead && n > headLimit) {
        fail(400); // the same, or trailers, that came in one piece with their end
    } else if (n == 0 && inHead && bytes.contains("\n\n")) {
        fail(400); // Beast waits for lines that end as they should
    } else if (m_wireBytes > 2 * bodyLimit + 2 * headLimit) {
        fail(413); // tiny chunks in much wrapping
    }
    return n > 0;
}

void RequestReader::Parser::judgeError(const beast::error_code &error, QByteArrayView bytes)
{
    if (failure != 0)
        return;
    if (error == beast::http::error::header_limit)
        fail(431);
    else if (error == beast::http::error::bad_version && isOtherVersion(bytes))
        fail(505);
    else
        fail(400);
}

void RequestReader::Parser::on_request_impl(
    beast::http::verb, string_view name, string_view target, int version, error_code &ec)
{
    const auto method = methodFromName(view(name));
    if (!method)
        return stop(501, ec);
    request.method = *method;
    oldVersion = version < 11;
    if (!readTarget(view(target), request))
        stop(400, ec);
}

void RequestReader::Parser::on_field_impl(
    beast::http::field, string_view name, string_view value, error_code &ec)
{
    if (m_headDone)
        return; // a trailer: what came after the body must not change what was decided before it
    const QByteArray key = view(name).toByteArray().toLower();
    for (Header &each : request.headers) {
        if (each.name != key)
            continue;
        if (mustBeSingle(key))
            return stop(400, ec);
        each.value.append(", ").append(view(value));
        return;
    }
    if (request.headers.size() >= headerLimit)
        return stop(431, ec);
    request.headers.append({key, view(value).toByteArray()});
}

void RequestReader::Parser::on_header_impl(error_code &ec)
{
    m_headDone = true;
    if (const int status = judgeHead())
        stop(status, ec);
}

/// 0, or the status to refuse the head with.
int RequestReader::Parser::judgeHead()
{
    const bool hasCoding = request.hasHeader("transfer-encoding");
    if (!oldVersion && request.header("host").isEmpty())
        return 400;
    if (hasCoding && (oldVersion || request.hasHeader("content-length")))
        return 400;
    if (hasCoding && request.header("transfer-encoding").compare("chunked", Qt::CaseInsensitive) != 0)
        return 501;
    const QByteArray expect = oldVersion ? QByteArray() : request.header("expect");
    if (!expect.isEmpty() && expect.compare("100-continue", Qt::CaseInsensitive) != 0)
        return 417;
    expectsContinue = !expect.isEmpty() && !is_done();
    return 0;
}

void RequestReader::Parser::on_body_init_impl(const boost::optional<std::uint64_t> &length, error_code &)
{
    if (length)
        request.body.reserve(qsizetype(qMin<quint64>(*length, 64 * 1024)));
}

std::size_t RequestReader::Parser::on_body_impl(string_view body, error_code &ec)
{
    if (bodyTaken + request.body.size() + qint64(body.size()) > bodyLimit) {
        stop(413, ec);
        return 0;
    }
    request.body.append(view(body));
    return body.size();
}

void RequestReader::Parser::on_chunk_header_impl(std::uint64_t size, string_view, error_code &ec)
{
    m_readChunkHead = true;
    if (size > quint64(bodyLimit - bodyTaken - request.body.size()))
        stop(413, ec);
}

std::size_t RequestReader::Parser::on_chunk_body_impl(std::uint64_t, string_view body, error_code &ec)
{
    return on_body_impl(body, ec);
}

RequestReader::RequestReader(const Limits &limits)
    : m_parser(std::make_unique<Parser>(limits))
{
}

RequestReader::~RequestReader() = default;

RequestReader::Progress RequestReader::read(QByteArrayView bytes, qsizetype &used)
{
    return m_parser->read(bytes, used);
}

void RequestReader::limitBody(qint64 bytes)
{
    m_parser->bodyLimit = bytes;
    const auto declared = m_parser->content_length();
    if (declared && *declared > quint64(bytes))
        m_parser->fail(413);
}

const Request &RequestReader::request() const
{
    return m_parser->request;
}

Request RequestReader::takeRequest()
{
    return std::move(m_parser->request);
}

QByteArray RequestReader::takeBody()
{
    m_parser->bodyTaken += m_parser->request.body.size();
    return std::exchange(m_parser->request.body, {});
}

int RequestReader::failure() const
{
    return m_parser->failure;
}

qint64 RequestReader::bodyBytes() const
{
    return m_parser->request.body.size();
}

bool RequestReader::isComplete() const
{
    return m_parser->failure == 0 && m_parser->is_done();
}

bool RequestReader::expectsContinue() const
{
    return m_parser->expectsContinue;
}

bool RequestReader::keepsAlive() const
{
    return m_parser->keep_alive();
}

bool RequestReader::isOldVersion() const
{
    return m_parser->oldVersion;
}

} // namespace acolhe::http
