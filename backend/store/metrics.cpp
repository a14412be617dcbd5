// SPDX-License-Identifier: Apache-2.0
#include "backend/store/metrics.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

Result<> Metrics::save(const AttendanceMetric &m)
{
    const auto saved =
        m_connection.run(u"INSERT INTO attendance_metric (attendant_id, day, total_conversations, "
                         u"resolved_conversations, average_response_time, satisfaction_rating) "
                         u"VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (attendant_id, day) DO UPDATE SET "
                         u"total_conversations = excluded.total_conversations, "
                         u"resolved_conversations = excluded.resolved_conversations, average_response_time = "
                         u"excluded.average_response_time, "
                         u"satisfaction_rating = excluded.satisfaction_rating"_s,
            with(m.attendantId, m.date, m.totalConversations, m.resolvedConversations, m.averageResponseTime,
                m.satisfactionRating));
    return saved ? Result<>(Done{}) : Result<>(saved.error());
}

Result<QList<AttendanceMetric>> Metrics::between(
    const QString &from, const QString &to, const std::optional<UserId> &attendant)
{
    QString sql = u"SELECT attendant_id, day, total_conversations, resolved_conversations, "
                  u"average_response_time, satisfaction_rating "
                  u"FROM attendance_metric WHERE day >= ? AND day <= ?"_s;
    QVariantList values = with(from, to);
    if (attendant) {
        sql += u" AND attendant_id = ?"_s;
        values.append(bound(*attendant));
    }
    return m_connection.all<AttendanceMetric>(
        sql + u" ORDER BY day, attendant_id LIMIT 100000"_s, values, [](Row &row) {
            AttendanceMetric m;
            m.attendantId = row.next<UserId>();
            m.date = row.next<QString>();
            m.totalConversations = row.next<int>();
            m.resolvedConversations = row.next<int>();
            m.averageResponseTime = row.next<std::optional<double>>();
            m.satisfactionRating = row.next<std::optional<double>>();
            return m;
        });
}

Result<> Metrics::rollUp(const QString &day, Timestamp from, Timestamp to)
{
    const auto put = m_connection.run(
        u"INSERT INTO attendance_metric (attendant_id, day, total_conversations, resolved_conversations, "
        u"average_response_time) "
        u"SELECT attendant_id, CAST(? AS TEXT), COUNT(*), SUM(CASE WHEN resolved_at IS NULL THEN 0 ELSE 1 "
        u"END), "
        u"AVG((first_response_at - created_at) / 1000.0) FROM conversation "
        // What was made on that day was active since: the index on activity finds it.
        u"WHERE attendant_id IS NOT NULL AND updated_at >= ? AND created_at >= ? AND created_at < ? GROUP BY "
        u"attendant_id "
        u"ON CONFLICT (attendant_id, day) DO UPDATE SET total_conversations = excluded.total_conversations, "
        u"resolved_conversations = excluded.resolved_conversations, average_response_time = excluded.average_response_time"_s,
        with(day, from, from, to));
    return put ? Result<>(Done{}) : Result<>(put.error());
}

} // namespace acolhe::store
