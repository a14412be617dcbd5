// SPDX-License-Identifier: Apache-2.0
#include "ui/window/problem_strip.h"

#include "ui/widgets/banner.h"
#include "ui/words/words.h"

#include <QEvent>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int patienceMs = 2000; // a connection that comes within this is no problem

} // namespace

ProblemStrip::ProblemStrip(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_connectionBanner(new Banner(this))
    , m_memoryBanner(new Banner(this))
    , m_inboxBanner(new Banner(this))
    , m_second(new QTimer(this))
    , m_patience(new QTimer(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (Banner *banner : {m_connectionBanner, m_memoryBanner, m_inboxBanner})
        column->addWidget(banner);
    m_second->setInterval(1000);
    m_patience->setSingleShot(true);
    m_patience->setInterval(patienceMs);
    connect(m_second, &QTimer::timeout, this, &ProblemStrip::refreshConnection);
    connect(m_patience, &QTimer::timeout, this, &ProblemStrip::refreshConnection);
    connect(m_connectionBanner, &Banner::actionTriggered, this, &ProblemStrip::reconnectRequested);
}

void ProblemStrip::setConnection(const Connection &connection)
{
    if (m_connection == connection)
        return;
    m_connection = connection;
    if (connection.state == Connection::Connecting && m_connectionBanner->isHidden())
        m_patience->start();
    else
        refreshConnection();
}

void ProblemStrip::setMemoryOnly(bool memoryOnly)
{
    m_memoryOnly = memoryOnly;
    refresh();
}

void ProblemStrip::setInboxes(const QList<Inbox> &inboxes)
{
    m_inboxes = inboxes;
    refreshInboxes();
}

void ProblemStrip::refresh()
{
    if (m_memoryOnly) {
        m_memoryBanner->present(u"hard-drive"_s,
            tr("This computer's keychain cannot be used: nothing is kept here, and what is not sent is lost "
               "when Acolhe "
               "is closed."),
            &Theme::warn);
    } else {
        m_memoryBanner->dismiss();
    }
    if (!m_connectionBanner->isHidden())
        refreshConnection();
    refreshInboxes();
}

void ProblemStrip::refreshConnection()
{
    m_second->stop();
    m_patience->stop();
    if (m_connection.state == Connection::Online) {
        m_connectionBanner->dismiss();
        return;
    }
    if (m_connection.state == Connection::Connecting) {
        m_connectionBanner->present(
            u"wifi-off"_s, tr("Connecting to the server… Your messages wait here."), &Theme::warn);
        return;
    }
    const qint64 left = m_connection.nextAttempt ? m_connection.nextAttempt->ms - m_clock.nowMs() : 0;
    if (left <= 0) {
        m_connectionBanner->present(u"wifi-off"_s,
            tr("No connection to the server. Your messages wait here."), &Theme::warn, tr("Try now"));
        return;
    }
    m_connectionBanner->present(u"wifi-off"_s,
        tr("No connection to the server. Trying again in %n s. Your messages wait here.", nullptr,
            int((left + 999) / 1000)),
        &Theme::warn, tr("Try now"));
    m_second->start();
}

void ProblemStrip::refreshInboxes()
{
    for (const Inbox &inbox : std::as_const(m_inboxes)) {
        if (inbox.state != InboxState::NeedsAttention)
            continue;
        m_inboxBanner->present(u"triangle-alert"_s,
            tr("%1 needs attention: %2.", "%1 is an inbox, %2 what is wrong with it")
                .arg(inbox.name, Words::inboxProblem(inbox.stateReason.value_or(QString()))),
            &Theme::err);
        return;
    }
    m_inboxBanner->dismiss();
}

void ProblemStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace acolhe::ui
