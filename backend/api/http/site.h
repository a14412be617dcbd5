// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/admission.h"
#include "backend/api/http/limits.h"
#include "backend/api/http/routes.h"
#include "backend/base/clock.h"

#include <QByteArray>

#include <functional>

namespace acolhe::http {

/// What all connections of one Front share.
struct Site {
    Site(const Limits &bounds, const Clock &time)
        : limits(bounds)
        , clock(time)
    {
    }

    const Limits limits;
    const Clock &clock;
    Counters counters;
    Routes routes;
    Networks trustedProxies;
    QStringList allowedOrigins;
    QStringList servedOnly; ///< patterns; empty: all
    std::function<Response(int status)> failurePage;
    qint64 heldBytes = 0;
    bool tls = false;
    bool stopping = false;
};

/// The bytes that one connection holds while it receives, as part of all that are held.
class Holding {
public:
    explicit Holding(std::shared_ptr<Site> site)
        : m_site(std::move(site))
    {
    }
    ~Holding() { set(0); }
    Holding(const Holding &) = delete;
    Holding &operator=(const Holding &) = delete;

    /// False when all connections together hold too much now.
    bool set(qint64 bytes)
    {
        m_site->heldBytes += bytes - m_bytes;
        m_bytes = bytes;
        return m_site->heldBytes <= m_site->limits.heldBytes;
    }

private:
    std::shared_ptr<Site> m_site;
    qint64 m_bytes = 0;
};

} // namespace acolhe::http
