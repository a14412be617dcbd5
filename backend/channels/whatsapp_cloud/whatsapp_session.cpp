// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/whatsapp_cloud/whatsapp_session.h"

#include "backend/base/log.h"
#include "backend/channels/whatsapp_cloud/send_format.h"
#include "backend/channels/whatsapp_cloud/whatsapp_errors.h"

#include <QPromise>
#include <QRandomGenerator>

#include <algorithm>

namespace acolhe::channels::whatsapp_cloud {

using namespace Qt::StringLiterals;
using End = meta::GraphAnswer::End;

constexpr auto metaGraph = "https://graph.facebook.com"_L1;

static std::unique_ptr<meta::GraphClient> clientFor(
    const InboxConfig &config, const meta::GraphClient::Limits &limits)
{
    const auto address = meta::graphAddress(config.settings["apiBaseUrl"_L1].toString(), metaGraph);
    if (!address)
        return nullptr;
    return std::make_unique<meta::GraphClient>(
        meta::GraphClient::Access{
            *address, config.secrets.value(u"accessToken"_s), config.secrets.value(u"appSecret"_s)},
        limits);
}

WhatsappSession::WhatsappSession(
    const InboxConfig &config, const meta::GraphClient::Limits &limits, QObject *parent)
    : Session(parent)
    , m_numberPath(u'/' + config.settings["phoneNumberId"_L1].toString())
    , m_graph(clientFor(config, limits))
{
    m_check.setSingleShot(true);
    connect(&m_check, &QTimer::timeout, this, &WhatsappSession::check);
    m_check.start(0); // not at once: nobody listens to the state yet
}

void WhatsappSession::enter(InboxState state, const QString &reason)
{
    if (state == m_state && reason == m_reason)
        return;
    m_state = state;
    m_reason = reason;
    Q_EMIT stateChanged(state, reason);
}

void WhatsappSession::check()
{
    if (!m_graph) {
        enter(InboxState::NeedsAttention, u"account_settings"_s);
        return;
    }
    const QUrlQuery query{{u"fields"_s, u"display_phone_number,verified_name,quality_rating"_s}};
    m_graph->get(m_numberPath, query).then(this, [this](const meta::GraphAnswer &answer) {
        judgeCheck(answer);
    });
}

void WhatsappSession::judgeCheck(const meta::GraphAnswer &answer)
{
    if (m_state == InboxState::Connected)
        return; // a message got through meanwhile
    if (answer.end == End::Done) {
        enter(InboxState::Connected);
        return;
    }
    const SendFailure failure = meta::failureOf(answer, errorRules());
    const bool refused = failure.after == AfterFailure::PauseInbox;
    if (refused)
        enter(InboxState::NeedsAttention, failure.error.hint);
    qCInfo(logChannel) << "WhatsApp's account check failed, code" << failure.error.code;
    const qint64 pause = refused ? 300'000 : std::min(300'000, 5'000 << std::min(m_checks++, 6));
    m_check.start(int(std::max(failure.retryAfterMs, pause)) + QRandomGenerator::global()->bounded(1000));
}

namespace {

SendFailure inDoubt(const QString &why)
{
    return {{u"in_doubt"_s, why, u"uncertain"_s, false}, AfterFailure::AwaitReceipt, 0};
}

/// The answer to one send; in doubt when nobody gives it, because the session ended first.
class Pending {
public:
    Pending() { m_promise.start(); }
    ~Pending()
    {
        if (!m_given)
            give(inDoubt(u"The session ended before the answer"_s));
    }
    Q_DISABLE_COPY_MOVE(Pending)

    QFuture<SendOutcome> future() const { return m_promise.future(); }
    void give(const SendOutcome &outcome)
    {
        m_given = true;
        m_promise.addResult(outcome);
        m_promise.finish();
    }

private:
    QPromise<SendOutcome> m_promise;
    bool m_given = false;
};

} // namespace

QFuture<SendOutcome> WhatsappSession::send(const OutboundMessage &message)
{
    const auto pending = std::make_shared<Pending>();
    const auto body = sendBody(message);
    if (const auto *refused = std::get_if<SendFailure>(&body)) {
        pending->give(*refused);
        return pending->future();
    }
    if (!m_graph) {
        pending->give(SendFailure{
            {u"address"_s, u"The Graph API's address is not valid"_s, u"account_settings"_s, true},
            AfterFailure::PauseInbox, 0});
        return pending->future();
    }
    const QJsonObject &json = std::get<QJsonObject>(body);
    const QString recipient = json["to"_L1].toString(json["recipient"_L1].toString());
    m_graph->post(m_numberPath + "/messages"_L1, json)
        .then(this, [this, pending, recipient](const meta::GraphAnswer &answer) {
            pending->give(judgeSend(answer, recipient));
        });
    return pending->future();
}

SendOutcome WhatsappSession::judgeSend(const meta::GraphAnswer &answer, const QString &recipient)
{
    if (answer.end == End::Done) {
        m_pairLimits.remove(recipient);
        enter(InboxState::Connected);
        if (const auto receipt = receiptOf(answer.body))
            return *receipt;
        return inDoubt(u"The answer names no message"_s);
    }
    const SendFailure failure = meta::failureOf(answer, errorRules());
    qCInfo(logChannel) << "WhatsApp did not take a message, code" << failure.error.code << "trace"
                       << (answer.error ? answer.error->traceId : QString());
    if (failure.after == AfterFailure::PauseInbox)
        enter(InboxState::NeedsAttention, failure.error.hint);
    return failure.after == AfterFailure::DelayRecipient ? slowedDown(failure, recipient) : failure;
}

/// Meta's rule for too much to one recipient: again after 4^X seconds, X growing while it goes on.
SendFailure WhatsappSession::slowedDown(SendFailure failure, const QString &recipient)
{
    constexpr int mostKept = 1000;
    constexpr int mostX = 5; // 17 minutes
    if (m_pairLimits.size() >= mostKept)
        m_pairLimits.clear();
    const int x = std::min(++m_pairLimits[recipient], mostX);
    failure.retryAfterMs = std::max<qint64>(failure.retryAfterMs, 1000LL << (2 * x));
    return failure;
}

} // namespace acolhe::channels::whatsapp_cloud
