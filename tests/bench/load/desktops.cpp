// SPDX-License-Identifier: Apache-2.0
// Opens desktops on a running server and holds them until its standard input ends:
//
//   bench-desktops PORT tls|plain AT_ONCE < TOKENS, an empty line
//
// AT_ONCE: how many may be opening at the same moment. Prints one JSON line when all are subscribed. A
// desktop that is turned away tries again after a moment, as the real one does.
#include "tests/bench/load/latencies.h"
#include "tests/bench/load/web_socket.h"

#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <thread>
#include <vector>

using namespace acolhe::bench;

namespace {

class Crowd {
public:
    Crowd(Endpoint endpoint, std::vector<std::string> tokens)
        : m_endpoint(endpoint)
        , m_tokens(std::move(tokens))
        , m_desktops(m_tokens.size())
    {
    }

    void open(int atOnce)
    {
        std::vector<std::thread> threads;
        for (int i = 0; i < atOnce; ++i)
            threads.emplace_back([this] { openSome(); });
        for (std::thread &thread : threads)
            thread.join();
    }
    std::size_t count() const { return m_desktops.size(); }
    int turnedAway() const { return m_turnedAway; }

    /// Answers the server's pings until standard input ends.
    void hold()
    {
        std::vector<pollfd> sockets{{STDIN_FILENO, POLLIN, 0}};
        for (const auto &desktop : m_desktops) {
            desktop->connection().setBlocking(false);
            sockets.push_back({desktop->connection().descriptor(), POLLIN, 0});
        }
        while (sockets[0].revents == 0) {
            ::poll(sockets.data(), sockets.size(), -1);
            for (std::size_t i = 1; i < sockets.size(); ++i) {
                if (sockets[i].revents == 0)
                    continue;
                m_desktops[i - 1]->connection().receive();
                m_desktops[i - 1]->read([](std::string_view) {});
            }
        }
    }

private:
    void openSome()
    {
        for (std::size_t i = m_next++; i < m_tokens.size(); i = m_next++) {
            while (!m_desktops[i]) {
                try {
                    m_desktops[i] = std::make_unique<Desktop>(m_endpoint, m_tokens[i]);
                } catch (const std::exception &) {
                    ++m_turnedAway;
                    ::poll(nullptr, 0, 100);
                }
            }
        }
    }

    const Endpoint m_endpoint;
    const std::vector<std::string> m_tokens;
    std::vector<std::unique_ptr<Desktop>> m_desktops;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<int> m_turnedAway = 0;
};

} // namespace

int main(int count, char **words)
{
    if (count != 4) {
        std::fprintf(stderr, "bench-desktops PORT tls|plain AT_ONCE < TOKENS, an empty line\n");
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes to sockets that a dying server closed
    std::vector<std::string> tokens;
    for (std::string token; std::getline(std::cin, token) && !token.empty();)
        tokens.push_back(token);
    try {
        Crowd crowd({std::atoi(words[1]), std::string(words[2]) == "tls"}, std::move(tokens));
        const double start = now();
        crowd.open(std::atoi(words[3]));
        std::printf("{\"seconds\": %.3f, \"perSecond\": %.1f, \"turnedAway\": %d}\n", now() - start,
            double(crowd.count()) / (now() - start), crowd.turnedAway());
        std::fflush(stdout);
        crowd.hold();
        return 0;
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "bench-desktops: %s\n", problem.what());
        return 1;
    }
}
