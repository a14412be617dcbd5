// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/load/latencies.h"
#include "tests/bench/load/source.h"

#include <vector>

namespace acolhe::bench {

/// Makes calls over many connections while desktops listen, and times both ends of the way.
class Load {
public:
    struct Plan {
        Endpoint endpoint;
        std::unique_ptr<Source> source;
        bool overWebSockets = false; ///< the calls; HTTP otherwise
        std::vector<std::string> callers; ///< tokens, for the connections in turn; none: without
        std::vector<std::string> desktops; ///< a token each
        std::size_t hearers = 1; ///< how many desktops shall hear of each message
        bool heeding = false; ///< nobody calls before everybody has heard of the call before
        int connections = 64;
        double perSecond =
            0; ///< calls due each second whatever the server does; 0: one waiting on each connection
        double seconds = 5;
    };
    struct Figures {
        double acknowledgedPerSecond = 0;
        double shownPerSecond = 0;
        Latencies acknowledged; ///< from when a call was due to its answer
        Latencies shown; ///< from when a call was due to its event on a desktop
        std::size_t unseen = 0; ///< events that desktops had not when the run ended
    };

    explicit Load(Plan plan);
    ~Load();
    Load(const Load &) = delete;
    Load &operator=(const Load &) = delete;

    Figures run();

private:
    void open();
    void watch(Connection &connection);
    void beginWhatIsDue(double end);
    void handle(std::size_t socket, double end);
    void hear(std::string_view event, double end);
    void waitForSockets(double end);
    bool isOver(double end) const;

    const Plan m_plan;
    std::vector<std::unique_ptr<Desktop>> m_desktops;
    std::vector<std::unique_ptr<Exchange>> m_exchanges;
    std::vector<Exchange *> m_idle;
    int m_poll = -1;
    std::size_t m_watched = 0;
    double m_nextDue = 0;
    std::vector<double> m_dueAt; ///< by a message's number
    std::vector<std::size_t> m_missing; ///< by a message's number: how many desktops have not heard of it
    std::size_t m_unseen = 0;
    Figures m_figures;
};

} // namespace acolhe::bench
