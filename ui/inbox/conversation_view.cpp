// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/conversation_view.h"

#include "ui/inbox/composer.h"
#include "ui/inbox/conversation_header.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/skeleton_rows.h"

#include <QEvent>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int olderHeight = 72;

} // namespace

ConversationView::ConversationView(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_empty(new EmptyState(this))
    , m_thread(new QWidget(this))
    , m_header(new ConversationHeader(m_thread))
    , m_timeline(new Timeline({}, m_thread))
    , m_composer(new Composer(clock, m_thread))
    , m_skeleton(new SkeletonRows(SkeletonRows::Shape::Messages, {}, m_timeline))
    , m_older(new SkeletonRows(SkeletonRows::Shape::Messages, {}, m_timeline))
    , m_pill(new Button({}, ButtonLook::Primary, u"arrow-down"_s, m_timeline))
{
    auto *column = m_column = new QVBoxLayout(m_thread);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_timeline, 1);
    column->addWidget(m_composer);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_thread);
    setMinimumWidth(420);
    m_pill->hide();
    m_timeline->setContextMenuPolicy(Qt::CustomContextMenu);
    m_timeline->installEventFilter(this);
    connect(m_pill, &QPushButton::clicked, m_timeline, &Timeline::scrollToEnd);
    connect(m_timeline, &Timeline::atEndChanged, this, &ConversationView::updatePill);
    connect(m_timeline, &Timeline::newBelowChanged, this, &ConversationView::updatePill);
    connect(m_empty, &EmptyState::actionTriggered, this, &ConversationView::retryRequested);
    connect(m_timeline, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const bool byKey = !m_timeline->rect().contains(m_timeline->mapFromGlobal(QCursor::pos()));
        const QModelIndex index = byKey ? m_timeline->currentIndex() : m_timeline->indexAt(at);
        if (index.isValid())
            Q_EMIT menuRequested(index, m_timeline->viewport()->mapToGlobal(at));
    });
    showNothing();
    retranslate();
}

void ConversationView::addAboveThread(QWidget *strip)
{
    m_column->insertWidget(m_column->indexOf(m_timeline), strip);
}

void ConversationView::addAboveComposer(QWidget *strip)
{
    m_column->insertWidget(m_column->indexOf(m_composer), strip);
}

void ConversationView::showNothing()
{
    m_problem = false;
    m_stack->setCurrentWidget(m_empty);
    retranslate();
}

void ConversationView::showProblem(const QString &why)
{
    m_problem = true;
    m_empty->present(u"triangle-alert"_s, tr("This conversation could not be loaded"), why, tr("Try again"));
    m_stack->setCurrentWidget(m_empty);
}

void ConversationView::showThread()
{
    m_problem = false;
    m_stack->setCurrentWidget(m_thread);
    placeOverlays();
}

bool ConversationView::isThreadShown() const
{
    return m_stack->currentWidget() == m_thread;
}

void ConversationView::setLoading(bool loading)
{
    loading ? m_skeleton->start() : m_skeleton->stop();
    placeOverlays();
}

void ConversationView::setLoadingOlder(bool loading)
{
    loading ? m_older->start() : m_older->stop();
    placeOverlays();
}

void ConversationView::updatePill()
{
    const int count = m_timeline->newBelow();
    m_pill->setText(count > 0 ? tr("%n new", nullptr, count) : tr("Newest"));
    m_pill->setVisible(!m_timeline->isAtEnd());
    placeOverlays();
}

void ConversationView::placeOverlays()
{
    const QRect area = m_timeline->viewport()->geometry();
    m_skeleton->setGeometry(area);
    m_older->setGeometry(area.x(), area.y(), area.width(), olderHeight);
    const QSize size = m_pill->sizeHint();
    m_pill->setGeometry(area.center().x() - size.width() / 2, area.bottom() - size.height() - 12,
        size.width(), size.height());
    m_pill->raise();
}

bool ConversationView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_timeline && event->type() == QEvent::Resize)
        placeOverlays();
    return QWidget::eventFilter(watched, event);
}

void ConversationView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ConversationView::retranslate()
{
    m_timeline->setAccessibleName(tr("Messages"));
    m_skeleton->setAccessibleName(tr("Loading"));
    m_older->setAccessibleName(tr("Loading older messages"));
    if (!m_problem)
        m_empty->present(u"messages-square"_s, tr("No conversation is open"),
            tr("Choose one from the list to read and answer it."));
    updatePill();
}

} // namespace acolhe::ui
