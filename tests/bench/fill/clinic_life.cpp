// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/fill/clinic_life.h"

#include <QUuid>

#include <algorithm>
#include <array>

namespace acolhe::bench {

using namespace Qt::StringLiterals;

constexpr qint64 betweenMs = 30'000;
constexpr qint64 dayMs = 24 * 3600 * 1000;

static constexpr std::array firstNames{"Ana", "Bruno", "Camila", "Davi", "Eduarda", "Fábio", "Gabriela",
    "Heitor", "Íris", "João", "Kátia", "Luís", "Márcia", "Nelson", "Olívia", "Paulo", "Rosângela", "Sílvio",
    "Tânia", "Valéria"};
static constexpr std::array lastNames{"Almeida", "Barbosa", "Conceição", "Duarte", "Esteves", "Farias",
    "Gonçalves", "Holanda", "Junqueira", "Lacerda", "Magalhães", "Nóbrega", "Oliveira", "Pacheco", "Queirós",
    "Ribeiro", "Sant'Anna", "Teixeira", "Vasconcelos", "Xavier"};

static Conversation changed(const Conversation &before, Result<Conversation> after)
{
    return after ? *std::move(after) : before;
}

ClinicLife::ClinicLife(const Beginning &beginning, qint64 messages, qint64 longest, Timestamp end)
    : m_beginning(beginning)
    , m_messages(messages)
    , m_longest(longest)
    , m_end(end)
{
}

ClinicLife::Step ClinicLife::next()
{
    m_now = {m_end.ms - (m_messages - m_done) * betweenMs};
    Step step;
    write(m_conversations[turn(step)], step);
    ++m_done;
    return step;
}

/// Whose turn it is to have a message.
size_t ClinicLife::turn(Step &step)
{
    if (m_conversations.empty())
        return open(step);
    const bool endless = m_longest > 0;
    if (endless && m_done * m_longest / m_messages != (m_done + 1) * m_longest / m_messages)
        return 0;
    const auto most = size_t(std::clamp<qint64>(m_messages / 200, 30, 3000));
    if (m_alive.size() < 10 || m_text.number(20) == 0) {
        if (m_alive.size() >= most)
            end(m_text.number(m_alive.size()), step);
        return open(step);
    }
    return m_alive[m_text.number(m_alive.size())];
}

PatientSummary ClinicLife::newPatient()
{
    const qint64 number = qint64(m_latest.size());
    const QString name = QString::fromUtf8(firstNames[m_text.number(firstNames.size())]) + u' '
        + QString::fromUtf8(lastNames[m_text.number(lastNames.size())]) + u' '
        + QString::fromUtf8(lastNames[m_text.number(lastNames.size())]);
    return {
        PatientId{m_beginning.patientId + number}, name, u"+55219%1"_s.arg(number, 8, 10, QLatin1Char('0'))};
}

/// Somebody writes who had nothing going on: a new patient, one who comes back, or a resolved matter again.
size_t ClinicLife::open(Step &step)
{
    PatientSummary patient;
    if (!m_latest.empty() && chance(45)) {
        const size_t place = m_latest[m_text.number(m_latest.size())];
        const Conversation &last = m_conversations[place];
        if (last.status == ConversationStatus::Resolved) {
            m_alive.push_back(place);
            return place;
        }
        if (last.status == ConversationStatus::Closed)
            patient = last.patient;
    }
    const size_t place = m_conversations.size();
    if (!patient.id.isValid()) {
        step.came = patient = newPatient();
        m_latest.push_back(place);
    }
    m_latest[size_t(patient.id.value - m_beginning.patientId)] = place;
    const auto &[inbox, channel] = m_beginning.inboxes[patient.id.value % m_beginning.inboxes.size()];
    Conversation conversation;
    conversation.id = {m_beginning.conversationId + qint64(place)};
    conversation.inboxId = inbox;
    conversation.channel = channel;
    conversation.patient = patient;
    conversation.priority = chance(8) ? Priority::High : Priority::Normal;
    conversation.createdAt = conversation.updatedAt = m_now;
    if (chance(12))
        conversation.labels.append(
            m_beginning.labels[qsizetype(m_text.number(size_t(m_beginning.labels.size())))]);
    step.begun = conversation;
    m_conversations.push_back(conversation);
    if (m_longest == 0 || place > 0) // the endless one never ends
        m_alive.push_back(place);
    return place;
}

void ClinicLife::end(size_t place, Step &step)
{
    Conversation &conversation = m_conversations[m_alive[place]];
    const Conversation before = conversation;
    conversation =
        changed(conversation, rules::withStatus(conversation, ConversationStatus::Resolved, m_now));
    if (chance(70))
        conversation =
            changed(conversation, rules::withStatus(conversation, ConversationStatus::Closed, m_now));
    step.changed.append({before, conversation});
    m_alive[place] = m_alive.back();
    m_alive.pop_back();
}

void ClinicLife::write(Conversation &conversation, Step &step)
{
    Message &message = step.message;
    message.id = {m_beginning.messageId + m_done};
    message.conversationId = conversation.id;
    message.createdAt = message.sentAt = m_now;
    message.text = QString::fromStdString(m_text.message());
    const bool unclaimed = !conversation.attendantId && conversation.id.value % 3 == 0;
    const bool isAnswer = !step.begun && conversation.status != ConversationStatus::Resolved && !unclaimed;
    if (isAnswer && chance(52))
        writeOut(message, conversation, step);
    else
        writeIn(message, conversation);
    step.before = conversation;
    conversation = message.direction == Direction::In ? rules::received(conversation, message, dayMs)
                                                      : rules::answered(conversation, message);
    step.after = conversation;
}

/// As Meta's are: the patient's number, and then nothing in any order.
QString ClinicLife::externalId(const Conversation &conversation)
{
    QByteArray bytes = "\x1c\x18\r" + conversation.patient.phone.value_or(QString()).toLatin1();
    for (int i = 0; i < 10; ++i)
        bytes.append(char(m_text.number(256)));
    return u"wamid."_s + QString::fromLatin1(bytes.toBase64());
}

void ClinicLife::writeIn(Message &message, const Conversation &conversation)
{
    message.direction = Direction::In;
    message.sender = {SenderType::Patient, conversation.patient.id.value, conversation.patient.name};
    message.externalId = externalId(conversation);
    if (!chance(8))
        return;
    message.kind = chance(50) ? MessageKind::Image : MessageKind::Audio;
    message.text = chance(70) ? QString() : message.text;
    Attachment attachment;
    attachment.kind = message.kind;
    attachment.mimeType = message.kind == MessageKind::Image ? u"image/jpeg"_s : u"audio/ogg"_s;
    attachment.size = 40'000 + qint64(m_text.number(400'000));
    attachment.fileName = u"anexo-%1"_s.arg(++m_attachments);
    message.attachments.append(attachment);
}

void ClinicLife::writeOut(Message &message, Conversation &conversation, Step &step)
{
    if (!conversation.attendantId) {
        const Conversation before = conversation;
        const auto place = qsizetype(m_text.number(size_t(m_beginning.attendants.size())));
        const UserId attendant = m_beginning.attendants[place].first;
        conversation = changed(conversation, rules::assigned(conversation, attendant, m_now));
        step.changed.append({before, conversation});
    }
    const auto attendant = std::find_if(m_beginning.attendants.begin(), m_beginning.attendants.end(),
        [&](const auto &one) { return one.first == conversation.attendantId; });
    message.direction = Direction::Out;
    message.sender = {SenderType::User, attendant->first.value, attendant->second};
    message.externalId = externalId(conversation);
    message.clientId = QUuid(uint(m_text.number(1ULL << 32)), ushort(m_text.number(1 << 16)), 0x4000, 0x80,
        uchar(m_text.number(256)), uchar(m_text.number(256)), 0, uchar(message.id.value >> 24),
        uchar(message.id.value >> 16), uchar(message.id.value >> 8), uchar(message.id.value))
                           .toString(QUuid::WithoutBraces);
    message.status = chance(80) ? MessageStatus::Read : MessageStatus::Delivered;
}

} // namespace acolhe::bench
