// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/ingest/desktop.h"
#include "tests/bench/ingest/latencies.h"
#include "tests/bench/ingest/webhooks.h"

#include <memory>

namespace acolhe::bench {

/// Posts webhooks over many connections while desktops listen, and times both ends of the way.
class Load {
public:
    struct Plan {
        Webhooks::Account account;
        std::vector<std::string> tokens; ///< one desktop each
        int connections = 64;
        double perSecond =
            0; ///< webhooks due each second whatever the server does; 0: one waiting on each connection
        double seconds = 5;
    };
    struct Figures {
        double acknowledgedPerSecond = 0;
        Latencies acknowledged; ///< from when a webhook was due to its 200
        Latencies shown; ///< from when a webhook was due to its event on a desktop
        std::size_t unseen = 0; ///< acknowledged, but on no desktop when the run ended
    };

    explicit Load(Plan plan);
    ~Load();
    Load(const Load &) = delete;
    Load &operator=(const Load &) = delete;

    Figures run();

private:
    void post(HttpConnection &connection, double due);
    void postWhatIsDue(double end);
    void handle(std::size_t socket, double end);
    void waitForSockets(double end);
    bool isOver(double end) const;

    const Plan m_plan;
    Webhooks m_webhooks;
    std::vector<std::unique_ptr<Desktop>> m_desktops;
    std::vector<std::unique_ptr<HttpConnection>> m_posts;
    std::vector<HttpConnection *> m_idle;
    int m_poll = -1;
    double m_nextDue = 0;
    std::vector<double> m_dueAt; ///< by a webhook's number
    std::vector<bool> m_seen; ///< by a webhook's number
    std::size_t m_seenCount = 0;
    Figures m_figures;
};

} // namespace acolhe::bench
