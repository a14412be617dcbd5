// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/ingest/connection.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace acolhe::bench {

static void check(bool fine, const char *what)
{
    if (!fine)
        throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
}

Connection::Connection(int port)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    check(m_descriptor >= 0, "socket");
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    check(::connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0, "connect");
}

Connection::~Connection()
{
    ::close(m_descriptor);
}

void Connection::setBlocking(bool blocking)
{
    const int flags = ::fcntl(m_descriptor, F_GETFL);
    check(::fcntl(m_descriptor, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK) == 0, "fcntl");
}

void Connection::send(const std::string &bytes)
{
    for (std::size_t done = 0; done < bytes.size();) {
        const auto sent = ::send(m_descriptor, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN) {
            pollfd room{m_descriptor, POLLOUT, 0};
            check(::poll(&room, 1, 10'000) == 1, "the server does not read");
            continue;
        }
        check(sent > 0, "send");
        done += std::size_t(sent);
    }
}

void Connection::receive()
{
    std::array<char, 64 * 1024> bytes;
    const auto got = ::recv(m_descriptor, bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EAGAIN)
        return;
    check(got > 0, "the server closed a connection");
    m_in.append(bytes.data(), std::size_t(got));
}

void HttpConnection::request(const std::string &bytes, double at)
{
    m_sentAt = at;
    send(bytes);
}

std::optional<double> HttpConnection::answered()
{
    const auto head = m_in.find("\r\n\r\n");
    if (head == std::string::npos)
        return {};
    if (m_in.compare(0, 12, "HTTP/1.1 200") != 0)
        throw std::runtime_error("not acknowledged: " + m_in.substr(0, 200));
    std::size_t length = 0;
    for (const char *name : {"\r\nContent-Length: ", "\r\ncontent-length: "}) {
        if (const auto at = m_in.find(name); at < head)
            length = std::strtoul(m_in.c_str() + at + std::strlen(name), nullptr, 10);
    }
    if (m_in.size() < head + 4 + length)
        return {};
    m_in.erase(0, head + 4 + length);
    return std::exchange(m_sentAt, {});
}

} // namespace acolhe::bench
