// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/load/connection.h"

#include <functional>
#include <string_view>

namespace acolhe::bench {

/// A signed-in WebSocket of the server.
class WebSocket {
public:
    WebSocket(const Endpoint &endpoint, const std::string &token);

    Connection &connection() { return m_connection; }
    /// One call at a time. `parameters`: JSON.
    void call(std::string_view method, std::string_view parameters);
    /// Whether a message is the answer to the call; one that tells of an error throws.
    static bool isAnswer(std::string_view message);
    /// Hands every text message that has arrived whole to `text`; answers pings.
    void read(const std::function<void(std::string_view)> &text);

private:
    enum Opcode { Text = 1, Close = 8, Ping = 9, Pong = 10 };
    void sendFrame(Opcode opcode, std::string_view payload);

    Connection m_connection;
};

/// An attendant's desktop as the server sees it: it hears the clinic's events.
class Desktop : public WebSocket {
public:
    Desktop(const Endpoint &endpoint, const std::string &token);
};

} // namespace acolhe::bench
