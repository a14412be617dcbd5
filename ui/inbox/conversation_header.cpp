// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/conversation_header.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/pill.h"
#include "ui/words/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

QColor Theme::*toneOf(ConversationStatus status)
{
    switch (status) {
    case ConversationStatus::Open:
        return &Theme::warn;
    case ConversationStatus::InProgress:
        return &Theme::accent;
    case ConversationStatus::Resolved:
        return &Theme::ok;
    case ConversationStatus::Closed:
        break;
    }
    return &Theme::muted;
}

bool isOpen(ConversationStatus status)
{
    return status == ConversationStatus::Open || status == ConversationStatus::InProgress;
}

QColor Theme::*presenceTone(Presence presence)
{
    switch (presence) {
    case Presence::Online:
        return &Theme::ok;
    case Presence::Busy:
    case Presence::Away:
        return &Theme::warn;
    case Presence::Offline:
        break;
    }
    return &Theme::muted;
}

} // namespace

ConversationHeader::ConversationHeader(QWidget *parent)
    : Pane(&Theme::card, Qt::BottomEdge, parent)
    , m_avatar(new Avatar(40, this))
    , m_name(new ElidedLabel({}, TextSize::Heading, QFont::Bold, &Theme::text, this))
    , m_where(new ElidedLabel({}, TextSize::Small, QFont::Normal, &Theme::muted, this))
    , m_status(new Pill({}, &Theme::accent, this))
    , m_take(new IconButton(u"user-plus"_s, {}, this))
    , m_whole(new IconButton(u"history"_s, {}, this))
    , m_panel(new IconButton(u"panel-right"_s, {}, this))
    , m_more(new IconButton(u"ellipsis"_s, {}, this))
    , m_menu(new QMenu(this))
    , m_resolve(new Button({}, ButtonLook::Positive, u"check"_s, this))
{
    setMinimumHeight(metrics::headerHeight);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(20, 8, 14, 8);
    row->setSpacing(6);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch();
    words->addWidget(m_name);
    words->addWidget(m_where);
    words->addStretch();
    row->addWidget(m_avatar);
    row->addSpacing(6);
    row->addLayout(words, 1);
    row->addWidget(m_status);
    row->addSpacing(6);
    row->addWidget(m_take);
    row->addWidget(m_whole);
    row->addWidget(m_panel);
    row->addWidget(m_more);
    row->addWidget(m_resolve);
    m_whole->setCheckable(true);
    connect(m_whole, &QToolButton::clicked, this, &ConversationHeader::wholePatientToggled);
    m_panel->setCheckable(true);
    m_panel->setKeys(QKeySequence(u"Ctrl+I"_s));
    m_take->setKeys(QKeySequence(u"A"_s));
    m_more->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &ConversationHeader::fillMenu);
    connect(m_take, &QToolButton::clicked, this, &ConversationHeader::takeRequested);
    connect(m_panel, &QToolButton::clicked, this, &ConversationHeader::panelToggled);
    connect(m_resolve, &QPushButton::clicked, this, [this] {
        const bool open = isOpen(m_state.conversation.status);
        Q_EMIT statusRequested(open ? ConversationStatus::Resolved : ConversationStatus::InProgress);
    });
    retranslate();
}

void ConversationHeader::setState(const HeaderState &state)
{
    if (m_state == state)
        return;
    m_state = state;
    refresh();
}

void ConversationHeader::setPanelShown(bool shown)
{
    m_panel->setChecked(shown);
}

void ConversationHeader::refresh()
{
    const Conversation &c = m_state.conversation;
    m_whole->setChecked(m_state.wholePatient);
    m_avatar->setFace({c.patient.name, c.channel, nullptr});
    m_name->setText(c.patient.name);
    const QString with = m_state.mine ? tr("With you")
        : m_state.attendant.isEmpty() ? tr("In the queue")
                                      : tr("With %1").arg(m_state.attendant);
    const QString channel = Words::channel(c.channel);
    const bool named = m_state.inbox.contains(channel, Qt::CaseInsensitive); // "WhatsApp Reception" says it
    QStringList where{named ? QString() : channel, m_state.inbox, with};
    where.removeAll(QString());
    m_where->setText(where.join(u" · "_s));
    m_status->setText(Words::status(c.status));
    m_status->setTone(toneOf(c.status));
    const bool open = isOpen(c.status);
    m_take->setVisible(m_state.mayTake && !m_state.mine && open);
    m_resolve->setVisible(m_state.mayChangeStatus && c.status != ConversationStatus::Closed);
    m_resolve->setText(open ? tr("Resolve") : tr("Reopen"));
    m_resolve->setIconName(open ? u"check"_s : u"rotate-ccw"_s);
    m_resolve->setToolTip(open
            ? tr("Resolve (%1)").arg(QKeySequence(u"Ctrl+E"_s).toString(QKeySequence::NativeText))
            : QString());
    m_more->setVisible(m_state.mayAssign || m_state.mayChangeStatus);
}

void ConversationHeader::fillMenu()
{
    m_menu->clear();
    qDeleteAll(m_menu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly)); // clear() leaves the submenus
    const Conversation &c = m_state.conversation;
    const bool ended = c.status == ConversationStatus::Closed;
    if (m_state.mayAssign && !ended)
        fillTeam(m_menu->addMenu(icon(u"user-check"_s), tr("Give to")));
    if (c.attendantId && !ended && (m_state.mayAssign || m_state.mine))
        m_menu->addAction(
            icon(u"inbox"_s), tr("Back to the queue"), this, [this] { Q_EMIT assignRequested({}); });
    if (m_state.mayChangeStatus && !ended) {
        m_menu->addSeparator();
        m_menu->addAction(icon(u"archive"_s), tr("Close for good"), this,
            [this] { Q_EMIT statusRequested(ConversationStatus::Closed); });
    }
}

void ConversationHeader::fillTeam(QMenu *menu)
{
    for (const Attendant &attendant : m_state.team) {
        QAction *action = menu->addAction(icon(u"circle-user-round"_s, presenceTone(attendant.presence)),
            u"%1\t%2"_s.arg(attendant.name, Words::presence(attendant.presence)));
        action->setEnabled(attendant.id != m_state.conversation.attendantId);
        connect(action, &QAction::triggered, this, [this, id = attendant.id] { Q_EMIT assignRequested(id); });
    }
    menu->setEnabled(!m_state.team.isEmpty());
}

void ConversationHeader::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ConversationHeader::retranslate()
{
    m_take->setName(tr("Take this conversation"));
    m_panel->setName(tr("Patient"));
    m_whole->setName(tr("Messages of the patient's other conversations too"));
    m_more->setName(tr("More actions"));
    refresh();
}

} // namespace acolhe::ui
