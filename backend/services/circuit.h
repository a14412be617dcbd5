// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <functional>

namespace acolhe::services {

/// How long to wait before the next try: doubles from `firstMs` to `lastMs`, spread by ±25 % so that many do
/// not come back at once; never before what the provider asked for. `random` gives [0, 1).
struct Backoff {
    qint64 firstMs = 2'000;
    qint64 lastMs = 300'000;

    /// `failures` ≥ 1: how often it failed in a row.
    qint64 delayMs(int failures, qint64 askedMs, double random) const;
};

/// Stops calls to an account whose provider does not answer. Closed: calls pass. After `threshold` failures
/// in a row it opens for a time that grows; then one call at a time probes.
class Circuit {
public:
    static constexpr int threshold = 5;

    bool mayCall(qint64 nowMs) const;
    /// When mayCall can become true again; 0 when it is.
    qint64 opensAtMs() const { return m_openUntil; }
    bool isOpen() const { return m_failures >= threshold; }
    void started();
    /// The call that started() announced was not made after all.
    void abandoned() { m_probing = false; }
    /// The provider answered, whatever it said.
    void succeeded();
    /// `random` as in Backoff.
    void failed(qint64 nowMs, qint64 askedMs, double random);

private:
    int m_failures = 0;
    bool m_probing = false;
    qint64 m_openUntil = 0;
};

} // namespace acolhe::services
