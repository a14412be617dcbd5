// SPDX-License-Identifier: Apache-2.0
#include "ui/login/choice_page.h"

#include "ui/login/choice_card.h"
#include "ui/login/mark.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

ChoicePage::ChoicePage(QWidget *parent)
    : QWidget(parent)
    , m_title(new Label({}, TextSize::Display, QFont::Bold, &Theme::text, this))
    , m_sentence(new Label({}, TextSize::Body, QFont::Normal, &Theme::muted, this))
    , m_server(new ChoiceCard(u"server"_s, this))
    , m_computer(new ChoiceCard(u"laptop"_s, this))
{
    m_title->setAlignment(Qt::AlignHCenter);
    m_sentence->setAlignment(Qt::AlignHCenter);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(18);
    cards->addStretch();
    cards->addWidget(m_server);
    cards->addWidget(m_computer);
    cards->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch();
    column->addWidget(new Mark(this), 0, Qt::AlignHCenter);
    column->addSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addSpacing(22);
    column->addLayout(cards);
    column->addStretch();
    connect(m_server, &QAbstractButton::clicked, this, &ChoicePage::serverChosen);
    connect(m_computer, &QAbstractButton::clicked, this, &ChoicePage::embeddedChosen);
    retranslate();
}

void ChoicePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ChoicePage::retranslate()
{
    m_title->setText(tr("Welcome to Acolhe"));
    m_sentence->setText(tr("Where are your clinic's conversations?"));
    m_server->setWords(
        tr("Connect to a server"), tr("The clinic has an Acolhe server already. You need its address."));
    m_computer->setWords(
        tr("Use this computer"), tr("For a clinic with one desk, or to try it: nothing else to install."));
}

} // namespace acolhe::ui
