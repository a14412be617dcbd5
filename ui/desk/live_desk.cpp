// SPDX-License-Identifier: Apache-2.0
// Following the server, and the open conversation.
#include "ui/desk/live_desk.h"

#include "backend/protocol/events.h"

namespace acolhe::ui {

using namespace Qt::StringLiterals;
using client::Connection;
using client::ServerEvent;

constexpr int threadPage = 50;

LiveDesk::LiveDesk(Connection &connection, QObject *parent)
    : InboxDesk(parent)
    , m_connection(connection)
    , m_clinic(connection)
{
    connect(&connection, &Connection::online, this, &LiveDesk::onOnline);
    connect(&connection, &Connection::event, this, &LiveDesk::onEvent);
    connect(&m_clinic, &ClinicDirectory::changed, this, &InboxDesk::clinicChanged);
    m_countsTimer.setSingleShot(true);
    m_countsTimer.setInterval(300); // a burst of events asks once
    connect(&m_countsTimer, &QTimer::timeout, this, &LiveDesk::readCounts);
    if (connection.state() == Connection::State::Online)
        onOnline(true);
}

LiveDesk::~LiveDesk() = default;

void LiveDesk::onOnline(bool reset)
{
    if (const auto &who = m_connection.who()) {
        m_user = who->user;
        m_me = {who->clinic.id, who->user.id, {}, who->user.role, {}};
    }
    if (reset)
        m_known.clear();
    m_clinic.load();
    readCounts();
    showShelf(m_shelf, m_search);
    if (m_current && reset)
        loadThread();
    deliverWaiting();
    Q_EMIT currentChanged();
}

void LiveDesk::onEvent(const ServerEvent &event)
{
    const auto is = [&](const char *type) { return event.type == QLatin1StringView(type); };
    if (is(wire::MessageCreated::type)) {
        const auto news = wire::fromJson<wire::MessageCreated>(event.data, wire::Unknown::Ignored);
        if (!news)
            return;
        take(news->conversation);
        if (m_current && m_current->id == news->message.conversationId)
            m_thread.apply(news->message);
        m_countsTimer.start();
    } else if (is(wire::MessageUpdated::type)) {
        if (const auto news = wire::fromJson<wire::MessageUpdated>(event.data, wire::Unknown::Ignored))
            takeUpdate(news->message);
    } else if (is(wire::ConversationCreated::type) || is(wire::ConversationUpdated::type)) {
        const auto news = wire::fromJson<wire::ConversationUpdated>(event.data, wire::Unknown::Ignored);
        if (!news)
            return;
        take(news->conversation);
        m_countsTimer.start();
    } else if (is(wire::NoteCreated::type)) {
        const auto news = wire::fromJson<wire::NoteCreated>(event.data, wire::Unknown::Ignored);
        if (news && m_current && m_current->id == news->note.conversationId)
            m_thread.apply(news->note);
    } else if (is(wire::PatientUpdated::type)) {
        const auto news = wire::fromJson<wire::PatientUpdated>(event.data, wire::Unknown::Ignored);
        if (news && m_patient && m_patient->id == news->patient.id) {
            m_patient = news->patient;
            Q_EMIT patientChanged();
        }
    } else {
        m_clinic.apply(event);
        return;
    }
    Q_EMIT conversationsChanged();
}

void LiveDesk::takeUpdate(const Message &message)
{
    if (m_current && m_current->id == message.conversationId)
        m_thread.apply(message);
    Conversation known = m_known.value(message.conversationId);
    if (known.lastMessage && known.lastMessage->id == message.id) {
        known.lastMessage = previewOf(message);
        take(known);
    }
}

void LiveDesk::open(ConversationId id)
{
    if (m_current && m_current->id == id)
        return;
    m_thread.clear();
    m_patient.reset();
    m_history.clear();
    m_hasOlder = false;
    m_olderLoading = false;
    m_current.reset();
    if (m_known.contains(id)) {
        m_current = m_known.value(id);
        for (const auto &waiting : std::as_const(m_waiting)) {
            if (waiting.conversationId == id)
                m_thread.addLocal(localMessage(waiting));
        }
        loadThread();
    }
    Q_EMIT currentChanged();
    Q_EMIT patientChanged();
    Q_EMIT threadChanged();
}

void LiveDesk::loadThread()
{
    const ConversationId id = m_current->id;
    m_threadLoading = true;
    m_connection.call<wire::MessagesGetByConversation>({id, {}, threadPage})
        .then(this, [this, id](const Result<wire::MessagesGetByConversation::Reply> &page) {
            if (!m_current || m_current->id != id)
                return;
            m_threadLoading = false;
            takeMessages(page);
            if (!page)
                Q_EMIT threadFailed(page.error());
            Q_EMIT threadChanged();
        });
    loadNotes(id);
    loadPatient(id);
}

void LiveDesk::loadNotes(ConversationId id)
{
    m_connection.call<wire::NotesList>({id}).then(
        this, [this, id](const Result<wire::NotesList::Reply> &reply) {
            if (!reply || !m_current || m_current->id != id)
                return;
            for (const Note &note : reply->notes)
                m_thread.apply(note);
        });
}

void LiveDesk::loadPatient(ConversationId id)
{
    const PatientId patient = m_current->patient.id;
    m_connection.call<wire::PatientsGet>({patient}).then(
        this, [this, id](const Result<wire::PatientReply> &reply) {
            if (!reply || !m_current || m_current->id != id)
                return;
            m_patient = reply->patient;
            Q_EMIT patientChanged();
        });
    if (!m_me.isManager())
        return; // others' conversations with the patient are not an attendant's to see
    m_connection.call<wire::ConversationsAll>({{}, {}, {}, {}, patient, {}, {}, 20})
        .then(this, [this, id](const Result<wire::ConversationPage> &page) {
            if (!page || !m_current || m_current->id != id)
                return;
            m_history = page->conversations;
            m_history.removeIf([id](const Conversation &one) { return one.id == id; });
            Q_EMIT patientChanged();
        });
}

void LiveDesk::takeMessages(const Result<wire::MessagesGetByConversation::Reply> &page)
{
    if (!page)
        return;
    for (const Message &message : page->messages)
        m_thread.apply(message);
    m_hasOlder = page->hasMore;
}

void LiveDesk::loadOlder()
{
    const auto oldest = m_thread.oldest();
    if (!m_current || !m_hasOlder || m_olderLoading || !oldest)
        return;
    m_olderLoading = true;
    Q_EMIT threadChanged();
    const ConversationId id = m_current->id;
    m_connection.call<wire::MessagesGetByConversation>({id, *oldest, threadPage})
        .then(this, [this, id](const Result<wire::MessagesGetByConversation::Reply> &page) {
            if (!m_current || m_current->id != id)
                return;
            m_olderLoading = false;
            takeMessages(page);
            Q_EMIT threadChanged();
        });
}

std::optional<Message> LiveDesk::message(MessageId id) const
{
    const int row = m_thread.rowOf(id);
    return row < 0 ? std::nullopt : m_thread.at(row).message;
}

QModelIndex LiveDesk::findMessage(MessageId id) const
{
    const int row = m_thread.rowOf(id);
    return row < 0 ? QModelIndex() : m_thread.index(row);
}

Rights LiveDesk::rights() const
{
    Rights rights;
    if (!m_current || m_current->status == ConversationStatus::Closed)
        return rights;
    rights.answer = rules::mayAnswer(m_me, *m_current);
    rights.take = !m_current->attendantId || (m_me.isManager() && m_current->attendantId != m_me.user);
    rights.assign = m_me.isManager();
    rights.changeStatus = rights.answer;
    return rights;
}

} // namespace acolhe::ui
