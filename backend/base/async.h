// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/qt_future.h"
#include "backend/base/result.h"

#include <QCoreApplication>
#include <QPointer>
#include <QPromise>
#include <QThread>

namespace acolhe {

/// What every asynchronous operation gives. Continue with `.then(context, …)`: the callback runs on the
/// context's thread and is dropped when the context dies first. It is finished on the thread of what gave it
/// (finishing on another would race with the death of a context). Never wait for one on an event loop.
template <class T = Done> using Future = QFuture<Result<T>>;

/// A Future that is finished already.
template <class T> Future<T> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

template <class T> Future<T> failed(Error error)
{
    return ready(Result<T>(std::move(error)));
}

/// An object of this thread's that outlives whatever else lives on it.
inline QObject *threadHome()
{
    thread_local QObject home;
    QObject *const application = QCoreApplication::instance();
    return application && application->thread() == QThread::currentThread() ? application : &home;
}

/// Calls `next` with the Result on this thread, unless `context`, which lives on it, dies before. A future
/// that was given up comes as an Internal error.
template <class T, class Next> void whenDone(Future<T> future, QObject *context, Next next)
{
    QObject *const home = threadHome();
    Q_ASSERT(context->thread() == home->thread());
    const QPointer<QObject> alive(context);
    future
        .then(home,
            [alive, next](const Result<T> &result) {
                if (alive)
                    next(result);
            })
        .onCanceled(home, [alive, next] {
            if (alive)
                next(Result<T>(Error::internal(QStringLiteral("given up before it was done"))));
        });
}

} // namespace acolhe
