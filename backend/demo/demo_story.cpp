// SPDX-License-Identifier: Apache-2.0
#include "backend/demo/demo_story.h"

#include "backend/base/clock.h"
#include "backend/demo/demo_props.h"
#include "backend/protocol/events.h"
#include "backend/store/attachments.h"
#include "backend/store/conversations.h"
#include "backend/store/messages.h"
#include "backend/store/notes.h"

#include <QHash>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>

namespace acolhe::demo {

using namespace Qt::StringLiterals;
using Who = ScriptLine::Who;

constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 takingMs = 8 * secondMs; ///< from the taking of a conversation to the first answer

namespace {

/// Something that happens in a conversation.
struct Step {
    qint64 at = 0;
    int conversation = 0; ///< its place in the script
    int line = 0; ///< behind the last: the end; before the first: an attendant takes it
};

class Storyteller {
public:
    Storyteller(store::Transaction &transaction, const DemoTeam &team, Timestamp now, const QTimeZone &zone,
        const PathOf &pathOf)
        : m_transaction(transaction)
        , m_team(team)
        , m_now(now)
        , m_zone(zone)
        , m_pathOf(pathOf)
    {
    }

    Result<> tell();

private:
    void plan();
    void planConversation(int index);
    qint64 pauseBefore(const ScriptConversation &conversation, qsizetype line);

    Result<> happen(const Step &step);
    Result<> begin(const ScriptConversation &script, Conversation &conversation, Timestamp at);
    Result<> patientWrites(const Step &step, Conversation &conversation);
    Result<> attendantWrites(const Step &step, Conversation &conversation);
    Result<Message> put(Message message, const Step &step, const Conversation &conversation);
    Result<> noteIsMade(const Step &step, const Conversation &conversation);
    Result<> end(const ScriptConversation &script, Conversation &conversation, Timestamp at);
    Result<> keep(Message message, const Conversation &before, const Conversation &after);
    Result<> change(Conversation &conversation, Result<Conversation> changed, Timestamp at);

    const User &attendantOf(const ScriptConversation &script) const;
    QString textOf(const Step &step) const;
    qint64 between(qint64 fromMs, qint64 toMs) { return fromMs + m_random.bounded(toMs - fromMs); }

    store::Transaction &m_transaction;
    const DemoTeam &m_team;
    const Timestamp m_now;
    const QTimeZone m_zone;
    const PathOf m_pathOf;
    QRandomGenerator m_random{20'261}; // the same story each time
    QList<ScriptConversation> m_script;
    DemoProps m_props;
    QHash<int, Conversation> m_conversations;
    QList<Step> m_steps;
};

Result<> Storyteller::tell()
{
    auto script = parseDialogues(scriptFile(u"dialogues.txt"_s));
    if (!script)
        return script.error();
    m_script = *std::move(script);
    auto props = writeProps(m_transaction, m_team, m_script, m_now, m_zone);
    if (!props)
        return props.error();
    m_props = *std::move(props);
    plan();
    for (const Step &step : std::as_const(m_steps)) {
        if (const auto done = happen(step); !done)
            return done;
    }
    return Done{};
}

/// How long people take before a line, where the script does not say.
qint64 Storyteller::pauseBefore(const ScriptConversation &conversation, qsizetype line)
{
    const ScriptLine &one = conversation.lines[line];
    if (one.pauseMs)
        return *one.pauseMs;
    const qint64 pace = conversation.channel == "email"_L1 ? 12 : 1;
    const Who before = conversation.lines[line - 1].who;
    if (one.who == before)
        return pace * between(12 * secondMs, 45 * secondMs);
    if (one.who == Who::Attendant)
        return pace * between(40 * secondMs, 4 * minuteMs);
    return pace * between(45 * secondMs, 3 * minuteMs);
}

void Storyteller::planConversation(int index)
{
    const ScriptConversation &script = m_script[index];
    const qint64 last = script.end(utcFromMs(m_now.ms).toTimeZone(m_zone)).toMSecsSinceEpoch();
    const auto answer = std::find_if(script.lines.begin(), script.lines.end(),
        [](const ScriptLine &line) { return line.who == Who::Attendant; });
    const int firstAnswer = int(answer - script.lines.begin());
    qint64 at = last;
    for (auto line = int(script.lines.size()) - 1; line >= 0; --line) {
        m_steps.append({at, index, line});
        if (line == firstAnswer)
            m_steps.append({at - takingMs, index, -1});
        if (line > 0)
            at -= pauseBefore(script, line);
    }
    if (script.status == ConversationStatus::Resolved || script.status == ConversationStatus::Closed)
        m_steps.append({std::min(last + between(2 * minuteMs, 9 * minuteMs), m_now.ms), index,
            int(script.lines.size())});
}

void Storyteller::plan()
{
    for (int index = 0; index < m_script.size(); ++index)
        planConversation(index);
    std::sort(m_steps.begin(), m_steps.end(), [](const Step &left, const Step &right) {
        return std::tie(left.at, left.conversation, left.line)
            < std::tie(right.at, right.conversation, right.line);
    });
}

Result<> Storyteller::happen(const Step &step)
{
    const ScriptConversation &script = m_script[step.conversation];
    Conversation &conversation = m_conversations[step.conversation];
    if (step.line == script.lines.size())
        return end(script, conversation, {step.at});
    if (step.line < 0)
        return change(
            conversation, rules::assigned(conversation, attendantOf(script).id, {step.at}), {step.at});
    switch (script.lines[step.line].who) {
    case Who::Patient:
        if (!conversation.id.isValid()) {
            if (const auto begun = begin(script, conversation, {step.at}); !begun)
                return begun;
        }
        return patientWrites(step, conversation);
    case Who::Attendant:
        return attendantWrites(step, conversation);
    case Who::Note:
        return noteIsMade(step, conversation);
    }
    return Done{};
}

Result<> Storyteller::begin(const ScriptConversation &script, Conversation &conversation, Timestamp at)
{
    conversation.inboxId = m_props.inboxes.value(script.channel);
    conversation.channel = script.channel;
    conversation.subject = script.channel == "email"_L1 ? script.labels.value(0) : QString();
    conversation.priority = script.priority;
    conversation.patient = m_props.patients.value(script.patient);
    conversation.createdAt = conversation.updatedAt = at;
    const auto id = store::Conversations(m_transaction).add(conversation);
    if (!id)
        return id.error();
    conversation.id = *id;
    conversation.labels = script.labels;
    if (const auto set = store::Conversations(m_transaction).setLabels(*id, script.labels); !set)
        return set;
    m_transaction.addEvent(wire::makeEvent(
        wire::ConversationCreated{conversation}, at, audienceOf(conversation), conversation.id));
    return Done{};
}

QString Storyteller::textOf(const Step &step) const
{
    return filled(m_script[step.conversation].lines[step.line].text, utcFromMs(step.at).toTimeZone(m_zone));
}

Result<> Storyteller::patientWrites(const Step &step, Conversation &conversation)
{
    Message message;
    message.direction = Direction::In;
    message.text = textOf(step);
    message.sender = {SenderType::Patient, conversation.patient.id.value, conversation.patient.name};
    message.externalId = u"demo-in-%1-%2"_s.arg(step.conversation).arg(step.line);
    message.conversationId = conversation.id;
    message.createdAt = message.sentAt = {step.at};
    const auto written = put(message, step, conversation);
    if (!written)
        return written.error();
    const Conversation before = conversation;
    conversation =
        rules::received(before, *written, m_props.channels.value(conversation.channel).replyWindowMs);
    return keep(*written, before, conversation);
}

/// Writes the message, with the line's file.
Result<Message> Storyteller::put(Message message, const Step &step, const Conversation &conversation)
{
    const QString name = m_script[step.conversation].lines[step.line].file;
    if (!name.isEmpty()) {
        Caller owner;
        owner.role = Role::Manager;
        owner.user = m_team.manager.id;
        const auto file = keepDemoFile(m_transaction, owner, name, m_pathOf, {step.at});
        if (!file)
            return file.error();
        message.kind = file->kind;
        message.attachments = {*file};
    }
    const auto id = store::Messages(m_transaction).add(message, conversation.inboxId);
    if (!id)
        return id.error();
    message.id = *id;
    for (const Attachment &file : std::as_const(message.attachments)) {
        const auto given = store::Attachments(m_transaction).attach(file.id, *id, file.kind);
        if (!given)
            return given.error();
    }
    return message;
}

/// How far a message has come: what was sent long ago was mostly read.
static void deliver(Message &message, const ScriptLine &line, const Capabilities &channel, bool isRead)
{
    message.externalId = u"demo-"_s + *message.clientId;
    message.status = MessageStatus::Sent;
    if (!line.failure.isEmpty()) {
        message.status = MessageStatus::Failed;
        message.error = MessageError{line.failure,
            u"Message failed to send because more than 24 hours have passed since the customer last replied."_s,
            u"window_closed"_s, false};
    } else if (channel.deliveryReceipts) {
        message.status = isRead ? MessageStatus::Read : MessageStatus::Delivered;
    }
}

Result<> Storyteller::attendantWrites(const Step &step, Conversation &conversation)
{
    const ScriptConversation &script = m_script[step.conversation];
    const User &attendant = attendantOf(script);
    Message message;
    message.direction = Direction::Out;
    message.text = textOf(step);
    message.sender = {SenderType::User, attendant.id.value, attendant.name};
    message.clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    message.conversationId = conversation.id;
    message.createdAt = message.sentAt = {step.at};
    const bool isAnswered = step.line + 1 < script.lines.size();
    deliver(message, script.lines[step.line], m_props.channels.value(conversation.channel),
        isAnswered || m_random.bounded(10) < 7);
    const auto written = put(message, step, conversation);
    if (!written)
        return written.error();
    const Conversation before = conversation;
    conversation = rules::answered(before, *written);
    return keep(*written, before, conversation);
}

Result<> Storyteller::noteIsMade(const Step &step, const Conversation &conversation)
{
    const User &author = attendantOf(m_script[step.conversation]);
    Note note{{}, conversation.id, author.id, author.name, textOf(step), {step.at}};
    const auto id = store::Notes(m_transaction).add(note);
    if (!id)
        return id.error();
    note.id = *id;
    Audience audience = audienceOf(conversation);
    audience.internal = true;
    m_transaction.addEvent(
        wire::makeEvent(wire::NoteCreated{note}, note.createdAt, audience, conversation.id));
    return Done{};
}

Result<> Storyteller::end(const ScriptConversation &script, Conversation &conversation, Timestamp at)
{
    return change(conversation, rules::withStatus(conversation, script.status, at), at);
}

Result<> Storyteller::keep(Message message, const Conversation &before, const Conversation &after)
{
    if (const auto saved = store::Conversations(m_transaction).save(after); !saved)
        return saved;
    m_transaction.addEvent(wire::makeEvent(
        wire::MessageCreated{message, after}, message.createdAt, audienceOf(after, before), after.id));
    return Done{};
}

Result<> Storyteller::change(Conversation &conversation, Result<Conversation> changed, Timestamp at)
{
    if (!changed)
        return changed.error();
    const Conversation before = std::exchange(conversation, *std::move(changed));
    if (const auto saved = store::Conversations(m_transaction).save(conversation); !saved)
        return saved;
    m_transaction.addEvent(wire::makeEvent(
        wire::ConversationUpdated{conversation}, at, audienceOf(conversation, before), conversation.id));
    return Done{};
}

const User &Storyteller::attendantOf(const ScriptConversation &script) const
{
    const auto it = std::find_if(m_team.attendants.begin(), m_team.attendants.end(),
        [&](const User &user) { return user.name == script.attendant; });
    return it == m_team.attendants.end() ? m_team.manager : *it;
}

} // namespace

Result<> writeStory(store::Transaction &transaction, const DemoTeam &team, Timestamp now,
    const QTimeZone &zone, const PathOf &pathOf)
{
    return Storyteller(transaction, team, now, zone, pathOf).tell();
}

} // namespace acolhe::demo
