// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <optional>
#include <string>

namespace acolhe::bench {

/// A TCP connection to the server on loopback. Throws std::runtime_error when it breaks: a benchmark ends
/// there.
class Connection {
public:
    explicit Connection(int port);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    int descriptor() const { return m_descriptor; }
    void send(const std::string &bytes);
    /// Appends what has arrived to `m_in`; waits for the first bytes while the socket blocks.
    void receive();
    void setBlocking(bool blocking);

protected:
    std::string m_in;

private:
    int m_descriptor = -1;
};

/// One keep-alive HTTP connection that has at most one request under way.
class HttpConnection : public Connection {
public:
    using Connection::Connection;

    bool isBusy() const { return m_sentAt.has_value(); }
    /// `at`: when the request was due, in seconds of now().
    void request(const std::string &bytes, double at);
    /// When the answered request had been due; nothing while the answer is not complete. Anything but 200
    /// throws.
    std::optional<double> answered();

private:
    std::optional<double> m_sentAt;
};

} // namespace acolhe::bench
