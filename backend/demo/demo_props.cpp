// SPDX-License-Identifier: Apache-2.0
#include "backend/demo/demo_props.h"

#include "backend/base/clock.h"
#include "backend/demo/demo_channel.h"
#include "backend/store/inboxes.h"
#include "backend/store/labels.h"
#include "backend/store/metrics.h"
#include "backend/store/patients.h"
#include "backend/store/quick_replies.h"

#include <QRandomGenerator>

namespace acolhe::demo {

using namespace Qt::StringLiterals;

constexpr qint64 dayMs = 24LL * 3600 * 1000;

namespace {

class Props {
public:
    Props(store::Transaction &transaction, const DemoTeam &team, const QList<ScriptConversation> &script,
        Timestamp now, const QTimeZone &zone)
        : m_transaction(transaction)
        , m_team(team)
        , m_script(script)
        , m_now(now)
        , m_zone(zone)
    {
    }

    Result<DemoProps> write()
    {
        using Part = Result<> (Props::*)();
        for (const Part part : {&Props::writeInboxes, &Props::writePatients, &Props::writeQuickReplies,
                 &Props::writeLabels, &Props::writeFigures}) {
            if (const auto done = (this->*part)(); !done)
                return done.error();
        }
        return m_props;
    }

private:
    Result<> writeInboxes();
    Result<> writePatients();
    Result<> writeQuickReplies();
    Result<> writeLabels();
    Result<> writeFigures();

    store::Transaction &m_transaction;
    const DemoTeam &m_team;
    const QList<ScriptConversation> &m_script;
    const Timestamp m_now;
    const QTimeZone m_zone;
    QRandomGenerator m_random{1'126}; // the same each time
    DemoProps m_props;
};

Result<> Props::writeInboxes()
{
    static const QHash<QString, QString> names{{u"whatsapp_cloud"_s, u"WhatsApp Recepção (demonstração)"_s},
        {u"instagram"_s, u"Instagram (demonstração)"_s}, {u"messenger"_s, u"Messenger (demonstração)"_s},
        {u"email"_s, u"E-mail (demonstração)"_s}, {u"webchat"_s, u"Chat do site (demonstração)"_s}};
    for (const ChannelType &type : demoChannelTypes()) {
        m_props.channels.insert(type.type, type.capabilities);
        Inbox inbox;
        inbox.channel = type.type;
        inbox.name = names.value(type.type);
        inbox.state = InboxState::Connected;
        inbox.settings = {{u"demo"_s, true}};
        const auto id = store::Inboxes(m_transaction).add(inbox, m_now);
        if (!id)
            return id.error();
        m_props.inboxes.insert(type.type, *id);
    }
    return Done{};
}

Result<> Props::writePatients()
{
    store::Patients rows(m_transaction);
    const auto patients = parsePatients(scriptFile(u"patients.txt"_s));
    if (!patients)
        return patients.error();
    for (const ScriptPatient &script : *patients) {
        const Identity phone = phoneIdentity(script.phone, script.name);
        Patient patient;
        patient.name = script.name;
        patient.phone = phone.value;
        patient.email = script.email;
        patient.birthDate = script.birthDate;
        patient.remarks = script.remarks;
        patient.createdAt = {m_now.ms - (30 + m_random.bounded(370)) * dayMs};
        const auto id = rows.add(patient);
        if (!id)
            return id.error();
        m_props.patients.insert(script.name, {*id, script.name, patient.phone});
        if (const auto put = rows.addIdentity(*id, phone); !put)
            return put;
        for (const ScriptConversation &conversation : m_script) {
            if (conversation.patient != script.name)
                continue;
            const Identity identity = demoIdentity(
                conversation.channel, script.name, script.phone, script.email.value_or(QString()));
            if (const auto put = rows.addIdentity(*id, identity); !put)
                return put;
        }
    }
    return Done{};
}

Result<> Props::writeQuickReplies()
{
    const auto replies = parseQuickReplies(scriptFile(u"quick_replies.txt"_s));
    if (!replies)
        return replies.error();
    for (const QuickReply &reply : *replies) {
        const auto id = store::QuickReplies(m_transaction).add(reply, m_team.manager.id, m_now);
        if (!id)
            return id.error();
    }
    return Done{};
}

Result<> Props::writeLabels()
{
    static const QStringList colors{u"#0ea5e9"_s, u"#10b981"_s, u"#f59e0b"_s, u"#ef4444"_s, u"#8b5cf6"_s,
        u"#ec4899"_s, u"#14b8a6"_s, u"#64748b"_s};
    QStringList names;
    for (const ScriptConversation &conversation : m_script)
        names += conversation.labels;
    names.removeDuplicates();
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (const auto put = store::Labels(m_transaction).add(names[i], colors[i % colors.size()]); !put)
            return put;
    }
    return Done{};
}

/// The last 30 days: busy on weekdays, little on Saturdays, closed on Sundays.
Result<> Props::writeFigures()
{
    const QDate today = utcFromMs(m_now.ms).toTimeZone(m_zone).date();
    for (int back = 0; back < 30; ++back) {
        const QDate day = today.addDays(-back);
        if (day.dayOfWeek() == Qt::Sunday)
            continue;
        const bool half = day.dayOfWeek() == Qt::Saturday;
        for (const User &attendant : m_team.attendants) {
            AttendanceMetric metric;
            metric.attendantId = attendant.id;
            metric.date = day.toString(Qt::ISODate);
            metric.totalConversations = half ? m_random.bounded(3, 9) : m_random.bounded(12, 27);
            metric.resolvedConversations = metric.totalConversations * m_random.bounded(78, 97) / 100;
            metric.averageResponseTime = m_random.bounded(75, 420);
            metric.satisfactionRating = m_random.bounded(42, 50) / 10.0;
            if (const auto put = store::Metrics(m_transaction).save(metric); !put)
                return put;
        }
    }
    return Done{};
}

} // namespace

Result<DemoProps> writeProps(store::Transaction &transaction, const DemoTeam &team,
    const QList<ScriptConversation> &script, Timestamp now, const QTimeZone &zone)
{
    return Props(transaction, team, script, now, zone).write();
}

} // namespace acolhe::demo
