// SPDX-License-Identifier: Apache-2.0
// The wire reads what anybody sends. The first byte names a struct (any request, reply or event), the rest is
// its JSON: what is taken in is clean, within its bounds, and comes back the same from what is written of it.
// Answers to lines that are no call must be JSON too.
#include "backend/api/rpc/json_rpc.h"
#include "backend/protocol/events.h"
#include "backend/protocol/methods.h"
#include "backend/protocol/rpc.h"

#include <cstdlib>

using namespace acolhe;
using namespace acolhe::wire;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

QJsonDocument parsed(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    require(problem.error == QJsonParseError::NoError);
    return document;
}

template <class T> void readAndWrite(const QByteArray &json)
{
    for (const Unknown unknown : {Unknown::Refused, Unknown::Ignored}) {
        const auto value = fromJsonText<T>(json, unknown);
        if (!value) {
            require(!value.error().text.isEmpty() && value.error().text.size() < 1000);
            parsed(errorJson(value.error()));
            continue;
        }
        const QByteArray written = toJson(*value);
        parsed(written);
        const auto again = fromJsonText<T>(written, Unknown::Refused);
        require(again.has_value());
        require(toJson(*again) == written);
    }
}

template <class... T> void readAs(std::tuple<T...> *, size_t which, const QByteArray &json)
{
    size_t index = 0;
    static_cast<void>(((index++ == which && (readAndWrite<T>(json), true)) || ...));
}

template <class Tuple> struct Structs;
template <class... M> struct Structs<std::tuple<M...>> {
    using Requests = std::tuple<typename M::Request...>;
    using Replies = std::tuple<typename M::Reply...>;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    using Requests = Structs<Methods>::Requests;
    using Replies = Structs<Methods>::Replies;
    constexpr size_t methods = std::tuple_size_v<Methods>;
    const QByteArray json(reinterpret_cast<const char *>(data) + 1, qsizetype(size) - 1);
    const size_t which = data[0];
    readAs(static_cast<Requests *>(nullptr), which, json);
    readAs(static_cast<Replies *>(nullptr), which - methods, json);
    readAs(static_cast<Events *>(nullptr), which - 2 * methods, json);
    const auto message = api::readMessage(json);
    require(!message.calls.isEmpty() && message.calls.size() <= api::maxBatch);
    for (const api::RpcCall &call : message.calls) {
        if (call.problem)
            parsed(errorLine(call.id, *call.problem));
    }
    return 0;
}
