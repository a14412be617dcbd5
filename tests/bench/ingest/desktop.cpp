// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/ingest/desktop.h"

#include <stdexcept>

namespace acolhe::bench {

Desktop::Desktop(int port, const std::string &token)
    : Connection(port)
{
    send("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: acolhe.v1\r\n"
          "Authorization: Bearer "
        + token + "\r\n\r\n");
    while (m_in.find("\r\n\r\n") == std::string::npos)
        receive();
    if (m_in.compare(0, 12, "HTTP/1.1 101") != 0)
        throw std::runtime_error("no WebSocket: " + m_in.substr(0, 200));
    m_in.erase(0, m_in.find("\r\n\r\n") + 4);
    sendFrame(Text, R"({"jsonrpc":"2.0","id":1,"method":"events.subscribe","params":{}})");
    bool subscribed = false;
    while (!subscribed) {
        receive();
        read([&](std::string_view message) {
            if (message.find("\"error\"") != message.npos)
                throw std::runtime_error("no subscription: " + std::string(message.substr(0, 200)));
            subscribed = subscribed || message.find("\"epoch\"") != message.npos;
        });
    }
}

void Desktop::read(const std::function<void(std::string_view)> &text)
{
    const auto byte = [&](std::size_t at) { return std::size_t(static_cast<unsigned char>(m_in[at])); };
    std::size_t at = 0;
    while (m_in.size() - at >= 2) {
        std::size_t length = byte(at + 1) & 0x7f;
        std::size_t head = 2;
        const std::size_t extended = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (m_in.size() - at < head + extended)
            break;
        if (extended)
            length = 0;
        for (; head < 2 + extended; ++head)
            length = length << 8 | byte(at + head);
        if (m_in.size() - at < head + length)
            break;
        const std::string_view payload = std::string_view(m_in).substr(at + head, length);
        const auto opcode = byte(at) & 0x0f;
        if (opcode == Close)
            throw std::runtime_error("the server closed a desktop's WebSocket");
        if (opcode == Ping)
            sendFrame(Pong, payload);
        if (opcode == Text)
            text(payload);
        at += head + length;
    }
    m_in.erase(0, at);
}

void Desktop::sendFrame(Opcode opcode, std::string_view payload)
{
    // A client masks; a mask of zeros leaves the bytes as they are. Everything sent here is short.
    if (payload.size() > 125)
        throw std::runtime_error("too long for a short frame");
    std::string frame{char(0x80 | opcode), char(0x80 | payload.size()), 0, 0, 0, 0};
    send(frame.append(payload));
}

} // namespace acolhe::bench
