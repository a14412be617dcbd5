// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/latencies.h"

#include <algorithm>
#include <chrono>

namespace acolhe::bench {

double Latencies::quantileMs(double share) const
{
    if (m_seconds.empty())
        return 0;
    std::vector<double> sorted = m_seconds;
    const auto at = std::min(sorted.size() - 1, std::size_t(share * double(sorted.size())));
    std::nth_element(sorted.begin(), sorted.begin() + std::ptrdiff_t(at), sorted.end());
    return sorted[at] * 1e3;
}

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace acolhe::bench
