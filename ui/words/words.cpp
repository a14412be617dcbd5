// SPDX-License-Identifier: Apache-2.0
#include "ui/words/words.h"

#include <QHash>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

QString Words::status(ConversationStatus status)
{
    switch (status) {
    case ConversationStatus::Open:
        return tr("Waiting");
    case ConversationStatus::InProgress:
        return tr("In progress");
    case ConversationStatus::Resolved:
        return tr("Resolved");
    case ConversationStatus::Closed:
        return tr("Closed");
    }
    return {};
}

QString Words::presence(Presence presence)
{
    switch (presence) {
    case Presence::Online:
        return tr("Available");
    case Presence::Busy:
        return tr("Busy");
    case Presence::Away:
        return tr("Away");
    case Presence::Offline:
        return tr("Offline");
    }
    return {};
}

QString Words::role(Role role)
{
    switch (role) {
    case Role::Patient:
        return tr("Patient");
    case Role::Attendant:
        return tr("Attendant");
    case Role::Manager:
        return tr("Manager");
    case Role::Admin:
        return tr("Administrator");
    }
    return {};
}

QString Words::channel(const QString &type)
{
    if (type == "whatsapp_cloud"_L1 || type == "whatsapp_web"_L1)
        return u"WhatsApp"_s;
    if (type == "instagram"_L1)
        return u"Instagram"_s;
    if (type == "messenger"_L1)
        return u"Messenger"_s;
    if (type == "email"_L1)
        return tr("E-mail");
    if (type == "webchat"_L1)
        return tr("Site chat");
    return type;
}

QString Words::kind(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Text:
        return tr("Text");
    case MessageKind::Image:
        return tr("Photo");
    case MessageKind::Audio:
        return tr("Voice message");
    case MessageKind::Video:
        return tr("Video");
    case MessageKind::Document:
        return tr("Document");
    case MessageKind::Sticker:
        return tr("Sticker");
    case MessageKind::Location:
        return tr("Location");
    case MessageKind::Contacts:
        return tr("Contact");
    case MessageKind::Interactive:
    case MessageKind::Button:
        return tr("Choice");
    case MessageKind::Template:
        return tr("Template");
    case MessageKind::Order:
        return tr("Order");
    case MessageKind::System:
        return tr("Notice of the channel");
    case MessageKind::Unsupported:
        return tr("Message that cannot be shown");
    }
    return {};
}

QString Words::messageStatus(MessageStatus status)
{
    switch (status) {
    case MessageStatus::Queued:
        return tr("waiting to be sent");
    case MessageStatus::Sending:
        return tr("being sent");
    case MessageStatus::Uncertain:
        return tr("not known whether it was sent");
    case MessageStatus::Sent:
        return tr("sent");
    case MessageStatus::Delivered:
        return tr("delivered");
    case MessageStatus::Read:
        return tr("read");
    case MessageStatus::Failed:
        return tr("not delivered");
    }
    return {};
}

QString Words::identity(IdentityKind kind)
{
    switch (kind) {
    case IdentityKind::Phone:
        return tr("Phone");
    case IdentityKind::WhatsappUserId:
        return u"WhatsApp"_s;
    case IdentityKind::Instagram:
        return u"Instagram"_s;
    case IdentityKind::Messenger:
        return u"Messenger"_s;
    case IdentityKind::Email:
        return tr("E-mail");
    case IdentityKind::Visitor:
        return tr("Site chat");
    }
    return {};
}

QString Words::preview(const MessagePreview &preview)
{
    const QString text = preview.text.isEmpty() ? kind(preview.kind) : preview.text;
    if (preview.direction == Direction::In)
        return text;
    return tr("You: %1", "before the preview of a message that the clinic sent").arg(text);
}

QString Words::serverFailure(const MessageError &error)
{
    static const QHash<QString, const char *> hints{
        {u"uncertain"_s, QT_TR_NOOP("It is not known whether it was sent: the server stopped meanwhile.")},
        {u"forbidden"_s, QT_TR_NOOP("You may not write in this conversation.")},
        {u"not_found"_s, QT_TR_NOOP("This conversation is not there any more.")},
        {u"conflict"_s, QT_TR_NOOP("This conversation is closed.")},
        {u"too_large"_s, QT_TR_NOOP("The text is too long for this channel.")},
        {u"invalid_params"_s, QT_TR_NOOP("The server did not understand this. Is Acolhe up to date?")},
    };
    if (const char *known = hints.value(error.hint))
        return tr(known);
    if (error.code == "network"_L1)
        return tr("There was no connection to the channel.");
    return error.code == "expired"_L1 ? tr("It waited too long and was not sent.") : QString();
}

QString Words::failure(const MessageError &error)
{
    static const QHash<QString, const char *> hints{
        {u"window_closed"_s,
            QT_TR_NOOP("The reply window is closed: the patient must write first, or a template is needed.")},
        {u"not_on_channel"_s, QT_TR_NOOP("This number cannot be reached on this channel.")},
        {u"identity_changed"_s,
            QT_TR_NOOP("The patient has a new telephone or reinstalled the app. Check that it is still the "
                       "same person.")},
        {u"country_restricted"_s,
            QT_TR_NOOP("The channel does not take messages to this country from the clinic.")},
        {u"reauth"_s,
            QT_TR_NOOP(
                "The clinic's account on this channel must be connected again. Tell the administrator.")},
        {u"permission"_s,
            QT_TR_NOOP("The clinic's account on this channel lacks a permission. Tell the administrator.")},
        {u"account_settings"_s,
            QT_TR_NOOP(
                "The settings of the clinic's account on this channel are wrong. Tell the administrator.")},
        {u"account_restricted"_s,
            QT_TR_NOOP("The channel has restricted the clinic's account. Tell the administrator.")},
        {u"payment"_s,
            QT_TR_NOOP(
                "The channel has a billing problem with the clinic's account. Tell the administrator.")},
        {u"retry_later"_s, QT_TR_NOOP("The channel is not taking messages now. It will be tried again.")},
        {u"rate_limited"_s, QT_TR_NOOP("Too many messages in a short time. Wait a little and try again.")},
        {u"not_delivered"_s, QT_TR_NOOP("The channel chose not to deliver this message to the patient.")},
        {u"opted_out"_s, QT_TR_NOOP("The patient does not want these messages.")},
        {u"template"_s, QT_TR_NOOP("The template does not fit. Tell the administrator.")},
        {u"too_long"_s, QT_TR_NOOP("The text is too long for this channel.")},
        {u"media"_s, QT_TR_NOOP("The channel refused the file.")},
    };
    if (const char *known = hints.value(error.hint))
        return tr(known);
    if (const QString said = serverFailure(error); !said.isEmpty())
        return said;
    if (error.message.isEmpty())
        return tr("The channel refused the message.");
    return tr("The channel refused the message: %1", "%1 is the provider's own text").arg(error.message);
}

QString Words::problem(const Error &error)
{
    switch (error.reason) {
    case Reason::Unauthenticated:
        return tr("Your session has ended. Sign in again.");
    case Reason::Forbidden:
        return tr("You may not do this.");
    case Reason::NotFound:
        return tr("This is not there any more.");
    case Reason::Conflict:
        return tr("Somebody else was faster. What you see is up to date now.");
    case Reason::TooLarge:
        return tr("This is too large.");
    case Reason::RateLimited:
        return tr("Too many attempts. Wait a little and try again.");
    case Reason::WindowClosed:
        return tr("The reply window is closed: the patient must write first, or a template is needed.");
    case Reason::ChannelUnavailable:
        return tr("The channel is not connected now.");
    case Reason::ParseError:
    case Reason::InvalidRequest:
    case Reason::MethodNotFound:
    case Reason::InvalidParams:
        return tr("The server did not understand this. Is Acolhe up to date?");
    case Reason::Internal:
        break;
    }
    const QString incident = error.data.value("incident"_L1).toString();
    return incident.isEmpty() ? tr("Something went wrong.")
                              : tr("Something went wrong (incident %1).").arg(incident);
}

QString Words::inboxProblem(const QString &reason)
{
    if (reason == "reauth"_L1)
        return tr("its access has ended and must be given again");
    if (reason == "permission"_L1)
        return tr("it lacks a permission");
    if (reason == "account_settings"_L1)
        return tr("its settings are wrong");
    if (reason == "account_restricted"_L1)
        return tr("the channel has restricted it");
    if (reason == "payment"_L1)
        return tr("the channel has a billing problem with it");
    return tr("it is not connected");
}

QString Words::fileSize(qint64 bytes)
{
    return QLocale().formattedDataSize(
        bytes, bytes < 1024 * 1024 ? 0 : 1, QLocale::DataSizeTraditionalFormat);
}

} // namespace acolhe::ui
