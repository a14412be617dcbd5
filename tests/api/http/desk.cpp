// SPDX-License-Identifier: Apache-2.0
#include "tests/api/http/desk.h"

namespace acolhe::tests {

using namespace Qt::StringLiterals;
using namespace acolhe::http;

Limits quickLimits()
{
    Limits limits;
    limits.tickMs = 10;
    limits.lingerMs = 200;
    limits.lingerBytes = 8 * 1024 * 1024;
    limits.stopMs = 2000;
    return limits;
}

Desk::Desk(const Limits &limits)
    : Desk(limits, steadyClock)
{
}

Desk::Desk(const Limits &limits, const Clock &time)
    : front(limits, time)
{
    front.route(Method::Get, u"/hello/{name}"_s, [](const Request &request, const Responder &responder) {
        responder.answer(Response::text(200, u"hello "_s + request.parameter(u"name")));
    });
    const auto echo = [this](const Request &request, const Responder &responder) {
        last = request;
        responder.answer(Response{200, {{"Content-Type", "application/octet-stream"}}, request.body});
    };
    front.route(Method::Post, u"/echo"_s, echo, 100'000);
    front.route(Method::Put, u"/echo"_s, echo, 10);
    const auto later = [this](const Request &, const Responder &responder) { waiting.append(responder); };
    front.route(Method::Get, u"/later"_s, later);
}

void Desk::open()
{
    if (!front.open(QHostAddress::LocalHost, 0))
        qFatal("no port to listen on");
}

} // namespace acolhe::tests
