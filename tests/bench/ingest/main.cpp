// SPDX-License-Identifier: Apache-2.0
// Puts the load of many patients on a running server and prints one JSON line of figures:
//
//   bench-ingest PORT APP_KEY PHONE_NUMBER_ID PATIENTS CONNECTIONS RATE SECONDS < SECRETS
//
// RATE: webhooks due each second; 0: as many as the server takes. SECRETS: the app's secret in the first
// line, then the session token of one desktop in each line.
#include "tests/bench/ingest/load.h"

#include <sodium.h>

#include <cstdio>
#include <iostream>
#include <stdexcept>

using namespace acolhe::bench;

static Load::Plan planOf(char **words)
{
    Load::Plan plan;
    plan.account = {std::stoi(words[1]), words[2], {}, words[3], std::stoi(words[4])};
    plan.connections = std::stoi(words[5]);
    plan.perSecond = std::stod(words[6]);
    plan.seconds = std::stod(words[7]);
    std::getline(std::cin, plan.account.appSecret);
    for (std::string token; std::getline(std::cin, token);)
        plan.tokens.push_back(token);
    return plan;
}

static void print(const Load::Figures &figures)
{
    std::printf("{\"perSecond\": %.0f, \"acknowledged\": %zu, \"ackP50Ms\": %.2f, \"ackP99Ms\": %.2f, "
                "\"shown\": %zu, \"shownP50Ms\": %.2f, \"shownP99Ms\": %.2f, \"unseen\": %zu}\n",
        figures.acknowledgedPerSecond, figures.acknowledged.count(), figures.acknowledged.quantileMs(.5),
        figures.acknowledged.quantileMs(.99), figures.shown.count(), figures.shown.quantileMs(.5),
        figures.shown.quantileMs(.99), figures.unseen);
}

int main(int count, char **words)
{
    if (count != 8 || sodium_init() < 0) {
        std::fprintf(stderr,
            "bench-ingest PORT APP_KEY PHONE_NUMBER_ID PATIENTS CONNECTIONS RATE SECONDS < SECRETS\n");
        return 2;
    }
    try {
        Load load(planOf(words));
        print(load.run());
        return 0;
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "bench-ingest: %s\n", problem.what());
        return 1;
    }
}
