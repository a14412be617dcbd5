// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/web_socket.h"

#include <stdexcept>

namespace acolhe::bench {

WebSocket::WebSocket(const Endpoint &endpoint, const std::string &token)
    : m_connection(endpoint)
{
    m_connection.send("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(endpoint.port)
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: acolhe.v1\r\n"
          "Authorization: Bearer "
        + token + "\r\n\r\n");
    std::string &in = m_connection.in;
    while (in.find("\r\n\r\n") == std::string::npos)
        m_connection.receive();
    if (in.compare(0, 12, "HTTP/1.1 101") != 0)
        throw std::runtime_error("no WebSocket: " + in.substr(0, 200));
    in.erase(0, in.find("\r\n\r\n") + 4);
}

void WebSocket::call(std::string_view method, std::string_view parameters)
{
    std::string text = R"({"jsonrpc":"2.0","id":1,"method":")";
    sendFrame(Text, text.append(method).append(R"(","params":)").append(parameters).append("}"));
}

bool WebSocket::isAnswer(std::string_view message)
{
    static constexpr std::string_view start = R"({"jsonrpc":"2.0","id":1,)";
    if (message.substr(0, start.size()) != start)
        return false;
    if (message.substr(start.size(), 7) == R"("error")")
        throw std::runtime_error("refused: " + std::string(message.substr(0, 400)));
    return true;
}

void WebSocket::read(const std::function<void(std::string_view)> &text)
{
    std::string &in = m_connection.in;
    const auto byte = [&](std::size_t at) { return std::size_t(static_cast<unsigned char>(in[at])); };
    std::size_t at = 0;
    while (in.size() - at >= 2) {
        std::size_t length = byte(at + 1) & 0x7f;
        std::size_t head = 2;
        const std::size_t extended = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (in.size() - at < head + extended)
            break;
        if (extended)
            length = 0;
        for (; head < 2 + extended; ++head)
            length = length << 8 | byte(at + head);
        if (in.size() - at < head + length)
            break;
        const std::string_view payload = std::string_view(in).substr(at + head, length);
        const auto opcode = byte(at) & 0x0f;
        if (opcode == Close)
            throw std::runtime_error("the server closed a WebSocket");
        if (opcode == Ping)
            sendFrame(Pong, payload);
        if (opcode == Text)
            text(payload);
        at += head + length;
    }
    in.erase(0, at);
}

/// A client masks; a mask of zeros leaves the bytes as they are.
void WebSocket::sendFrame(Opcode opcode, std::string_view payload)
{
    std::string frame{char(0x80 | opcode)};
    if (payload.size() < 126) {
        frame += char(0x80 | payload.size());
    } else if (payload.size() < 65'536) {
        frame += {char(0x80 | 126), char(payload.size() >> 8), char(payload.size() & 0xff)};
    } else {
        throw std::runtime_error("too long for a frame of two bytes' length");
    }
    m_connection.send(frame.append(4, '\0').append(payload));
}

Desktop::Desktop(const Endpoint &endpoint, const std::string &token)
    : WebSocket(endpoint, token)
{
    call("events.subscribe", "{}");
    for (bool subscribed = false; !subscribed;) {
        connection().receive();
        read([&](std::string_view message) { subscribed = subscribed || isAnswer(message); });
    }
}

} // namespace acolhe::bench
