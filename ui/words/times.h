// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/timestamp.h"

#include <QCoreApplication>
#include <QDate>
#include <QTimeZone>

namespace acolhe::ui {

/// Moments and durations as people read them, in the clinic's time zone and the user's language.
class Times {
    Q_DECLARE_TR_FUNCTIONS(acolhe::ui::Times)
public:
    explicit Times(const QTimeZone &zone = QTimeZone::systemTimeZone());

    QDate date(Timestamp time) const;
    Timestamp startOf(const QDate &day) const;
    /// "14:32".
    QString clock(Timestamp time) const;
    /// The shortest that is clear: "14:32", "yesterday", "Mon", "12 Nov", "12/11/25".
    QString brief(Timestamp time, Timestamp now) const;
    /// "Today", "Yesterday", else the whole date with its weekday.
    QString day(QDate date, Timestamp now) const;
    /// "12 November 2026 14:32".
    QString full(Timestamp time) const;

    /// Rounded down to what matters: "1 min", "27 min", "3 h", "2 d".
    static QString wait(qint64 ms);
    /// Hours and minutes: "23 h 55 min", "12 min".
    static QString remaining(qint64 ms);

private:
    QDateTime local(Timestamp time) const;

    QTimeZone m_zone;
};

} // namespace acolhe::ui
