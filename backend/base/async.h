// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QFuture>
#include <QPromise>

namespace acolhe {

/// What every asynchronous operation gives. Continue with `.then(context, …)`: the callback runs on the
/// context's thread and is dropped when the context dies first. Never wait for one on an event loop.
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

} // namespace acolhe
