// SPDX-License-Identifier: Apache-2.0
#include "backend/api/media/byte_range.h"

#include <QByteArray>

namespace acolhe::api {

/// Digits and nothing else; nothing when there are none or too many.
static std::optional<qint64> number(const QByteArray &text)
{
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    const bool digits = !text.isEmpty() && text.front() >= '0' && text.front() <= '9';
    return ok && digits ? std::optional(value) : std::nullopt;
}

std::optional<ByteRange> byteRange(QByteArrayView header, qint64 size)
{
    const QByteArray text = header.toByteArray().trimmed();
    if (!text.startsWith("bytes=") || text.contains(','))
        return {};
    const QByteArray spec = text.mid(6).trimmed();
    const qsizetype dash = spec.indexOf('-');
    if (dash < 0)
        return {};
    const auto first = number(spec.left(dash));
    const auto last = number(spec.mid(dash + 1));
    const bool isSuffix = dash == 0;
    if ((isSuffix && !last) || (!isSuffix && !first) || (!last && dash + 1 < spec.size()))
        return {};
    if (isSuffix) {
        const qint64 length = qMin(*last, size);
        return ByteRange{size - length, length};
    }
    if (last && *last < *first)
        return {};
    if (*first >= size)
        return ByteRange{};
    const qint64 end = last ? qMin(*last, size - 1) : size - 1;
    return ByteRange{*first, end - *first + 1};
}

} // namespace acolhe::api
