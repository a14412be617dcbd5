// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/timestamp.h"
#include "backend/domain/message.h"

namespace acolhe {

enum class InboxState { Connected, Connecting, NeedsAttention, Disabled };
constexpr std::array<const char *, 4> words(InboxState)
{
    return {"connected", "connecting", "needs_attention", "disabled"};
}

/// A configured channel account of the clinic. Its secrets are kept apart and never come out.
struct Inbox {
    InboxId id;
    QString channel;
    QString name;
    InboxState state = InboxState::Connecting;
    std::optional<QString> stateReason; ///< a key that the desktop translates, with NeedsAttention
    std::optional<QString> webhookUrl; ///< what to paste at the provider
    QJsonObject settings; ///< without secrets

    bool operator==(const Inbox &) const = default;
    static constexpr auto typeName = "Inbox";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &Inbox::id), field("channel", &Inbox::channel),
            field("name", &Inbox::name).notEmpty().max(100), field("state", &Inbox::state),
            field("stateReason", &Inbox::stateReason), field("webhookUrl", &Inbox::webhookUrl),
            field("settings", &Inbox::settings)};
    }
};

/// What files of a kind a channel takes.
struct MediaLimit {
    MessageKind kind = MessageKind::Image;
    QList<QString> mimeTypes; ///< empty: of every type
    qint64 maxBytes = 0;
    int maxCaption = 0; ///< UTF-16 units; 0: no words with it

    bool operator==(const MediaLimit &) const = default;
    static constexpr auto typeName = "MediaLimit";
    static constexpr auto fields()
    {
        return std::tuple{field("kind", &MediaLimit::kind), field("mimeTypes", &MediaLimit::mimeTypes),
            field("maxBytes", &MediaLimit::maxBytes), field("maxCaption", &MediaLimit::maxCaption)};
    }

    bool takes(const QString &mimeType, qint64 size) const
    {
        return size <= maxBytes && (mimeTypes.isEmpty() || mimeTypes.contains(mimeType));
    }
};

/// How a channel marks text; what stands before and after the words. Empty: it cannot.
struct TextMarks {
    QString bold;
    QString italic;
    QString strike;
    QString monospace;

    bool operator==(const TextMarks &) const = default;
    static constexpr auto typeName = "TextMarks";
    static constexpr auto fields()
    {
        return std::tuple{field("bold", &TextMarks::bold).max(8), field("italic", &TextMarks::italic).max(8),
            field("strike", &TextMarks::strike).max(8), field("monospace", &TextMarks::monospace).max(8)};
    }
};

/// What a channel can do. Rules and screens read this and never ask for a channel's name.
struct Capabilities {
    int maxTextLength = 4096; ///< UTF-16 units
    qint64 replyWindowMs = 0; ///< 0: free text any time
    bool replyTo = false;
    bool reactions = false;
    bool readMarks = false; ///< the patient sees that we read
    bool typing = false;
    bool templates = false;
    bool deliveryReceipts = false;
    QList<MediaLimit> media;
    TextMarks marks;

    bool operator==(const Capabilities &) const = default;
    static constexpr auto typeName = "Capabilities";
    static constexpr auto fields()
    {
        using C = Capabilities;
        return std::tuple{field("maxTextLength", &C::maxTextLength),
            field("replyWindowMs", &C::replyWindowMs), field("replyTo", &C::replyTo),
            field("reactions", &C::reactions), field("readMarks", &C::readMarks), field("typing", &C::typing),
            field("templates", &C::templates), field("deliveryReceipts", &C::deliveryReceipts),
            field("media", &C::media), field("marks", &C::marks)};
    }

    /// As what a file goes over this channel: as what it is, else as a document; null when as neither.
    const MediaLimit *limitFor(MessageKind kind, const QString &mimeType, qint64 size) const;
};

/// A type of channel, as channels.list tells it.
struct ChannelType {
    QString type;
    QString name;
    QString icon; ///< the name of a glyph that the desktop has
    Capabilities capabilities;

    bool operator==(const ChannelType &) const = default;
    static constexpr auto typeName = "ChannelType";
    static constexpr auto fields()
    {
        return std::tuple{field("type", &ChannelType::type), field("name", &ChannelType::name),
            field("icon", &ChannelType::icon), field("capabilities", &ChannelType::capabilities)};
    }
};

} // namespace acolhe
