// SPDX-License-Identifier: Apache-2.0
// The list of conversations.
#include "backend/base/text.h"
#include "ui/desk/live_desk.h"

namespace acolhe::ui {

using namespace Qt::StringLiterals;

constexpr int pageSize = 100;

bool LiveDesk::belongs(Shelf shelf, const Conversation &c) const
{
    const bool active = c.status == ConversationStatus::Open || c.status == ConversationStatus::InProgress;
    switch (shelf) {
    case Shelf::Mine:
        return active && c.attendantId == m_me.user;
    case Shelf::Queue:
        return c.status == ConversationStatus::Open && !c.attendantId;
    case Shelf::All:
        return active;
    case Shelf::Resolved:
        return c.status == ConversationStatus::Resolved;
    }
    return false;
}

bool LiveDesk::fitsSearch(const Conversation &c) const
{
    return m_search.isEmpty() || folded(c.patient.name).contains(m_search)
        || c.patient.phone.value_or(QString()).contains(m_search) || folded(c.subject).contains(m_search)
        || (c.lastMessage && folded(c.lastMessage->text).contains(m_search));
}

void LiveDesk::showShelf(Shelf shelf, const QString &search)
{
    m_shelf = shelf;
    m_search = folded(search.simplified());
    m_rows.setRule(
        [this, shelf](const Conversation &c) {
            // A search looks through everything that the person may see.
            return rules::maySee(m_me, c) && (m_search.isEmpty() ? belongs(shelf, c) : fitsSearch(c));
        },
        shelf == Shelf::Queue && m_search.isEmpty());
    for (const Conversation &known : std::as_const(m_known))
        m_rows.apply(known);
    reload();
}

void LiveDesk::reload()
{
    ++m_listGeneration;
    m_listCalls = 0;
    m_rest.clear();
    if (m_connection.state() != client::Connection::State::Online)
        return;
    const auto mine = [this](std::optional<ConversationStatus> status) {
        return [this, status](const std::optional<QString> &cursor) {
            return m_connection.call<wire::ConversationsMyAssigned>({status, cursor, pageSize});
        };
    };
    const auto queue = [this](const std::optional<QString> &cursor) {
        return m_connection.call<wire::ConversationsOpen>({cursor, pageSize});
    };
    const auto all = [this](std::optional<ConversationStatus> status, std::optional<QString> query) {
        return [this, status, query](const std::optional<QString> &cursor) {
            return m_connection.call<wire::ConversationsAll>(
                {status, {}, {}, {}, {}, query, cursor, pageSize});
        };
    };
    if (m_me.isManager() && !m_search.isEmpty()) {
        loadList(0, all({}, m_search), {});
    } else if (m_me.isManager() && m_shelf == Shelf::All) {
        loadList(0, all(ConversationStatus::Open, {}), {});
        loadList(1, all(ConversationStatus::InProgress, {}), {});
    } else if (m_shelf == Shelf::Resolved) {
        loadList(0,
            m_me.isManager() ? Pages(all(ConversationStatus::Resolved, {}))
                             : Pages(mine(ConversationStatus::Resolved)),
            {});
    } else {
        if (m_shelf != Shelf::Queue || !m_search.isEmpty())
            loadList(0, mine({}), {});
        if (m_shelf != Shelf::Mine || !m_search.isEmpty())
            loadList(1, queue, {});
    }
    Q_EMIT conversationsChanged();
}

void LiveDesk::loadList(int list, const Pages &pages, const std::optional<QString> &cursor)
{
    ++m_listCalls;
    m_rest.remove(list);
    pages(cursor).then(
        this, [this, list, pages, generation = m_listGeneration](const Result<wire::ConversationPage> &page) {
            if (generation != m_listGeneration)
                return;
            --m_listCalls;
            if (page) {
                for (const Conversation &conversation : page->conversations)
                    take(conversation);
                if (page->nextCursor)
                    m_rest.insert(list, {pages, *page->nextCursor});
            }
            Q_EMIT conversationsChanged();
        });
}

void LiveDesk::loadMoreConversations()
{
    if (m_listCalls > 0)
        return;
    const auto rest = std::exchange(m_rest, {});
    for (auto it = rest.begin(); it != rest.end(); ++it)
        loadList(it.key(), it->pages, it->cursor);
}

void LiveDesk::readCounts()
{
    m_connection.call<wire::ConversationsCounts>({}).then(
        this, [this](const Result<wire::ConversationsCounts::Reply> &reply) {
            if (!reply)
                return;
            m_counts = *reply;
            Q_EMIT conversationsChanged();
        });
}

int LiveDesk::count(Shelf shelf) const
{
    if (!m_counts)
        return -1;
    switch (shelf) {
    case Shelf::Mine:
        return m_counts->mine;
    case Shelf::Queue:
        return m_counts->queue;
    case Shelf::All:
        return m_counts->all;
    case Shelf::Resolved:
        break;
    }
    return -1; // not a number to watch
}

int LiveDesk::unreadConversations() const
{
    return int(std::count_if(m_known.begin(), m_known.end(),
        [this](const Conversation &c) { return c.unread > 0 && belongs(Shelf::Mine, c); }));
}

QModelIndex LiveDesk::find(ConversationId id) const
{
    const int row = m_rows.rowOf(id);
    return row < 0 ? QModelIndex() : m_rows.index(row);
}

void LiveDesk::take(const Conversation &conversation)
{
    if (!rules::maySee(m_me, conversation)) {
        m_known.remove(conversation.id);
        m_mirror.remove(conversation.id);
    } else if (const auto known = m_known.constFind(conversation.id);
               known == m_known.cend() || *known != conversation) {
        m_known.insert(conversation.id, conversation);
        m_mirror.put(conversation);
    }
    m_rows.apply(conversation);
    if (m_current && m_current->id == conversation.id && *m_current != conversation) {
        m_current = conversation;
        Q_EMIT currentChanged();
    }
}

} // namespace acolhe::ui
