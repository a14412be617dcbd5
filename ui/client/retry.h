// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace acolhe::client {

/// When a client that lost its server tries again: soon, then ever later, and never all clients at once. A
/// restarted server gets its clients back spread over some seconds.
class Retry {
public:
    static constexpr qint64 firstMs = 1'000;
    static constexpr qint64 lastMs = 60'000;

    /// How long to wait now. `random` in [0, 1).
    qint64 next(double random);
    void reset() { m_failures = 0; }

private:
    int m_failures = 0;
};

} // namespace acolhe::client
