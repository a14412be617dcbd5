// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/writing_strips.h"

#include "ui/inbox/strip.h"

#include <QBoxLayout>
#include <QEvent>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

constexpr int mostScheduled = 4; // shown at once; the composer must stay in sight

WritingStrips::WritingStrips(QWidget *parent)
    : QWidget(parent)
    , m_company(new Strip(u"eye"_s, this))
    , m_held(new Strip(u"timer"_s, this))
    , m_stop(new Strip(u"circle-alert"_s, this))
    , m_later(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_later->setSpacing(4);
    column->addLayout(m_later);
    for (Strip *strip : {m_company, m_held, m_stop}) {
        column->addWidget(strip);
        strip->hide();
    }
    hide();
    connect(m_held, &Strip::firstTriggered, this, &WritingStrips::undoRequested);
    connect(m_stop, &Strip::firstTriggered, this, [this] {
        letGo();
        Q_EMIT keepWriting();
    });
    connect(m_stop, &Strip::secondTriggered, this, [this] {
        letGo();
        Q_EMIT sendAnyway();
    });
    retranslate();
}

void WritingStrips::setTyping(const QStringList &names)
{
    m_writers = names;
    showCompany();
}

void WritingStrips::setViewers(const QStringList &names)
{
    m_viewers = names;
    showCompany();
}

/// Writing says more than looking: who writes is named alone.
void WritingStrips::showCompany()
{
    const bool anybody = !m_writers.isEmpty() || !m_viewers.isEmpty();
    if (m_writers.size() == 1)
        m_company->say(tr("%1 is typing…").arg(m_writers.constFirst()), &Theme::warn);
    else if (!m_writers.isEmpty())
        m_company->say(tr("%n people are typing…", nullptr, int(m_writers.size())), &Theme::warn);
    else if (m_viewers.size() == 1)
        m_company->say(tr("%1 has this conversation open").arg(m_viewers.constFirst()));
    else if (anybody)
        m_company->say(tr("%n colleagues have this conversation open", nullptr, int(m_viewers.size())));
    m_company->setToolTip((m_writers + m_viewers).join(u", "_s));
    m_company->setVisible(anybody);
    setVisible(anybody || m_heldSeconds > 0 || m_stops || !m_scheduled.isEmpty());
}

void WritingStrips::setHeld(int seconds)
{
    m_heldSeconds = seconds;
    if (seconds > 0)
        m_held->say(tr("The message is sent in %n s", nullptr, seconds), &Theme::accent);
    m_held->setVisible(seconds > 0);
    showCompany();
}

void WritingStrips::stop(const QString &text)
{
    m_stops = true;
    m_arrived = text;
    m_stop->say(tr("Arrived while you were writing: %1").arg(text.simplified()), &Theme::warn);
    m_stop->show();
    showCompany();
    m_stop->focusFirst();
}

void WritingStrips::letGo()
{
    m_stops = false;
    m_stop->hide();
    showCompany();
}

void WritingStrips::setScheduled(const QList<ScheduledMessage> &scheduled, const Times &times, Timestamp now)
{
    m_scheduled = scheduled;
    m_times = times;
    m_now = now;
    showScheduled();
    showCompany();
}

void WritingStrips::showScheduled()
{
    while (QLayoutItem *item = m_later->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const auto shown = m_scheduled.first(qMin(m_scheduled.size(), qsizetype(mostScheduled)));
    for (const ScheduledMessage &one : shown) {
        auto *strip = new Strip(u"alarm-clock"_s, this);
        const QString when = m_times.brief(one.sendAt, m_now);
        const QString text = one.text.simplified();
        switch (one.state) {
        case ScheduledState::Refused:
            strip->say(one.reason == u"window_closed"_s
                    ? tr("Not sent, the reply window was closed: %1").arg(text)
                    : tr("Not sent at its time: %1").arg(text),
                &Theme::err);
            break;
        case ScheduledState::Cancelled:
            strip->say(tr("Not sent, the patient wrote before: %1").arg(text), &Theme::warn);
            break;
        case ScheduledState::Waiting:
        case ScheduledState::Sent:
            strip->say(tr("%1, by %2: %3", "a time, a person, a text").arg(when, one.authorName, text),
                &Theme::accent);
            break;
        }
        strip->setActions(
            tr("Edit"), one.state == ScheduledState::Waiting ? tr("Do not send") : tr("Put away"));
        connect(strip, &Strip::firstTriggered, this, [this, id = one.id] { Q_EMIT editRequested(id); });
        connect(strip, &Strip::secondTriggered, this, [this, id = one.id] { Q_EMIT cancelRequested(id); });
        m_later->addWidget(strip);
    }
    if (m_scheduled.size() > mostScheduled) {
        auto *more = new Strip(u"alarm-clock"_s, this);
        more->say(tr("%n more are sent later", nullptr, int(m_scheduled.size() - mostScheduled)));
        m_later->addWidget(more);
    }
}

void WritingStrips::retranslate()
{
    m_held->setActions(tr("Undo"));
    m_stop->setActions(tr("Keep writing"), tr("Send anyway"));
    if (m_stops)
        m_stop->say(tr("Arrived while you were writing: %1").arg(m_arrived.simplified()), &Theme::warn);
    setHeld(m_heldSeconds);
    showScheduled();
    showCompany();
}

void WritingStrips::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace acolhe::ui
