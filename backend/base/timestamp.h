// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <compare>
#include <optional>

namespace acolhe {

/// A moment: UTC milliseconds since 1970. Travels as RFC 3339 with milliseconds, "2026-11-23T08:15:30.123Z".
struct Timestamp {
    qint64 ms = 0;

    constexpr bool isValid() const { return ms > 0; }
    friend constexpr auto operator<=>(Timestamp, Timestamp) = default;

    QByteArray toText() const;
    /// Any RFC 3339 date and time; nothing when it is none. An offset is taken into account.
    static std::optional<Timestamp> fromText(const QString &text);
};

} // namespace acolhe
