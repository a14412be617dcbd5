// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

#include <optional>

namespace acolhe::api {

/// A part of a file.
struct ByteRange {
    qint64 from = 0;
    qint64 length = 0;

    bool operator==(const ByteRange &) const = default;
};

/// What a Range header asks of a file of `size` bytes. Nothing: the whole (there is no header, it asks for
/// several parts, or cannot be read; RFC 9110, 14.2). A length of 0: it asks beyond the file (416).
std::optional<ByteRange> byteRange(QByteArrayView header, qint64 size);

} // namespace acolhe::api
