// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/ingest/connection.h"

#include <functional>
#include <string_view>

namespace acolhe::bench {

/// An attendant's desktop as the server sees it: a WebSocket that subscribed to the clinic's events.
class Desktop : public Connection {
public:
    Desktop(int port, const std::string &token);

    /// Hands every text message that has arrived whole to `text`; answers pings.
    void read(const std::function<void(std::string_view)> &text);

private:
    enum Opcode { Text = 1, Close = 8, Ping = 9, Pong = 10 };
    void sendFrame(Opcode opcode, std::string_view payload);
};

} // namespace acolhe::bench
