// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/load/web_socket.h"

#include <optional>

namespace acolhe::bench {

/// What a server is asked: by a provider (a path, with headers of its own), or by a person (a method).
struct Call {
    std::string path;
    std::string headers; ///< lines that end in CR LF
    std::string method; ///< empty: only HTTP can carry it
    std::string body;
};

/// One connection that has at most one call under way.
class Exchange {
public:
    virtual ~Exchange() = default;
    virtual Connection &connection() = 0;
    void begin(const Call &call, double due);
    /// When the answered call had been due, in seconds of now(); nothing while the answer is not complete.
    /// An answer that is not a success throws.
    std::optional<double> answered();

protected:
    virtual void ask(const Call &call) = 0;
    virtual bool takeAnswer() = 0;

private:
    std::optional<double> m_due;
};

/// Over a keep-alive HTTP connection. `token`: may be empty.
class HttpExchange : public Exchange {
public:
    HttpExchange(const Endpoint &endpoint, std::string token);
    Connection &connection() override { return m_connection; }

protected:
    void ask(const Call &call) override;
    bool takeAnswer() override;

private:
    Connection m_connection;
    const std::string m_token;
};

/// Over a WebSocket that is not subscribed to anything.
class SocketExchange : public Exchange {
public:
    SocketExchange(const Endpoint &endpoint, const std::string &token);
    Connection &connection() override { return m_socket.connection(); }

protected:
    void ask(const Call &call) override;
    bool takeAnswer() override;

private:
    WebSocket m_socket;
};

} // namespace acolhe::bench
