// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace acolhe::bench {

/// Durations in seconds, told in milliseconds.
class Latencies {
public:
    void add(double seconds) { m_seconds.push_back(seconds); }
    std::size_t count() const { return m_seconds.size(); }
    /// `share` of them (0 to 1) were at most so many milliseconds.
    double quantileMs(double share) const;

private:
    std::vector<double> m_seconds;
};

/// Seconds of a steady clock.
double now();

} // namespace acolhe::bench
