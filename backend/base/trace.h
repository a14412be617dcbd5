// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace acolhe {

/// The one id under which a piece of work is found in the log, from end to end: a trace-id of W3C Trace
/// Context. It travels inside the values that travel anyway. A message that we send has its own, which is its
/// clientId: it is the same after a restart, and in the receipts that name it.
struct TraceId {
    quint64 high = 0;
    quint64 low = 0;

    bool isValid() const { return high != 0 || low != 0; }
    bool operator==(const TraceId &) const = default;
    /// 32 hexadecimal digits, lower case.
    QByteArray text() const;

    /// A new, random one.
    static TraceId make();
    /// The one that a `traceparent` header continues; invalid when the header is not a right one.
    static TraceId ofTraceparent(QByteArrayView header);
    /// The UUID's own 128 bits; invalid when it is none.
    static TraceId ofUuid(const QString &uuid);
};

} // namespace acolhe
