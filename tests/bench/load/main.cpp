// SPDX-License-Identifier: Apache-2.0
// Puts load on a running server and prints one JSON line of figures:
//
//   bench-load PORT CONNECTIONS RATE SECONDS < PLAN
//
// RATE: calls due each second; 0: as many as the server takes. PLAN, a line each, in any order:
//   tls                             the server speaks it
//   account APP_KEY NUMBER SECRET   a WhatsApp number whose patients write; many take turns
//   patients COUNT                  of each account
//   conversation ID                 without accounts: messages.send to it; many take turns
//   caller TOKEN                    who sends; many share the connections
//   heeding                         nobody calls before all desktops have heard of the call before
//   socket                          the sends go over WebSockets
//   desktop TOKEN                   one that listens
//   hearers COUNT                   how many desktops shall hear of each message (1)
#include "tests/bench/load/load.h"
#include "tests/bench/load/sends.h"
#include "tests/bench/load/webhooks.h"

#include <sodium.h>

#include <cstdio>
#include <iostream>
#include <sstream>
#include <stdexcept>

using namespace acolhe::bench;

namespace {

class PlanReader {
public:
    Load::Plan read(std::istream &lines)
    {
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string what;
            words >> what;
            take(what, words);
        }
        if (!m_accounts.empty())
            m_plan.source = std::make_unique<Webhooks>(m_accounts, m_patients);
        else if (!m_conversations.empty())
            m_plan.source = std::make_unique<Sends>(m_conversations);
        else
            throw std::runtime_error("a plan without accounts and conversations");
        return std::move(m_plan);
    }

private:
    void take(const std::string &what, std::istream &words)
    {
        if (what == "tls")
            m_plan.endpoint.tls = true;
        else if (what == "socket")
            m_plan.overWebSockets = true;
        else if (what == "heeding")
            m_plan.heeding = true;
        else if (what == "patients")
            words >> m_patients;
        else if (what == "hearers")
            words >> m_plan.hearers;
        else if (what == "account")
            takeAccount(words);
        else if (what == "conversation")
            words >> m_conversations.emplace_back();
        else if (what == "caller")
            words >> m_plan.callers.emplace_back();
        else if (what == "desktop")
            words >> m_plan.desktops.emplace_back();
        else
            throw std::runtime_error("a plan with '" + what + '\'');
    }

    void takeAccount(std::istream &words)
    {
        Webhooks::Account &account = m_accounts.emplace_back();
        words >> account.appKey >> account.phoneNumberId >> std::ws;
        std::getline(words, account.appSecret);
    }

    Load::Plan m_plan;
    std::vector<Webhooks::Account> m_accounts;
    std::vector<std::string> m_conversations;
    std::size_t m_patients = 1;
};

} // namespace

static void print(const Load::Figures &figures)
{
    std::printf("{\"perSecond\": %.0f, \"acknowledged\": %zu, \"ackP50Ms\": %.2f, \"ackP99Ms\": %.2f, "
                "\"shownPerSecond\": %.0f, \"shown\": %zu, \"shownP50Ms\": %.2f, \"shownP99Ms\": %.2f, "
                "\"unseen\": %zu}\n",
        figures.acknowledgedPerSecond, figures.acknowledged.count(), figures.acknowledged.quantileMs(.5),
        figures.acknowledged.quantileMs(.99), figures.shownPerSecond, figures.shown.count(),
        figures.shown.quantileMs(.5), figures.shown.quantileMs(.99), figures.unseen);
}

int main(int count, char **words)
{
    if (count != 5 || sodium_init() < 0) {
        std::fprintf(stderr, "bench-load PORT CONNECTIONS RATE SECONDS < PLAN\n");
        return 2;
    }
    try {
        Load::Plan plan = PlanReader().read(std::cin);
        plan.endpoint.port = std::stoi(words[1]);
        plan.connections = std::stoi(words[2]);
        plan.perSecond = std::stod(words[3]);
        plan.seconds = std::stod(words[4]);
        Load load(std::move(plan));
        print(load.run());
        return 0;
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "bench-load: %s\n", problem.what());
        return 1;
    }
}
