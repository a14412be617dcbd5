// SPDX-License-Identifier: Apache-2.0
#include "tests/support/manual_clock.h"

namespace acolhe::tests {

ManualClock::ManualClock(qint64 startMs)
    : m_now(startMs)
{
}

qint64 ManualClock::nowMs() const
{
    return m_now;
}

void ManualClock::advance(qint64 ms)
{
    m_now += ms;
}

void ManualClock::set(qint64 ms)
{
    m_now = ms;
}

} // namespace acolhe::tests
