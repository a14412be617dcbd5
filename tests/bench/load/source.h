// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/load/exchange.h"

namespace acolhe::bench {

/// Where calls come from. Each writes a message of its own, which the events that tell of it can be known by.
class Source {
public:
    virtual ~Source() = default;
    Call next() { return make(++m_count); }
    /// How many were made; the last one has this number, the first 1.
    std::size_t count() const { return m_count; }
    /// The number of the message that a `message.created` event is about, if it is one of these.
    std::optional<std::size_t> numberIn(std::string_view event) const;

protected:
    /// `mark` and `base`: what comes just before the number of a message in its event, and how it is written.
    Source(std::string mark, int base)
        : m_mark(std::move(mark))
        , m_base(base)
    {
    }
    const std::string &mark() const { return m_mark; }

private:
    virtual Call make(std::size_t number) = 0;

    const std::string m_mark; ///< of this run
    const int m_base;
    std::size_t m_count = 0;
};

} // namespace acolhe::bench
