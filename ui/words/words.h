// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/error.h"
#include "backend/domain/conversation.h"
#include "backend/domain/inbox.h"
#include "backend/domain/metrics.h"

#include <QCoreApplication>

/// What the values of the domain are called on the screen, in the user's language. No widgets, no colours.
namespace acolhe::ui {

class Words {
    Q_DECLARE_TR_FUNCTIONS(acolhe::ui::Words)
public:
    static QString status(ConversationStatus status);
    static QString presence(Presence presence);
    static QString role(Role role);
    /// "WhatsApp" for "whatsapp_cloud"; the type itself where it is not known.
    static QString channel(const QString &type);
    static QString kind(MessageKind kind);
    static QString messageStatus(MessageStatus status);
    static QString identity(IdentityKind kind);
    /// One line: the text, or what the message is instead; with "You: " before our own.
    static QString preview(const MessagePreview &preview);
    /// Why a message was not delivered, in words for an attendant.
    static QString failure(const MessageError &error);
    /// Why an operation failed, in words for an attendant; the incident's number where there is one.
    static QString problem(const Error &error);
    /// The reason key of an inbox that needs attention.
    static QString inboxProblem(const QString &reason);
    /// "240 KB".
    static QString fileSize(qint64 bytes);

private:
    /// What our own server made of a message, not the channel; empty when it was the channel.
    static QString serverFailure(const MessageError &error);
};

} // namespace acolhe::ui
