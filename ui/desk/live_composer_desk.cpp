// SPDX-License-Identifier: Apache-2.0
// What is begun; live_composer_together.cpp has what is sent later and who is here.
#include "ui/desk/live_composer_desk.h"

#include <QDateTime>
#include <QUuid>

namespace acolhe::ui {

LiveComposerDesk::LiveComposerDesk(client::Connection &connection, client::Mirror &mirror, QObject *parent)
    : ComposerDesk(parent)
    , m_connection(connection)
    , m_mirror(mirror)
    , m_origin(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &LiveComposerDesk::tellDrafts);
    m_viewing.setInterval(tellViewingMs);
    connect(&m_viewing, &QTimer::timeout, this, [this] {
        tellViewing(m_open, true);
        Q_EMIT viewersChanged(); // those who said no more are gone
    });
}

bool LiveComposerDesk::isOnline() const
{
    return m_connection.state() == client::Connection::State::Online;
}

void LiveComposerDesk::restore(const QList<client::KeptDraft> &drafts)
{
    for (const client::KeptDraft &kept : drafts)
        m_drafts.insert(kept.draft.conversationId, kept);
}

void LiveComposerDesk::goOnline()
{
    readDrafts();
    if (m_open.isValid()) {
        readScheduled();
        tellViewing(m_open, true);
    }
}

Draft LiveComposerDesk::draft(ConversationId id) const
{
    return m_drafts.value(id).draft;
}

/// What is gone and known to be gone by the server needs no row.
void LiveComposerDesk::put(const client::KeptDraft &kept)
{
    const ConversationId id = kept.draft.conversationId;
    if (kept.draft.text.isEmpty() && kept.told) {
        m_drafts.remove(id);
        m_mirror.removeDraft(id);
        return;
    }
    m_drafts.insert(id, kept);
    m_mirror.put(kept);
}

void LiveComposerDesk::keepDraft(
    ConversationId id, const QString &text, bool note, std::optional<MessageId> replyTo)
{
    const QString kept = text.trimmed().isEmpty() ? QString() : text;
    const Draft before = draft(id);
    if (before.text == kept && (kept.isEmpty() || (before.note == note && before.replyToId == replyTo)))
        return;
    put({{id, kept, note, replyTo, m_origin, {QDateTime::currentMSecsSinceEpoch()}}, false});
    m_rest.start();
}

void LiveComposerDesk::tellDrafts()
{
    if (!isOnline())
        return;
    const auto all = m_drafts;
    for (const client::KeptDraft &kept : all) {
        if (!kept.told)
            tellDraft(kept);
    }
}

void LiveComposerDesk::tellDraft(const client::KeptDraft &kept)
{
    const Draft &draft = kept.draft;
    m_connection
        .call<wire::DraftsSet>({draft.conversationId, draft.text, draft.note, draft.replyToId, m_origin})
        .then(this, [this, kept](const Result<wire::DraftsSet::Reply> &reply) {
            const bool isLatest = m_drafts.value(kept.draft.conversationId).draft == kept.draft;
            const bool isSettled = reply || reply.error().reason == Reason::NotFound
                || reply.error().reason == Reason::InvalidParams;
            if (isLatest && isSettled) {
                client::KeptDraft told = kept;
                told.told = true;
                put(told);
            }
        });
}

void LiveComposerDesk::readDrafts()
{
    m_connection.call<wire::DraftsList>({}).then(this, [this](const Result<wire::DraftsList::Reply> &reply) {
        if (!reply)
            return;
        QSet<ConversationId> there;
        for (const Draft &draft : reply->drafts) {
            there.insert(draft.conversationId);
            takeDraft(draft);
        }
        const auto all = m_drafts;
        for (const client::KeptDraft &kept : all) {
            Draft gone = kept.draft;
            gone.text.clear();
            gone.origin.clear();
            if (kept.told && !there.contains(gone.conversationId))
                takeDraft(gone);
        }
        tellDrafts();
    });
}

/// What was typed here and not told stays as it is: it is told, and so becomes the latest.
void LiveComposerDesk::takeDraft(const Draft &draft)
{
    if (draft.origin == m_origin)
        return;
    const auto here = m_drafts.constFind(draft.conversationId);
    if (here == m_drafts.cend() ? draft.text.isEmpty() : here->draft.text == draft.text)
        return;
    if (here == m_drafts.cend() || here->told)
        put({draft, true});
    Q_EMIT draftArrived(draft);
}

void LiveComposerDesk::apply(const client::ServerEvent &event)
{
    const auto is = [&](const char *type) { return event.type == QLatin1StringView(type); };
    if (is(wire::DraftChanged::type)) {
        if (const auto news = wire::fromJson<wire::DraftChanged>(event.data, wire::Unknown::Ignored))
            takeDraft(news->draft);
    } else if (is(wire::ScheduledChanged::type)) {
        if (const auto news = wire::fromJson<wire::ScheduledChanged>(event.data, wire::Unknown::Ignored))
            takeScheduled(news->scheduled);
    } else if (is(wire::Viewing::type)) {
        if (const auto news = wire::fromJson<wire::Viewing>(event.data, wire::Unknown::Ignored))
            takeViewing(*news);
    }
}

} // namespace acolhe::ui
