// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/connection.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace acolhe::bench {

static constexpr int patienceMs = 30'000;

static void check(bool fine, const char *what)
{
    if (!fine)
        throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
}

static void waitFor(int descriptor, short what)
{
    pollfd room{descriptor, what, 0};
    check(::poll(&room, 1, patienceMs) == 1, "the server does not answer");
}

void Connection::SessionEnd::operator()(ssl_st *session) const
{
    SSL_free(session);
}

Connection::Connection(const Endpoint &endpoint)
    : m_endpoint(endpoint)
    , m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    check(m_descriptor >= 0, "socket");
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(endpoint.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    try {
        check(
            ::connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0, "connect");
        if (endpoint.tls)
            shakeHands();
    } catch (...) {
        ::close(m_descriptor);
        throw;
    }
}

Connection::~Connection()
{
    m_session.reset();
    ::close(m_descriptor);
}

/// A whole handshake each time: nobody has a ticket after an update of the server.
void Connection::shakeHands()
{
    static SSL_CTX *const context = SSL_CTX_new(TLS_client_method());
    m_session.reset(SSL_new(context));
    SSL_set_fd(m_session.get(), m_descriptor);
    if (SSL_connect(m_session.get()) != 1)
        throw std::runtime_error("no TLS");
}

void Connection::setBlocking(bool blocking)
{
    const int flags = ::fcntl(m_descriptor, F_GETFL);
    check(::fcntl(m_descriptor, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK) == 0, "fcntl");
}

/// How many bytes; 0: none now, for a socket that does not block. A closed connection throws.
long Connection::readSome(char *bytes, std::size_t room)
{
    if (!m_session) {
        const auto got = ::recv(m_descriptor, bytes, room, 0);
        check(got > 0 || (got < 0 && errno == EAGAIN), "the server closed a connection");
        return std::max<long>(got, 0);
    }
    const int got = SSL_read(m_session.get(), bytes, int(room));
    if (got <= 0 && SSL_get_error(m_session.get(), got) != SSL_ERROR_WANT_READ)
        throw std::runtime_error("the server closed a connection");
    return std::max(got, 0);
}

/// How many bytes went; 0: none now, for a socket that does not block.
long Connection::writeSome(const char *bytes, std::size_t count)
{
    if (!m_session) {
        const auto sent = ::send(m_descriptor, bytes, count, MSG_NOSIGNAL);
        check(sent > 0 || (sent < 0 && errno == EAGAIN), "send");
        return std::max<long>(sent, 0);
    }
    const int sent = SSL_write(m_session.get(), bytes, int(count));
    if (sent <= 0 && SSL_get_error(m_session.get(), sent) != SSL_ERROR_WANT_WRITE)
        throw std::runtime_error("the server closed a connection");
    return std::max(sent, 0);
}

void Connection::send(const std::string &bytes)
{
    for (std::size_t done = 0; done < bytes.size();) {
        const long sent = writeSome(bytes.data() + done, bytes.size() - done);
        if (sent == 0)
            waitFor(m_descriptor, POLLOUT);
        done += std::size_t(sent);
    }
}

void Connection::receive()
{
    std::array<char, 64 * 1024> bytes;
    const bool once = !m_session || !(::fcntl(m_descriptor, F_GETFL) & O_NONBLOCK);
    // A TLS record that lies decrypted in the session would never wake anybody.
    while (const long got = readSome(bytes.data(), bytes.size())) {
        in.append(bytes.data(), std::size_t(got));
        if (once)
            break;
    }
}

} // namespace acolhe::bench
