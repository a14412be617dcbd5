// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace acolhe::http {

/// Whether a peer keeps moving: so many bytes in every window of time. A source that is slow by nature is
/// restarted whenever nothing waits for the peer.
class Pace {
public:
    Pace(qint64 windowMs, qint64 bytesPerSecond)
        : m_windowMs(windowMs)
        , m_least(windowMs * bytesPerSecond / 1000)
    {
    }

    void restart(qint64 nowMs)
    {
        m_start = nowMs;
        m_moved = 0;
    }
    void moved(qint64 bytes) { m_moved += bytes; }

    /// At the end of a window in which too little moved. The next window begins when enough did.
    bool isTooSlow(qint64 nowMs)
    {
        if (nowMs - m_start < m_windowMs)
            return false;
        if (m_moved < m_least || m_moved == 0)
            return true;
        restart(nowMs);
        return false;
    }

private:
    qint64 m_windowMs;
    qint64 m_least;
    qint64 m_start = 0;
    qint64 m_moved = 0;
};

} // namespace acolhe::http
