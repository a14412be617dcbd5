// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QtGlobal>

namespace acolhe {

/// Where the time comes from. Everything that decides by time takes a Clock, so that tests need not wait.
/// Thread-safe.
class Clock {
public:
    virtual ~Clock();
    /// Milliseconds since 1970-01-01T00:00:00Z.
    virtual qint64 nowMs() const = 0;
};

class SystemClock : public Clock {
public:
    qint64 nowMs() const override;
};

/// Counts from a moment of its own and never jumps: for time limits, not for dates.
class SteadyClock : public Clock {
public:
    qint64 nowMs() const override;
};

/// Times are stored as UTC milliseconds and travel as RFC 3339 with milliseconds.
QDateTime utcFromMs(qint64 ms);

} // namespace acolhe
