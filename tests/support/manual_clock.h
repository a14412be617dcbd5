// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"

#include <atomic>

namespace acolhe::tests {

/// A clock that stands still until a test moves it. Thread-safe.
class ManualClock : public Clock {
public:
    /// 2026-11-23T08:00:00Z, a Monday.
    explicit ManualClock(qint64 startMs = 1795420800000);
    qint64 nowMs() const override;
    void advance(qint64 ms);
    void set(qint64 ms);

private:
    std::atomic<qint64> m_now;
};

} // namespace acolhe::tests
