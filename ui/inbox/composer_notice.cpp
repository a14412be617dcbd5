// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/composer_notice.h"

#include "ui/style/canvas.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

ComposerNotice::ComposerNotice(QWidget *parent)
    : QWidget(parent)
    , m_text(new Label({}, TextSize::Base, QFont::Medium, &Theme::text, this))
    , m_note(new Button({}, ButtonLook::Ghost, u"sticky-note"_s, this))
    , m_take(new Button({}, ButtonLook::Primary, {}, this))
{
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(48, 12, 12, 12);
    row->addWidget(m_text, 1);
    row->addWidget(m_note);
    row->addWidget(m_take);
    connect(m_note, &QPushButton::clicked, this, &ComposerNotice::noteRequested);
    connect(m_take, &QPushButton::clicked, this, &ComposerNotice::takeRequested);
}

void ComposerNotice::retranslate()
{
    m_note->setText(tr("Internal note"));
}

void ComposerNotice::explain(const ComposerState &state, bool windowClosed)
{
    using enum ComposerState::Access;
    m_take->setVisible(state.mayTake && (state.access == InQueue || state.access == SomebodyElses));
    m_take->setText(state.access == InQueue ? tr("Take it") : tr("Take it over"));
    switch (state.access) {
    case InQueue:
        m_icon = u"inbox"_s;
        m_text->setText(tr("This conversation waits in the queue. Take it to reply."));
        break;
    case SomebodyElses:
        m_icon = u"user-check"_s;
        m_text->setText(tr("%1 is answering this conversation.").arg(state.attendant));
        break;
    case Ended:
        m_icon = u"archive"_s;
        m_text->setText(tr("This conversation is closed. A new message of the patient opens another one."));
        break;
    case Ready:
        m_icon = u"timer-off"_s;
        m_text->setText(windowClosed
                ? tr("The reply window on %1 is closed: it opens again when the patient writes.",
                    "%1 is a channel")
                      .arg(state.channel)
                : QString());
        break;
    }
    update();
}

void ComposerNotice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    canvas.fill(rect(), metrics::cardRadius, theme().raised);
    canvas.outline(rect(), metrics::cardRadius, theme().border);
    canvas.icon(QPointF(18, height() / 2.0 - 9), 18, m_icon, theme().muted);
}

} // namespace acolhe::ui
