// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/api/http/raw_client.h"

namespace acolhe::tests {

/// Limits under which what takes seconds in life takes none here.
http::Limits quickLimits();

/// A front with a few routes, and what its handlers were told.
struct Desk {
    explicit Desk(const http::Limits &limits = quickLimits());
    /// The same by the time of a clock that a test moves.
    Desk(const http::Limits &limits, const Clock &time);

    void open();

    SteadyClock steadyClock;
    http::Front front;
    http::Request last; ///< what /echo was asked
    QList<http::Responder> waiting; ///< the requests to /later
};

/// What follows a request line.
inline const QByteArray host = " HTTP/1.1\r\nHost: desk.example\r\n";
inline const QByteArray getHello = "GET /hello/bia" + host + "\r\n"; ///< is answered "hello bia"
inline const QByteArray getLater = "GET /later" + host + "\r\n";

} // namespace acolhe::tests
