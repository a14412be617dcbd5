// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace acolhe::bench {

/// Text with the statistics of a clinic's messages: 20,000 words, the first ones real, drawn by Zipf's law
/// (1.07).
class ClinicText {
public:
    explicit ClinicText(std::uint64_t seed);

    /// 3 to 20 words.
    std::string message();
    /// From 0 to below `end`.
    std::uint64_t number(std::uint64_t end) { return m_random() % end; }
    /// The most frequent first.
    const std::vector<std::string> &words() const { return m_words; }

private:
    const std::string &word();

    std::vector<std::string> m_words;
    std::vector<double> m_cumulated; ///< the chance of a word or one before it
    std::mt19937_64 m_random;
};

} // namespace acolhe::bench
