// SPDX-License-Identifier: Apache-2.0
// QFuture, whose then(context, …) drops the callback when the context has died. Qt 6.4 does so too, but a
// debug build of it asserts that no context ever dies. Precompiled first, so that no file sees it otherwise.
#pragma once

#include <QtGlobal>

#if QT_VERSION < QT_VERSION_CHECK(6, 6, 0)
#pragma push_macro("Q_ASSERT")
#undef Q_ASSERT
#define Q_ASSERT(condition) static_cast<void>(false && (condition))
#include <QFuture>
#pragma pop_macro("Q_ASSERT")
#else
#include <QFuture>
#endif
