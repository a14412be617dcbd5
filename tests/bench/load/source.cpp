// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/source.h"

#include <charconv>

namespace acolhe::bench {

std::optional<std::size_t> Source::numberIn(std::string_view event) const
{
    if (event.find("\"message.created\"") == event.npos)
        return {};
    const auto at = event.find(m_mark);
    if (at == event.npos)
        return {};
    const std::string_view digits = event.substr(at + m_mark.size());
    std::size_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number, m_base);
    return number > 0 && number <= m_count ? std::optional(number) : std::nullopt;
}

} // namespace acolhe::bench
