// SPDX-License-Identifier: Apache-2.0
// The patient's whole history, and the way back to a message in it.
#include "ui/desk/live_desk.h"

namespace acolhe::ui {

constexpr int searchPage = 200; ///< the most that the server gives at once
constexpr int mostSearchPages = 100;

bool LiveDesk::belongsToThread(const Message &message, const Conversation &conversation) const
{
    return m_current
        && (m_current->id == message.conversationId
            || (m_wholePatient && m_current->patient.id == conversation.patient.id));
}

void LiveDesk::showWholePatient(bool whole)
{
    if (m_wholePatient == whole)
        return;
    m_wholePatient = whole;
    if (m_current) {
        const ConversationId id = m_current->id;
        m_current.reset();
        open(id); // the mirror's part at once, the rest from the server
    }
}

void LiveDesk::readOlder(MessageId before, int limit)
{
    const ConversationId id = m_current->id;
    wire::MessagesGetByConversation::Request request{id, before, limit};
    request.wholePatient = m_wholePatient;
    m_connection.call<wire::MessagesGetByConversation>(request).then(
        this, [this, id, whole = m_wholePatient](const Result<wire::MessagesGetByConversation::Reply> &page) {
            if (!m_current || m_current->id != id || whole != m_wholePatient)
                return;
            m_olderLoading = false;
            takeMessages(page);
            Q_EMIT threadChanged();
            if (isSearching())
                page ? searchOn() : endSearch({});
        });
}

void LiveDesk::findOlder(MessageId id)
{
    m_soughtSince.reset();
    m_sought = id;
    m_soughtPages = 0;
    searchOn();
}

void LiveDesk::findSince(Timestamp from)
{
    m_sought.reset();
    m_soughtSince = from;
    m_soughtPages = 0;
    searchOn();
}

void LiveDesk::endSearch(std::optional<MessageId> found)
{
    const MessageId missing = m_sought.value_or(MessageId{});
    m_sought.reset();
    m_soughtSince.reset();
    if (found)
        Q_EMIT messageFound(*found);
    else
        Q_EMIT messageMissing(missing);
}

/// Looks into what is there; what may still come is loaded.
void LiveDesk::searchOn()
{
    const auto oldest = m_thread.oldest();
    const bool mayLoad = isOnline() && m_current && oldest && m_hasOlder && m_soughtPages < mostSearchPages;
    if (m_sought && m_thread.rowOf(*m_sought) >= 0)
        return endSearch(*m_sought);
    const bool goesOn =
        m_sought ? oldest && *m_sought < *oldest : oldest && message(*oldest)->createdAt >= *m_soughtSince;
    if (!goesOn || !mayLoad)
        return endSearch(m_sought ? std::nullopt : m_thread.firstSince(*m_soughtSince));
    if (m_olderLoading)
        return; // it comes with what is on its way
    ++m_soughtPages;
    m_olderLoading = true;
    Q_EMIT threadChanged();
    readOlder(*oldest, searchPage);
}

} // namespace acolhe::ui
