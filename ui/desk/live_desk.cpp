// SPDX-License-Identifier: Apache-2.0
// Following the server, and the open conversation.
#include "ui/desk/live_desk.h"

#include "backend/protocol/events.h"

namespace acolhe::ui {

using namespace Qt::StringLiterals;
using client::Connection;
using client::ServerEvent;

constexpr int threadPage = 50;
constexpr qint64 refusedKeptMs = 7 * 24 * 3'600'000LL;

LiveDesk::LiveDesk(
    Connection &connection, client::Mirror &mirror, const client::Mirror::Kept &kept, QObject *parent)
    : InboxDesk(parent)
    , m_connection(connection)
    , m_mirror(mirror)
    , m_clinic(connection)
    , m_writing(connection, mirror)
{
    connect(&connection, &Connection::online, this, &LiveDesk::onOnline);
    connect(&connection, &Connection::eventArrived, this, &LiveDesk::onEvent);
    connect(&m_clinic, &ClinicDirectory::changed, this, [this] {
        m_mirror.put(m_clinic.surroundings());
        Q_EMIT clinicChanged();
    });
    m_countsTimer.setSingleShot(true);
    m_countsTimer.setInterval(300); // a burst of events asks once
    connect(&m_countsTimer, &QTimer::timeout, this, &LiveDesk::readCounts);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &LiveDesk::deliverWaiting);
    m_holdEnds.setSingleShot(true);
    connect(&m_holdEnds, &QTimer::timeout, this, [this] {
        deliverWaiting();
        Q_EMIT heldChanged();
    });
    m_writersTimer.setSingleShot(true);
    connect(&m_writersTimer, &QTimer::timeout, this, &InboxDesk::typingChanged);
    restore(kept);
    if (isOnline())
        onOnline(connection.wasReset());
}

LiveDesk::~LiveDesk() = default;

bool LiveDesk::isOnline() const
{
    return m_connection.state() == Connection::State::Online;
}

void LiveDesk::restore(const client::Mirror::Kept &kept)
{
    const qint64 tooOld = QDateTime::currentMSecsSinceEpoch() - refusedKeptMs;
    for (const client::Outgoing &outgoing : kept.outgoing) {
        if (outgoing.refusal && outgoing.typedAt.ms < tooOld)
            m_mirror.removeOutgoing(outgoing.number);
        else
            m_outgoing.append(outgoing);
    }
    m_writing.restore(kept.drafts);
    if (!kept.head)
        return;
    m_user = kept.head->user;
    m_home = kept.head->clinic;
    m_me = {m_home.id, m_user.id, {}, m_user.role, {}};
    m_writing.setMe(m_user.id);
    m_clinic.restore(kept.surroundings);
    for (const Conversation &conversation : kept.conversations)
        m_known.insert(conversation.id, conversation);
    showShelf(m_shelf, m_search);
}

void LiveDesk::saveHead()
{
    m_mirror.setHead({m_connection.bookmark(), m_user, m_home});
}

void LiveDesk::onOnline(bool reset)
{
    if (const auto &who = m_connection.who()) {
        m_user = who->user;
        m_home = who->clinic;
        m_me = {who->clinic.id, who->user.id, {}, who->user.role, {}};
    }
    if (reset) { // the server's log is another one: what was seen of the old one counts no more
        m_known.clear();
        m_mirror.forgetSeen();
        m_thread.clear();
    }
    saveHead();
    m_clinic.load();
    m_writing.setMe(m_user.id);
    m_writing.goOnline();
    readCounts();
    showShelf(m_shelf, m_search);
    if (m_current) {
        showLocalMessages();
        loadThread();
    }
    deliverWaiting();
    Q_EMIT currentChanged();
}

void LiveDesk::onEvent(const ServerEvent &event)
{
    applyEvent(event);
    if (event.seq > 0)
        saveHead(); // after what the event changed: both are written together
}

void LiveDesk::applyEvent(const ServerEvent &event)
{
    const auto is = [&](const char *type) { return event.type == QLatin1StringView(type); };
    if (is(wire::MessageCreated::type)) {
        const auto news = wire::fromJson<wire::MessageCreated>(event.data, wire::Unknown::Ignored);
        if (!news)
            return;
        take(news->conversation);
        m_mirror.put(news->message);
        forgetTyping(news->message.sender);
        if (belongsToThread(news->message, news->conversation))
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
    } else if (is(wire::Typing::type)) {
        if (const auto news = wire::fromJson<wire::Typing>(event.data, wire::Unknown::Ignored))
            takeTyping(*news);
        return;
    } else if (is(wire::PatientUpdated::type)) {
        const auto news = wire::fromJson<wire::PatientUpdated>(event.data, wire::Unknown::Ignored);
        if (news && m_patient && m_patient->id == news->patient.id) {
            m_patient = news->patient;
            Q_EMIT patientChanged();
        }
    } else {
        m_clinic.apply(event);
        m_writing.apply(event);
        return;
    }
    Q_EMIT conversationsChanged();
}

void LiveDesk::takeUpdate(const Message &message)
{
    m_mirror.update(message);
    const auto oldest = m_thread.oldest(); // what is older than the page has its place when the page is there
    const bool shown =
        m_current && (m_current->id == message.conversationId || m_thread.rowOf(message.id) >= 0);
    if (shown && (!oldest || !(message.id < *oldest)))
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
    m_sought.reset();
    m_soughtSince.reset();
    m_current.reset();
    m_writers.clear();
    if (m_known.contains(id)) {
        m_current = m_known.value(id);
        showLocalMessages();
        loadThread();
    }
    m_writing.open(m_current ? id : ConversationId());
    Q_EMIT currentChanged();
    Q_EMIT patientChanged();
    Q_EMIT typingChanged();
    Q_EMIT heldChanged();
    Q_EMIT threadChanged();
}

void LiveDesk::showLocalMessages()
{
    for (const client::Outgoing &outgoing : std::as_const(m_outgoing)) {
        if (outgoing.request.conversationId == m_current->id)
            m_thread.applyLocal(localMessage(outgoing));
    }
}

void LiveDesk::loadThread()
{
    const ConversationId id = m_current->id;
    m_threadLoading = true;
    m_mirror.thread(id, {}, threadPage).then(this, [this, id](const Result<QList<Message>> &page) {
        if (!page || !m_current || m_current->id != id)
            return;
        for (const Message &message : *page) {
            if (m_thread.rowOf(message.id) < 0) // the server may have been faster
                m_thread.apply(message);
        }
        if (isOnline())
            return;
        m_threadLoading = false;
        m_hasOlder = page->size() == threadPage;
        if (m_thread.rowCount() == 0)
            Q_EMIT threadFailed({Reason::ChannelUnavailable, u"not in the mirror"_s, {}, {}});
        Q_EMIT threadChanged();
    });
    if (isOnline())
        loadThreadFromServer();
}

void LiveDesk::loadThreadFromServer()
{
    const ConversationId id = m_current->id;
    wire::MessagesGetByConversation::Request request{id, {}, threadPage};
    request.wholePatient = m_wholePatient;
    m_connection.call<wire::MessagesGetByConversation>(request).then(
        this, [this, id](const Result<wire::MessagesGetByConversation::Reply> &page) {
            if (!m_current || m_current->id != id)
                return;
            m_threadLoading = false;
            takeMessages(page);
            if (!page && m_thread.rowCount() == 0)
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
    for (const Message &message : page->messages) {
        m_thread.apply(message);
        if (m_current->id == message.conversationId) // of the others there are holes between
            m_mirror.put(message);
    }
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
    if (!isOnline()) {
        takeOlderFromMirror(id, *oldest);
        return;
    }
    readOlder(*oldest, threadPage);
}

void LiveDesk::takeOlderFromMirror(ConversationId id, MessageId before)
{
    m_mirror.thread(id, before, threadPage).then(this, [this, id](const Result<QList<Message>> &page) {
        if (!page || !m_current || m_current->id != id)
            return;
        m_olderLoading = false;
        for (const Message &message : *page)
            m_thread.apply(message);
        m_hasOlder = page->size() == threadPage;
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
    rights.changeStatus = rules::mayAnswer(m_me, *m_current);
    rights.answer = rights.changeStatus
        && (!m_clinic.settings().onlyAssigneeSends || m_current->attendantId == m_me.user);
    rights.take = !m_current->attendantId || (m_me.isManager() && m_current->attendantId != m_me.user);
    rights.assign = m_me.isManager();
    return rights;
}

} // namespace acolhe::ui
