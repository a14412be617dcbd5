// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/async.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QTimer>

namespace acolhe::tests {

/// Runs the event loop until the future is finished, at most 20 s.
template <class T> T await(QFuture<T> future)
{
    QFutureWatcher<T> watcher;
    QEventLoop loop;
    QTimer::singleShot(20'000, &loop, [&loop] { loop.exit(1); });
    QObject::connect(&watcher, &QFutureWatcher<T>::finished, &loop, [&loop] { loop.exit(0); });
    watcher.setFuture(future);
    if (!future.isFinished() && loop.exec() != 0)
        qFatal("waited too long for a future");
    if (future.isCanceled() && future.resultCount() == 0)
        qFatal("the future was cancelled");
    return future.result();
}

} // namespace acolhe::tests
