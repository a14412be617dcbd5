// SPDX-License-Identifier: Apache-2.0
// The least that a provider can be: answers every POST as the Graph API accepts a message, and forgets it.
// One thread. Prints its port; ends with its standard input.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

namespace {

class Discard {
public:
    explicit Discard(int port)
        : m_poll(::epoll_create1(EPOLL_CLOEXEC))
        , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(std::uint16_t(port));
        const int on = 1;
        ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        socklen_t size = sizeof address;
        if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0
            || ::listen(m_listener, 256) != 0
            || ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
            std::perror("bench-discard"), std::exit(1);
        std::printf("%d\n", ntohs(address.sin_port));
        std::fflush(stdout);
        watch(m_listener);
        watch(STDIN_FILENO);
    }

    void run()
    {
        std::array<epoll_event, 64> events;
        for (;;) {
            const int ready = ::epoll_wait(m_poll, events.data(), int(events.size()), -1);
            for (int i = 0; i < ready; ++i) {
                const int socket = events[std::size_t(i)].data.fd;
                if (socket == STDIN_FILENO)
                    return;
                if (socket == m_listener)
                    accept();
                else
                    receive(socket);
            }
        }
    }

private:
    void watch(int descriptor) const
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = descriptor;
        ::epoll_ctl(m_poll, EPOLL_CTL_ADD, descriptor, &event);
    }

    void accept() const
    {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(socket);
    }

    void receive(int socket)
    {
        std::array<char, 64 * 1024> bytes;
        const auto got = ::recv(socket, bytes.data(), bytes.size(), 0);
        if (got <= 0) {
            m_received.erase(socket);
            ::close(socket);
            return;
        }
        std::string &in = m_received[socket].append(bytes.data(), std::size_t(got));
        while (takeRequest(in))
            answer(socket);
    }

    static bool takeRequest(std::string &in)
    {
        const auto head = in.find("\r\n\r\n");
        if (head == std::string::npos)
            return false;
        std::size_t length = 0;
        if (const auto at = in.find("ontent-Length: "); at < head)
            length = std::strtoul(in.c_str() + at + 15, nullptr, 10);
        if (in.size() < head + 4 + length)
            return false;
        in.erase(0, head + 4 + length);
        return true;
    }

    void answer(int socket)
    {
        const std::string body =
            R"({"messaging_product":"whatsapp","contacts":[{"input":"5511","wa_id":"5511"}],)"
            R"("messages":[{"id":"wamid.discarded.)"
            + std::to_string(m_run) + '.' + std::to_string(++m_count) + "\"}]}";
        const std::string all = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + std::to_string(body.size()) + "\r\n\r\n" + body;
        (void)!::send(socket, all.data(), all.size(), MSG_NOSIGNAL);
    }

    const long m_run = std::chrono::system_clock::now().time_since_epoch().count(); ///< of data that is kept
    int m_poll = -1;
    int m_listener = -1;
    std::map<int, std::string> m_received;
    std::size_t m_count = 0;
};

} // namespace

int main(int count, char **words)
{
    if (count != 2) {
        std::fprintf(stderr, "bench-discard PORT\n");
        return 2;
    }
    Discard(std::atoi(words[1])).run();
}
