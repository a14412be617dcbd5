// SPDX-License-Identifier: Apache-2.0
#include "tests/inbox/sample_desk.h"

#include "tests/desktop/sample_clinic.h"

using namespace Qt::StringLiterals;

namespace acolhe::samples {

ui::ThreadItem item(const Message &message)
{
    return {message.id.value * 2, message, {}};
}

ui::ThreadItem item(const Note &note)
{
    return {note.id.value * 2 + 1, {}, note};
}

SampleDesk::SampleDesk(QObject *parent)
    : InboxDesk(parent)
{
    rows = samples::conversations();
    const QList<Message> messages = samples::thread();
    for (const Message &message : messages) {
        if (message.id.value == 5)
            items << item(samples::note());
        items << item(message);
    }
    card = samples::marina();
    past = samples::history();
    can.replyTo = true;
    prepared = {
        {{1}, u"Saudação"_s, u"Olá, {{patient.firstName}}! Aqui é {{attendant.name}}, da {{clinic.name}}."_s,
            u"Início"_s, u"oi"_s},
        {{2}, u"Preparo de jejum"_s, u"Jejum de 8 horas."_s, u"Exames"_s, u"jejum"_s},
        {{3}, u"Protocolo"_s, u"O seu protocolo é {{protocol}}."_s, {}, {}},
    };
    fill();
}

void SampleDesk::fill()
{
    m_rows.clear();
    m_items.clear();
    for (qsizetype i = 0; i < rows.size(); ++i)
        m_rows.appendRow(new QStandardItem);
    for (qsizetype i = 0; i < items.size(); ++i)
        m_items.appendRow(new QStandardItem);
    Q_EMIT conversationsChanged();
    Q_EMIT threadChanged();
}

void SampleDesk::append(const ui::ThreadItem &added)
{
    items << added;
    m_items.appendRow(new QStandardItem);
}

void SampleDesk::prepend(const QList<ui::ThreadItem> &older)
{
    items = older + items;
    m_items.insertRows(0, int(older.size()));
}

void SampleDesk::change(const Conversation &conversation)
{
    for (Conversation &row : rows) {
        if (row.id == conversation.id)
            row = conversation;
    }
    if (opened && opened->id == conversation.id) {
        opened = conversation;
        Q_EMIT currentChanged();
    }
    Q_EMIT conversationsChanged();
}

void SampleDesk::removeRow(int row)
{
    rows.removeAt(row);
    m_rows.removeRow(row);
    Q_EMIT conversationsChanged();
}

void SampleDesk::showShelf(ui::Shelf shelf, const QString &search)
{
    asked << u"shelf %1 '%2'"_s.arg(int(shelf)).arg(search);
}

int SampleDesk::count(ui::Shelf shelf) const
{
    return shelf == ui::Shelf::Mine ? int(rows.size()) : shelf == ui::Shelf::Queue ? 5 : 42;
}

int SampleDesk::unreadConversations() const
{
    return int(
        std::count_if(rows.begin(), rows.end(), [](const Conversation &row) { return row.unread > 0; }));
}

QModelIndex SampleDesk::find(ConversationId id) const
{
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows[i].id == id)
            return m_rows.index(int(i), 0);
    }
    return {};
}

void SampleDesk::open(ConversationId id)
{
    asked << u"open %1"_s.arg(id.value);
    for (const Conversation &row : std::as_const(rows)) {
        if (row.id == id)
            opened = row;
    }
    Q_EMIT currentChanged();
    Q_EMIT conversationsChanged();
}

std::optional<Message> SampleDesk::message(MessageId id) const
{
    const QModelIndex row = findMessage(id);
    return row.isValid() ? items[row.row()].message : std::nullopt;
}

QModelIndex SampleDesk::findMessage(MessageId id) const
{
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (items[i].message && items[i].message->id == id)
            return m_items.index(int(i), 0);
    }
    return {};
}

UserId SampleDesk::me() const
{
    return paula;
}

QString SampleDesk::inboxName(InboxId) const
{
    return u"Recepção Centro"_s;
}

QString SampleDesk::attendantName(UserId id) const
{
    for (const Attendant &attendant : samples::team()) {
        if (attendant.id == id)
            return attendant.name;
    }
    return {};
}

QList<Attendant> SampleDesk::team() const
{
    return samples::team();
}

Capabilities SampleDesk::capabilities(const QString &) const
{
    return can;
}

void SampleDesk::send(ConversationId id, const QString &text, std::optional<MessageId> replyTo)
{
    const QString reply = replyTo ? u" (to %1)"_s.arg(replyTo->value) : QString();
    asked << u"send %1: %2%3"_s.arg(id.value).arg(text, reply);
}

void SampleDesk::addNote(ConversationId id, const QString &text)
{
    if (refuseNotes)
        Q_EMIT noteRefused(id, text, {Reason::ChannelUnavailable, {}, {}, {}});
    else
        asked << u"note %1: %2"_s.arg(id.value).arg(text);
}

void SampleDesk::retry(MessageId id)
{
    asked << u"retry %1"_s.arg(id.value);
}

void SampleDesk::assign(std::optional<UserId> attendant)
{
    asked << (attendant ? u"assign %1"_s.arg(attendant->value) : u"unassign"_s);
}

void SampleDesk::setStatus(ConversationStatus status)
{
    asked << u"status %1"_s.arg(QString::fromLatin1(words(status)[size_t(status)]));
}

} // namespace acolhe::samples
