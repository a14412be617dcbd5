// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/thread_bubbles.h"

#include "ui/words/words.h"

using namespace Qt::StringLiterals;

namespace acolhe::ui {

QString kindIcon(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Image:
        return u"image"_s;
    case MessageKind::Audio:
        return u"mic"_s;
    case MessageKind::Video:
        return u"video"_s;
    case MessageKind::Sticker:
        return u"sticker"_s;
    case MessageKind::Location:
        return u"map-pin"_s;
    case MessageKind::Contacts:
        return u"contact"_s;
    case MessageKind::Interactive:
    case MessageKind::Button:
        return u"mouse-pointer-click"_s;
    case MessageKind::Template:
        return u"layout-template"_s;
    case MessageKind::Order:
        return u"shopping-cart"_s;
    default:
        return u"file-text"_s;
    }
}

namespace {

bool isPlain(MessageKind kind)
{
    return kind == MessageKind::Text || kind == MessageKind::System || kind == MessageKind::Unsupported;
}

QString joined(const QStringList &parts)
{
    QStringList filled = parts;
    filled.removeAll(QString());
    return filled.join(u" · "_s);
}

QString length(qint64 ms)
{
    const qint64 seconds = ms / 1000;
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

bool isPicture(const Attachment &attachment)
{
    return (attachment.kind == MessageKind::Image || attachment.kind == MessageKind::Sticker)
        && attachment.width.value_or(0) > 0 && attachment.height.value_or(0) > 0;
}

BubbleCard attachmentCard(const Attachment &attachment, const AttachmentLook &look)
{
    const QString duration = attachment.durationMs ? length(*attachment.durationMs) : QString();
    const QString size = attachment.size > 0 ? Words::fileSize(attachment.size) : QString();
    const QString kind = Words::kind(attachment.kind);
    const QString title = attachment.fileName.isEmpty() ? kind : attachment.fileName;
    BubbleCard card{
        kindIcon(attachment.kind), title, joined({title == kind ? QString() : kind, duration, size})};
    card.progress = look.progress;
    if (isPicture(attachment)) {
        card.pictureSize = {*attachment.width, *attachment.height};
        card.picture = look.picture;
    }
    if (attachment.kind == MessageKind::Audio)
        card.icon = look.playing ? u"pause"_s : u"play"_s;
    if (look.failed)
        card.icon = u"rotate-ccw"_s;
    return card;
}

QString placeDetail(const QJsonObject &place)
{
    const QString named = joined({place["name"_L1].toString(), place["address"_L1].toString()});
    if (!named.isEmpty() || !place.contains("latitude"_L1))
        return named;
    return u"%1, %2"_s.arg(place["latitude"_L1].toDouble(), 0, 'f', 5)
        .arg(place["longitude"_L1].toDouble(), 0, 'f', 5);
}

/// What a kind without a file carries in its payload: the place's name, the chosen answer, the contact's
/// phone.
BubbleCard payloadCard(const Message &message)
{
    const QJsonObject &payload = message.payload;
    BubbleCard card{kindIcon(message.kind), Words::kind(message.kind), {}};
    switch (message.kind) {
    case MessageKind::Location:
        card.detail = placeDetail(payload["location"_L1].toObject());
        break;
    case MessageKind::Contacts: {
        const QJsonObject contact = payload["contacts"_L1][0].toObject();
        if (const QString name = contact["name"_L1].toString(); !name.isEmpty())
            card.title = name;
        card.detail = contact["phones"_L1][0].toString();
        break;
    }
    case MessageKind::Interactive:
    case MessageKind::Button: {
        const QJsonObject choice =
            payload[message.kind == MessageKind::Button ? "button"_L1 : "interactive"_L1].toObject();
        card.detail = joined({choice["title"_L1].toString(), choice["description"_L1].toString()});
        break;
    }
    case MessageKind::Template:
        card.detail = payload["template"_L1]["name"_L1].toString();
        break;
    default:
        card.detail = payload["media"_L1]["fileName"_L1].toString();
    }
    return card;
}

QList<BubbleCard> cardsOf(const Message &message, const ThreadBubbles::Look &look = {})
{
    QList<BubbleCard> cards;
    for (const Attachment &attachment : message.attachments)
        cards.append(attachmentCard(attachment, look ? look(attachment) : AttachmentLook{}));
    if (cards.isEmpty() && !isPlain(message.kind)) {
        const bool answered = message.kind == MessageKind::Interactive || message.kind == MessageKind::Button;
        if (!answered || message.text.isEmpty()) // a chosen answer is text already
            cards.append(payloadCard(message));
    }
    return cards;
}

Ticks ticksOf(const Message &message)
{
    if (message.direction == Direction::In || !message.status)
        return Ticks::None;
    switch (*message.status) {
    case MessageStatus::Queued:
    case MessageStatus::Sending:
        return Ticks::Clock;
    case MessageStatus::Uncertain:
        return Ticks::Uncertain;
    case MessageStatus::Sent:
        return Ticks::One;
    case MessageStatus::Delivered:
        return Ticks::Two;
    case MessageStatus::Read:
        return Ticks::Read;
    case MessageStatus::Failed:
        return Ticks::Failed;
    }
    return Ticks::None;
}

QStringList reactionsOf(const Message &message)
{
    QStringList shown;
    for (const Reaction &reaction : message.reactions) {
        if (!shown.contains(reaction.emoji))
            shown << reaction.emoji;
    }
    if (shown.size() < message.reactions.size())
        shown << QString::number(message.reactions.size());
    return shown;
}

} // namespace

ThreadBubbles::ThreadBubbles(const Times &times)
    : m_times(times)
{
}

BubbleContent ThreadBubbles::message(const Message &message, const Message *repliedTo) const
{
    BubbleContent content;
    if (message.kind == MessageKind::System) {
        content.kind = BubbleKind::System;
        content.text = message.text.isEmpty() ? Words::kind(message.kind) : message.text;
        content.icon = u"info"_s;
        return content;
    }
    content.kind = message.direction == Direction::In ? BubbleKind::Incoming : BubbleKind::Outgoing;
    content.text = message.text;
    content.cards = cardsOf(message, m_look);
    content.time = m_times.clock(message.sentAt.isValid() ? message.sentAt : message.createdAt);
    content.more = tr("See all");
    content.reactions = reactionsOf(message);
    if (message.kind == MessageKind::Unsupported && message.text.isEmpty()) {
        content.text = tr("A message of a kind that cannot be shown here. It is kept.");
        content.faint = true;
    }
    if (repliedTo) {
        content.quoteAuthor = repliedTo->sender.name;
        content.quoteText =
            repliedTo->text.isEmpty() ? Words::kind(repliedTo->kind) : repliedTo->text.left(300);
    }
    if (message.direction == Direction::Out)
        addDelivery(message, content);
    markChanges(message, content);
    return content;
}

void ThreadBubbles::markChanges(const Message &message, BubbleContent &content) const
{
    if (!message.editedAt && !message.deletedAt)
        return;
    const QString mark = message.deletedAt ? tr("Deleted by the sender") : tr("Edited");
    content.author = content.author.isEmpty() ? mark : u"%1 · %2"_s.arg(mark, content.author);
    content.faint = content.faint || message.deletedAt;
}

BubbleContent ThreadBubbles::conversationLine(bool isThisOne, const QString &channel)
{
    const QString what = isThisOne ? tr("This conversation") : tr("Another conversation of this patient");
    return {.kind = BubbleKind::System, .text = joined({what, channel}), .icon = u"messages-square"_s};
}

void ThreadBubbles::addDelivery(const Message &message, BubbleContent &content) const
{
    const bool person = message.sender.type == SenderType::User;
    content.author = person ? message.sender.name.section(u' ', 0, 0) : tr("Automatic");
    content.ticks = ticksOf(message);
    if (message.status == MessageStatus::Failed) {
        content.problem = Words::failure(message.error.value_or(MessageError{}));
        if (!message.error || message.error->retryable)
            content.action = tr("Try again");
    } else if (message.status == MessageStatus::Uncertain) {
        content.problem = tr("It is not known whether this was sent. Ask before sending it again.");
        content.action = tr("Send again");
    }
}

BubbleContent ThreadBubbles::note(const Note &note) const
{
    return {.kind = BubbleKind::Note,
        .text = note.text,
        .heading = tr("Only the team sees this"),
        .author = note.authorName.section(u' ', 0, 0),
        .time = m_times.clock(note.createdAt),
        .more = tr("See all")};
}

BubbleContent ThreadBubbles::day(Timestamp time, Timestamp now) const
{
    return {.kind = BubbleKind::Separator, .text = m_times.day(m_times.date(time), now)};
}

BubbleContent ThreadBubbles::unreadLine(int count)
{
    return {.kind = BubbleKind::UnreadLine, .text = tr("%n unread message(s)", nullptr, count)};
}

QString ThreadBubbles::spoken(const Message &message) const
{
    QStringList parts;
    if (message.direction == Direction::In)
        parts << (message.sender.name.isEmpty() ? tr("Patient") : message.sender.name);
    else
        parts << tr("Clinic: %1").arg(message.sender.name);
    for (const BubbleCard &card : cardsOf(message))
        parts << joined({card.title, card.detail});
    if (message.deletedAt)
        parts << tr("Deleted by the sender");
    else if (message.editedAt)
        parts << tr("Edited");
    if (!message.text.isEmpty())
        parts << message.text.left(500);
    else if (message.kind == MessageKind::Unsupported)
        parts << Words::kind(message.kind);
    parts << m_times.clock(message.sentAt.isValid() ? message.sentAt : message.createdAt);
    if (message.direction == Direction::Out && message.status)
        parts << Words::messageStatus(*message.status);
    if (message.status == MessageStatus::Failed)
        parts << Words::failure(message.error.value_or(MessageError{}));
    return parts.join(", "_L1);
}

QString ThreadBubbles::spoken(const Note &note) const
{
    return QStringList{
        tr("Internal note of %1").arg(note.authorName), note.text.left(500), m_times.clock(note.createdAt)}
        .join(", "_L1);
}

} // namespace acolhe::ui
