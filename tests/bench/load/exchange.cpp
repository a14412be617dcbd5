// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/exchange.h"

#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace acolhe::bench {

void Exchange::begin(const Call &call, double due)
{
    m_due = due;
    ask(call);
}

std::optional<double> Exchange::answered()
{
    return takeAnswer() ? std::exchange(m_due, {}) : std::nullopt;
}

HttpExchange::HttpExchange(const Endpoint &endpoint, std::string token)
    : m_connection(endpoint)
    , m_token(token.empty() ? std::string() : "Authorization: Bearer " + token + "\r\n")
{
}

void HttpExchange::ask(const Call &call)
{
    m_connection.send("POST " + call.path
        + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(m_connection.endpoint().port)
        + "\r\nContent-Type: application/json\r\n" + call.headers + m_token
        + "Content-Length: " + std::to_string(call.body.size()) + "\r\n\r\n" + call.body);
}

bool HttpExchange::takeAnswer()
{
    std::string &in = m_connection.in;
    const auto head = in.find("\r\n\r\n");
    if (head == std::string::npos)
        return false;
    if (in.compare(0, 12, "HTTP/1.1 200") != 0)
        throw std::runtime_error("refused: " + in.substr(0, 400));
    std::size_t length = 0;
    for (const char *name : {"\r\nContent-Length: ", "\r\ncontent-length: "}) {
        if (const auto at = in.find(name); at < head)
            length = std::strtoul(in.c_str() + at + std::strlen(name), nullptr, 10);
    }
    if (in.size() < head + 4 + length)
        return false;
    in.erase(0, head + 4 + length);
    return true;
}

SocketExchange::SocketExchange(const Endpoint &endpoint, const std::string &token)
    : m_socket(endpoint, token)
{
}

void SocketExchange::ask(const Call &call)
{
    m_socket.call(call.method, call.body);
}

bool SocketExchange::takeAnswer()
{
    bool answered = false;
    m_socket.read([&](std::string_view message) { answered = answered || WebSocket::isAnswer(message); });
    return answered;
}

} // namespace acolhe::bench
