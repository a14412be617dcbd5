// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

struct ssl_st;

namespace acolhe::bench {

/// A server on loopback.
struct Endpoint {
    int port = 0;
    bool tls = false; ///< with whatever certificate it has
};

/// A TCP connection, with or without TLS. Throws std::runtime_error when it breaks: a benchmark ends there.
class Connection {
public:
    explicit Connection(const Endpoint &endpoint);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    const Endpoint &endpoint() const { return m_endpoint; }
    int descriptor() const { return m_descriptor; }
    /// Waits until all of it is on its way.
    void send(const std::string &bytes);
    /// Appends what has arrived to `in`; waits for the first bytes while the socket blocks.
    void receive();
    void setBlocking(bool blocking);

    std::string in; ///< received and not yet taken

private:
    struct SessionEnd {
        void operator()(ssl_st *session) const;
    };

    long readSome(char *bytes, std::size_t room);
    long writeSome(const char *bytes, std::size_t count);
    void shakeHands();

    const Endpoint m_endpoint;
    int m_descriptor = -1;
    std::unique_ptr<ssl_st, SessionEnd> m_session; ///< null without TLS
};

} // namespace acolhe::bench
