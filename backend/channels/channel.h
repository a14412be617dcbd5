// SPDX-License-Identifier: Apache-2.0
// What every channel is: a folder of backend/channels that turns a provider's deliveries into the few facts
// below and sends messages. A channel knows no database and no other channel; nothing outside its folder
// knows it by name.
#pragma once

#include "backend/base/async.h"
#include "backend/base/trace.h"
#include "backend/domain/inbox.h"
#include "backend/domain/people.h"

#include <QByteArray>
#include <QMap>
#include <QObject>

#include <memory>
#include <variant>
#include <vector>

namespace acolhe::channels {

/// A patient's message, as the provider told it.
struct InboundMessage {
    QString externalId; ///< unique within the inbox
    QList<Identity> from; ///< every way in which the sender is known, the surest first
    QString profileName;
    MessageKind kind = MessageKind::Text;
    QString text;
    QJsonObject
        payload; ///< what the kind needs; the provider's own object under "raw" where it is not understood
    Timestamp sentAt; ///< the provider's time; invalid when it told none
    QString replyToExternalId;
};

/// News of a message that we sent.
struct InboundReceipt {
    QString externalId;
    MessageStatus status = MessageStatus::Sent;
    Timestamp at;
    std::optional<MessageError> error;
    QString callbackData; ///< what we gave when sending, echoed: it finds the message when the answer to the
                          ///< send was lost
    QString recipient; ///< the channel's address of the patient
};

/// Something about the account rather than a patient (a template, a limit, an alert).
struct InboundNotice {
    QString topic; ///< e.g. "template_status", "account"
    QJsonObject data;
    bool unreadable = false; ///< words of a patient may be in it, in a shape that no message has
};

/// What a patient did to a message that there is: theirs, or one of ours.
struct InboundReaction {
    QString externalId; ///< of the message
    QList<Identity> from;
    QString emoji; ///< empty: taken away
};
/// A patient's message says something else now.
struct InboundEdit {
    QString externalId;
    QString text;
    Timestamp at;
};
/// A patient took a message back.
struct InboundDeletion {
    QString externalId;
    Timestamp at;
};

using InboundEvent = std::variant<InboundMessage, InboundReceipt, InboundNotice, InboundReaction, InboundEdit,
    InboundDeletion>;

/// The part of a provider's delivery that concerns one account.
struct Delivery {
    QStringList accounts; ///< ids by which the account may be known, the surest first (phone number id,
                          ///< business account id); empty: it names none
    QByteArray body; ///< what goes to the journal: the delivery itself, or its part where it spoke of several
                     ///< accounts
    std::optional<QJsonObject> json; ///< the body as it was read, for a channel that need not read it twice
};

/// What a session needs to know of its inbox. Secrets are here in clear: keep it in memory only.
struct InboxConfig {
    ClinicId clinic;
    InboxId id;
    QJsonObject settings;
    QMap<QString, QString> secrets;
};

/// A file that goes with a message. It stays there, unchanged, while the message is sent.
struct OutboundFile {
    MessageKind kind = MessageKind::Document;
    QString mimeType;
    QString fileName; ///< as the patient is to see it
    qint64 size = 0;
    QString path;
};

struct OutboundMessage {
    QString clientId; ///< the UUID that names the message everywhere; echoed by the provider where it can
    QList<Identity> to; ///< where the patient is known on this channel
    MessageKind kind = MessageKind::Text;
    QString text;
    QString replyToExternalId;
    QJsonObject payload;
    QList<OutboundFile> files;
};

struct SendReceipt {
    QString externalId;
    QString address; ///< the channel's own address of the patient where it told one
};

/// What follows from a failure, for the outbox.
enum class AfterFailure {
    Stop, ///< final for this message
    Retry, ///< later, by itself
    DelayRecipient, ///< the same, for a limit towards this patient: the account answers, others go on
    PauseInbox, ///< credentials or permissions: the inbox needs attention, what waits stays queued
    AwaitReceipt, ///< it may have been sent: uncertain until a receipt or a person decides
};

struct SendFailure {
    MessageError error;
    AfterFailure after = AfterFailure::Stop;
    qint64 retryAfterMs = 0; ///< what the provider asks for; 0: the outbox's own back-off
};

using SendOutcome = std::variant<SendReceipt, SendFailure>;

/// A live connection to one account. Lives on the server's main thread.
class Session : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Sends one message. Never fails otherwise than by a SendFailure.
    virtual QFuture<SendOutcome> send(const OutboundMessage &message) = 0;

Q_SIGNALS:
    /// The account's state changed; `reason` is a key that the desktop translates.
    void stateChanged(acolhe::InboxState state, const QString &reason);
};

/// What settings an account takes: secrets are sealed apart and never shown.
struct SettingField {
    QString name;
    bool secret = false;
    bool required = true;
    QString hint; ///< English, for the form and the documentation
};

/// How a webhook of a provider is proved and told apart; for channels that receive by webhook.
struct WebhookRoute {
    QString family; ///< "meta": the path's second part
    QString keySetting; ///< the setting whose value is the path's key ("appId")
    QString secretSetting; ///< the secret that signs ("appSecret")
    QString verifyTokenSetting; ///< the secret of the verification handshake
    QStringList accountSettings; ///< the settings that may equal Delivery::accounts
};

/// A request to a webhook address as it came in.
struct WebhookCall {
    QByteArray body; ///< the raw bytes: signatures are over them
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QMap<QString, QString> query; ///< percent-decoded
    TraceId trace{}; ///< under which it is found in the log
};

class Channel {
public:
    virtual ~Channel();

    virtual ChannelType type() const = 0;
    virtual QList<SettingField> settingFields() const = 0;
    virtual std::optional<WebhookRoute> webhook() const { return {}; }

    /// Was this call made by who knows `secret`? Compares in constant time.
    virtual bool isAuthentic(const WebhookCall &call, const QString &secret) const;
    /// The answer's body when this is the provider's verification request and knows `verifyToken`.
    virtual std::optional<QByteArray> handshake(const WebhookCall &call, const QString &verifyToken) const;

    /// Is this delivery one of this channel's, and which accounts does it speak of? Pure; never throws;
    /// thread-safe.
    virtual QList<Delivery> split(const QByteArray &body) const;
    /// The facts in a delivery, in its order. Fails with ParseError when it is no JSON of this channel: it
    /// becomes a dead letter. What is JSON but not understood becomes an InboundMessage of kind Unsupported
    /// or an InboundNotice. Pure; thread-safe.
    virtual Result<QList<InboundEvent>> parse(const QByteArray &body) const = 0;

    /// The same of a part that split() gave.
    virtual Result<QList<InboundEvent>> parsePart(const Delivery &part) const { return parse(part.body); }

    virtual std::unique_ptr<Session> open(const InboxConfig &config) const = 0;
};

/// Every channel of this build, from the generated registry.
std::vector<std::unique_ptr<Channel>> createAll();

} // namespace acolhe::channels
