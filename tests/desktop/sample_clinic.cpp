// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/sample_clinic.h"

using namespace Qt::StringLiterals;

namespace acolhe::samples {

namespace {

const QString whatsapp = u"whatsapp_cloud"_s;

struct Line {
    const char16_t *name;
    const char16_t *channel;
    const char16_t *preview;
    Direction direction;
    int minutes;
    int unread;
    int waiting; ///< minutes, 0: nobody waits
    const char16_t *label;
};

constexpr Line lines[]{
    {u"Marina da Silva", u"whatsapp_cloud", u"Consigo remarcar para quinta à tarde?", Direction::In, 3, 2, 3,
        u"Remarcação"},
    {u"João Pedro Alves", u"whatsapp_cloud", u"Bom dia! O resultado já saiu?", Direction::In, 6, 1, 6,
        u"Exame"},
    {u"Beatriz Nogueira", u"instagram", u"O preparo é jejum de 8 horas.", Direction::Out, 14, 0, 0, u""},
    {u"Carlos Eduardo Lima", u"email", u"Segue a carteirinha do convênio em anexo", Direction::In, 30, 1, 27,
        u"Convênio"},
    {u"Visitante do site", u"webchat", u"Vocês atendem Unimed?", Direction::In, 37, 3, 34, u""},
    {u"Helena Duarte", u"whatsapp_cloud", u"Confirmado! Até amanhã às 9h.", Direction::Out, 55, 0, 0,
        u"Confirmada"},
    {u"Rafael Monteiro", u"messenger", u"Qual o valor da consulta particular?", Direction::In, 73, 0, 0,
        u"Orçamento"},
    {u"Sônia Ferreira", u"whatsapp_cloud", u"Obrigada, doutora! 🙏", Direction::In, 98, 0, 0, u""},
    {u"Antônio Barbosa", u"email", u"Enviamos a guia para autorização.", Direction::Out, 167, 0, 0,
        u"Convênio"},
    {u"Luana Prado", u"whatsapp_cloud", u"Preciso do atestado do dia 18", Direction::In, 260, 0, 0,
        u"Documento"},
    {u"Gustavo Reis", u"instagram", u"Respondeu à sua história", Direction::In, 1600, 0, 0, u""},
    {u"Neusa Martins", u"whatsapp_cloud", u"Resultado do exame saiu?", Direction::In, 4000, 0, 0, u"Exame"},
};

} // namespace

Timestamp now()
{
    return {1795455300000};
}

Timestamp minutesAgo(int minutes)
{
    return {now().ms - minutes * 60'000LL};
}

QList<Conversation> conversations()
{
    QList<Conversation> all;
    qint64 id = 1;
    for (const Line &line : lines) {
        Conversation c;
        c.id = {id};
        c.inboxId = reception;
        c.channel = QString::fromUtf16(line.channel);
        c.status = ConversationStatus::InProgress;
        c.patient = {{id}, QString::fromUtf16(line.name), u"5584987654321"_s};
        c.attendantId = paula;
        c.unread = line.unread;
        c.lastMessage = MessagePreview{{100 + id}, line.direction, MessageKind::Text,
            QString::fromUtf16(line.preview), {}, minutesAgo(line.minutes)};
        if (line.waiting > 0)
            c.waitingSince = minutesAgo(line.waiting);
        if (*line.label)
            c.labels = {QString::fromUtf16(line.label)};
        c.createdAt = minutesAgo(600);
        c.updatedAt = minutesAgo(line.minutes);
        if (c.channel == whatsapp)
            c.windowExpiresAt = Timestamp{minutesAgo(line.minutes).ms + 24 * 3'600'000LL};
        all.append(c);
        ++id;
    }
    return all;
}

Message incoming(qint64 id, const QString &text, Timestamp at)
{
    Message m;
    m.id = {id};
    m.conversationId = {1};
    m.text = text;
    m.sender = {SenderType::Patient, 1, u"Marina da Silva"_s};
    m.createdAt = m.sentAt = at;
    return m;
}

Message outgoing(qint64 id, const QString &text, Timestamp at, MessageStatus status)
{
    Message m = incoming(id, text, at);
    m.direction = Direction::Out;
    m.sender = {SenderType::User, paula.value, u"Paula Reis"_s};
    m.status = status;
    return m;
}

QList<Message> thread()
{
    QList<Message> all;
    Message reminder = outgoing(1,
        u"Olá, Marina! Lembrando da sua consulta com a Dra. Ana Prado amanhã, 24/11, às 14:00. Você confirma a presença?"_s,
        minutesAgo(335), MessageStatus::Read);
    reminder.sender = {SenderType::Bot, {}, {}};
    all << incoming(10, u"Boa tarde! Gostaria de marcar uma consulta."_s, minutesAgo(1500));
    all << outgoing(11, u"Boa tarde, Marina! Claro. Que dia é melhor para você?"_s, minutesAgo(1490),
        MessageStatus::Read);
    all << reminder << incoming(2, u"Oi! Tive um imprevisto no trabalho 😕"_s, minutesAgo(8));
    Message voice = incoming(3, {}, minutesAgo(7));
    voice.kind = MessageKind::Audio;
    Attachment audio;
    audio.kind = MessageKind::Audio;
    audio.size = 48'210;
    audio.durationMs = 24'000;
    voice.attachments << audio;
    all << voice;
    all << outgoing(4, u"Sem problemas, Marina. Vou verificar os horários da Dra. Ana para esta semana."_s,
        minutesAgo(5), MessageStatus::Read);
    Message question = incoming(5, u"Consigo remarcar para quinta à tarde?"_s, minutesAgo(3));
    question.replyToId = MessageId{4};
    all << question;
    return all;
}

Note note()
{
    return {{1}, {1}, paula, u"Paula Reis"_s,
        u"Paciente prefere tarde. Já remarcou uma vez este mês (12/11)."_s, minutesAgo(4)};
}

Patient marina()
{
    Patient p;
    p.id = {1};
    p.name = u"Marina da Silva"_s;
    p.phone = u"5584987654321"_s;
    p.email = u"marina@example.org"_s;
    p.birthDate = u"1988-03-04"_s;
    p.remarks = u"Alergia a dipirona. Prefere ser atendida pela Dra. Ana."_s;
    p.identities = {{IdentityKind::Phone, u"+5584987654321"_s, u"558487654321"_s, u"Marina"_s},
        {IdentityKind::Instagram, u"178412345"_s, u"178412345"_s, u"@marina.silva"_s}};
    p.createdAt = minutesAgo(100'000);
    return p;
}

QList<Conversation> history()
{
    QList<Conversation> all = conversations();
    all = {all[5], all[2], all[8]};
    const QStringList subjects{
        u"Remarcação de consulta"_s, u"Dúvida sobre preparo"_s, u"Envio de carteirinha"_s};
    for (int i = 0; i < 3; ++i) {
        all[i].id = {900 + i};
        all[i].subject = subjects[i];
        all[i].status = ConversationStatus::Resolved;
        all[i].updatedAt = minutesAgo(16'000 * (i + 1));
    }
    return all;
}

QList<Attendant> team()
{
    return {{paula, u"Paula Reis"_s, Presence::Online, 8}, {diego, u"Diego Matos"_s, Presence::Busy, 6}};
}

} // namespace acolhe::samples
