// SPDX-License-Identifier: Apache-2.0
// Any bytes in any pieces go through the request's reader as a connection feeds it. It must come to the same
// end however they are cut, keep its bounds, and give no path that leaves its folder.
#include "backend/api/http/request_reader.h"
#include "backend/api/http/routes.h"
#include "backend/api/http/upgrade.h"

#include <cstdlib>

using namespace acolhe::http;

namespace {

constexpr qint64 bodyLimit = 512;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void judge(const Request &request, const Limits &limits)
{
    require(request.body.size() <= bodyLimit);
    require(request.headers.size() <= limits.headers);
    require(request.path == u"*" || request.path.startsWith(u'/'));
    require(!request.path.contains(u"/../") && !request.path.endsWith(u"/..")
        && !request.path.contains(QChar(0)));
    const QByteArray head = responseHead(upgradeResponse(request, "acolhe.v1"), {});
    require(head.count("\r\n\r\n") == 1);
    isOriginWelcome(request, {});
    upgradeProblem(request);
    request.bearerToken();
}

/// The status that comes of `wire`: 0 when it is incomplete.
int outcome(QByteArrayView wire, qsizetype step, const Limits &limits, qsizetype &used)
{
    RequestReader reader(limits);
    qsizetype there = 0;
    used = 0;
    while (true) {
        qsizetype now = 0;
        const auto progress = reader.read(wire.sliced(used, there - used), now);
        require(now >= 0 && now <= there - used);
        used += now;
        require(reader.bodyBytes() <= bodyLimit || progress == RequestReader::Progress::Failed);
        switch (progress) {
        case RequestReader::Progress::HeadDone:
            reader.limitBody(bodyLimit);
            break;
        case RequestReader::Progress::Done:
            judge(reader.takeRequest(), limits);
            return 200;
        case RequestReader::Progress::Failed:
            require(reader.failure() >= 400);
            return reader.failure();
        case RequestReader::Progress::NeedsMore:
            if (there == wire.size())
                return 0;
            require(there - used <= limits.readBufferBytes);
            there = qMin(there + step, wire.size());
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Limits limits;
    limits.headBytes = 1024;
    limits.headers = 20;
    limits.bodyBytes = bodyLimit;
    if (size == 0)
        return 0;
    const QByteArrayView wire(data + 1, qsizetype(size) - 1);
    qsizetype inPieces = 0;
    qsizetype atOnce = 0;
    const int cut = outcome(wire, 1 + data[0] % 64, limits, inPieces);
    const int whole = outcome(wire, qMax<qsizetype>(1, wire.size()), limits, atOnce);
    // A bound may strike before or after a mistake is seen; what is read as a request must be the same one.
    require((cut == 200) == (whole == 200));
    require(cut != 200 || inPieces == atOnce);
    return 0;
}
