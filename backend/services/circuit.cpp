// SPDX-License-Identifier: Apache-2.0
#include "backend/services/circuit.h"

#include <algorithm>

namespace acolhe::services {

constexpr qint64 longestAskedMs = 24 * 3600 * 1000; // a provider that asks for more is not believed

qint64 Backoff::delayMs(int failures, qint64 askedMs, double random) const
{
    const int doublings = std::clamp(failures - 1, 0, 30);
    const qint64 grown = std::min(lastMs, firstMs << doublings);
    const auto spread = qint64(double(grown) * (0.75 + 0.5 * random));
    return std::max(spread, std::clamp<qint64>(askedMs, 0, longestAskedMs));
}

bool Circuit::mayCall(qint64 nowMs) const
{
    return !isOpen() || (!m_probing && nowMs >= m_openUntil);
}

void Circuit::started()
{
    m_probing = isOpen();
}

void Circuit::succeeded()
{
    m_failures = 0;
    m_probing = false;
    m_openUntil = 0;
}

void Circuit::failed(qint64 nowMs, qint64 askedMs, double random)
{
    if (isOpen() && !m_probing)
        return; // was on its way when the circuit opened: the same failure again, not one more
    ++m_failures;
    m_probing = false;
    if (isOpen()) {
        const Backoff wait{10'000, 300'000};
        m_openUntil = nowMs + wait.delayMs(m_failures - threshold + 1, askedMs, random);
    }
}

} // namespace acolhe::services
