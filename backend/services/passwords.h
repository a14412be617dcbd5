// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/async.h"
#include "backend/base/series.h"

#include <QThreadPool>

#include <functional>
#include <memory>

namespace acolhe::services {

/// Hashes and checks passwords on a small pool of its own, so that no event loop waits and the 64 MiB that
/// each takes stay bounded. What does not fit into the queue is refused with RateLimited.
class Passwords {
public:
    static constexpr int threads = 2;
    static constexpr int maxWaiting = 64; ///< about four seconds of work

    Passwords();
    ~Passwords();

    Future<QString> hash(const QString &password);
    /// Takes the same time when `hash` is empty (nobody has this address): the answer is false then.
    Future<bool> matches(const QString &hash, const QString &password);

    /// Passwords that are hashed or wait for it.
    int waiting() const;
    /// How long one takes, in seconds.
    const metrics::Histogram &seconds() const;

private:
    template <class T> Future<T> run(std::function<T()> work);

    struct Load;
    const std::shared_ptr<Load> m_load;
    QThreadPool m_pool;
};

} // namespace acolhe::services
