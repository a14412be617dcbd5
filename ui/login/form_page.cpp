// SPDX-License-Identifier: Apache-2.0
#include "ui/login/form_page.h"

#include "ui/login/mark.h"
#include "ui/style/icons.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QAccessible>
#include <QAction>
#include <QEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int formWidth = 420;

} // namespace

PasswordField::PasswordField(QWidget *parent)
    : QLineEdit(parent)
    , m_eye(addAction(icon(u"eye"_s), TrailingPosition))
{
    setEchoMode(Password);
    m_eye->setCheckable(true);
    connect(m_eye, &QAction::toggled, this, [this](bool shown) {
        setEchoMode(shown ? Normal : Password);
        m_eye->setIcon(icon(shown ? u"eye-off"_s : u"eye"_s));
    });
    retranslate();
}

void PasswordField::retranslate()
{
    m_eye->setText(tr("Show the password"));
    m_eye->setToolTip(m_eye->text());
}

FormPage::FormPage(QWidget *parent)
    : QWidget(parent)
    , m_title(new Label({}, TextSize::Display, QFont::Bold, &Theme::text, this))
    , m_sentence(new Label({}, TextSize::Base, QFont::Normal, &Theme::muted, this))
    , m_submit(new Button({}, ButtonLook::Primary, {}, this))
    , m_fields(new QVBoxLayout)
    , m_form(new Card(&Theme::card, this))
    , m_problem(new Label({}, TextSize::Base, QFont::Medium, &Theme::err, this))
    , m_back(new Button({}, ButtonLook::Ghost, u"chevron-left"_s, this))
{
    m_form->setFixedWidth(formWidth);
    auto *inside = new QVBoxLayout(m_form);
    inside->setContentsMargins(32, 30, 32, 26);
    inside->setSpacing(8);
    inside->addWidget(new Mark(m_form), 0, Qt::AlignLeft);
    inside->addSpacing(8);
    inside->addWidget(m_title);
    inside->addWidget(m_sentence);
    inside->addSpacing(10);
    m_fields->setSpacing(6);
    inside->addLayout(m_fields);
    inside->addWidget(m_problem);
    inside->addSpacing(8);
    inside->addWidget(m_submit);
    inside->addWidget(m_back, 0, Qt::AlignHCenter);
    m_title->setWordWrap(true);
    m_sentence->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_back->hide();
    auto *column = new QVBoxLayout(this);
    column->addStretch();
    column->addWidget(m_form, 0, Qt::AlignHCenter);
    column->addStretch();
    connect(m_submit, &QPushButton::clicked, this, [this] { submit(); });
    connect(m_back, &QPushButton::clicked, this, &FormPage::backRequested);
}

Label *FormPage::addField(QLineEdit *field)
{
    auto *label = new Label({}, TextSize::Small, QFont::DemiBold, &Theme::muted, m_form);
    label->setBuddy(field);
    m_fields->addWidget(label);
    m_fields->addWidget(field);
    m_fields->addSpacing(6);
    m_inputs << field;
    connect(field, &QLineEdit::returnPressed, this, [this] {
        if (m_submit->isEnabled())
            submit();
    });
    connect(field, &QLineEdit::textEdited, this, [this] { showProblem({}); });
    return label;
}

void FormPage::addRow(QWidget *row)
{
    m_fields->addWidget(row);
}

bool FormPage::refuse(QLineEdit *field, const QString &why)
{
    showProblem(why);
    field->setFocus();
    field->selectAll();
    return false;
}

void FormPage::setBusy(bool busy)
{
    for (QLineEdit *input : std::as_const(m_inputs))
        input->setReadOnly(busy); // still readable and still where the focus was
    m_submit->setEnabled(!busy);
    m_back->setEnabled(!busy);
    m_submit->setText(busy ? tr("One moment…") : m_submitText);
}

void FormPage::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    m_problem->setAccessibleName(text);
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void FormPage::setBackOffered(bool offered)
{
    m_back->setVisible(offered);
}

void FormPage::retranslate()
{
    m_back->setText(tr("Choose something else"));
    m_submitText = m_submit->text();
    const QList<PasswordField *> passwords = findChildren<PasswordField *>();
    for (PasswordField *field : passwords)
        field->retranslate();
}

void FormPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

bool FormPage::looksLikeEmail(const QString &text)
{
    const qsizetype at = text.indexOf(u'@');
    return at > 0 && at == text.lastIndexOf(u'@') && at < text.size() - 1 && !text.contains(u' ');
}

} // namespace acolhe::ui
