// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/timestamp.h"
#include "backend/domain/caller.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace acolhe {

enum class Direction { In, Out };
constexpr std::array<const char *, 2> words(Direction)
{
    return {"in", "out"};
}

enum class MessageKind {
    Text,
    Image,
    Audio,
    Video,
    Document,
    Sticker,
    Location,
    Contacts,
    Interactive,
    Button,
    Template,
    Order,
    System,
    Unsupported
};
constexpr std::array<const char *, 14> words(MessageKind)
{
    return {"text", "image", "audio", "video", "document", "sticker", "location", "contacts", "interactive",
        "button", "template", "order", "system", "unsupported"};
}

/// How far a message of ours has come. Moves by `advanced` only.
enum class MessageStatus { Queued, Sending, Uncertain, Sent, Delivered, Read, Failed };
constexpr std::array<const char *, 7> words(MessageStatus)
{
    return {"queued", "sending", "uncertain", "sent", "delivered", "read", "failed"};
}

/// Where a message stands when `news` arrives. Receipts come in any order and more than once: it never goes
/// back; a failure counts only while nothing was delivered; a receipt ends an uncertainty and overrules an
/// earlier failure.
MessageStatus advanced(MessageStatus current, MessageStatus news);

enum class SenderType { Patient, User, Bot, System };
constexpr std::array<const char *, 4> words(SenderType)
{
    return {"patient", "user", "bot", "system"};
}

struct Sender {
    SenderType type = SenderType::System;
    std::optional<qint64> id; ///< a PatientId or UserId
    QString name;

    bool operator==(const Sender &) const = default;
    static constexpr auto typeName = "Sender";
    static constexpr auto fields()
    {
        return std::tuple{field("type", &Sender::type), field("id", &Sender::id).orNull(),
            field("name", &Sender::name).max(200)};
    }
};

/// Why a message was not delivered: the provider's code, its words, and what to do in one of the known hints.
struct MessageError {
    QString code; ///< the provider's, e.g. "131047", or ours ("network", "expired")
    QString message; ///< the provider's words, English
    QString hint; ///< a key that the desktop translates: "window_closed", "reauth", "not_on_channel",
                  ///< "retry_later", …
    bool retryable = false;

    bool operator==(const MessageError &) const = default;
    static constexpr auto typeName = "MessageError";
    static constexpr auto fields()
    {
        return std::tuple{field("code", &MessageError::code),
            field("message", &MessageError::message).max(2000), field("hint", &MessageError::hint),
            field("retryable", &MessageError::retryable)};
    }
};

struct Attachment {
    AttachmentId id;
    MessageKind kind = MessageKind::Document;
    QString mimeType;
    QString fileName;
    qint64 size = 0; ///< bytes
    std::optional<int> width;
    std::optional<int> height;
    std::optional<qint64> durationMs;
    QString url; ///< "/media/{id}"

    bool operator==(const Attachment &) const = default;
    static constexpr auto typeName = "Attachment";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &Attachment::id), field("kind", &Attachment::kind),
            field("mimeType", &Attachment::mimeType), field("fileName", &Attachment::fileName),
            field("size", &Attachment::size), field("width", &Attachment::width),
            field("height", &Attachment::height), field("durationMs", &Attachment::durationMs),
            field("url", &Attachment::url)};
    }
};

struct Reaction {
    QString emoji;
    Sender sender;

    bool operator==(const Reaction &) const = default;
    static constexpr auto typeName = "Reaction";
    static constexpr auto fields()
    {
        return std::tuple{field("emoji", &Reaction::emoji).max(32), field("sender", &Reaction::sender)};
    }
};

struct Message {
    MessageId id;
    ConversationId conversationId;
    Direction direction = Direction::In;
    MessageKind kind = MessageKind::Text;
    QString text;
    QList<Attachment> attachments;
    Sender sender;
    std::optional<MessageStatus> status; ///< of what we send; nothing on what came in
    std::optional<MessageError> error;
    std::optional<QString> externalId; ///< the channel's id of it
    std::optional<QString> clientId; ///< the UUID under which it was sent
    std::optional<MessageId> replyToId;
    QList<Reaction> reactions;
    Timestamp createdAt; ///< the server's time
    Timestamp sentAt; ///< the channel's own time
    std::optional<Timestamp> editedAt; ///< its text is a later one
    std::optional<Timestamp>
        deletedAt; ///< its sender took it back; what it said stays for the clinic's record
    QJsonObject payload; ///< what the kind needs

    bool operator==(const Message &) const = default;
    static constexpr auto typeName = "Message";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &Message::id), field("conversationId", &Message::conversationId),
            field("direction", &Message::direction), field("kind", &Message::kind),
            field("text", &Message::text).max(1'000'000), field("attachments", &Message::attachments),
            field("sender", &Message::sender), field("status", &Message::status).orNull(),
            field("error", &Message::error).orNull(), field("externalId", &Message::externalId).orNull(),
            field("clientId", &Message::clientId).orNull(), field("replyToId", &Message::replyToId).orNull(),
            field("reactions", &Message::reactions), field("createdAt", &Message::createdAt),
            field("sentAt", &Message::sentAt), field("editedAt", &Message::editedAt),
            field("deletedAt", &Message::deletedAt), field("payload", &Message::payload)};
    }
};

/// What lists show of a conversation's last message.
struct MessagePreview {
    MessageId id;
    Direction direction = Direction::In;
    MessageKind kind = MessageKind::Text;
    QString text; ///< one line, at most 120 letters
    std::optional<MessageStatus> status;
    Timestamp createdAt;

    bool operator==(const MessagePreview &) const = default;
    static constexpr auto typeName = "MessagePreview";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &MessagePreview::id), field("direction", &MessagePreview::direction),
            field("kind", &MessagePreview::kind), field("text", &MessagePreview::text),
            field("status", &MessagePreview::status).orNull(),
            field("createdAt", &MessagePreview::createdAt)};
    }
};

MessagePreview previewOf(const Message &message);

/// An internal note; never shown to a patient.
struct Note {
    NoteId id;
    ConversationId conversationId;
    UserId authorId;
    QString authorName;
    QString text;
    Timestamp createdAt;

    bool operator==(const Note &) const = default;
    static constexpr auto typeName = "Note";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &Note::id), field("conversationId", &Note::conversationId),
            field("authorId", &Note::authorId), field("authorName", &Note::authorName),
            field("text", &Note::text).notEmpty().max(10000), field("createdAt", &Note::createdAt)};
    }
};

} // namespace acolhe
