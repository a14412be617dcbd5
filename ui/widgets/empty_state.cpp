// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/empty_state.h"

#include "ui/style/canvas.h"
#include "ui/style/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace acolhe::ui {

namespace {

constexpr int pictureSize = 72;
constexpr int textWidth = 320;

} // namespace

class EmptyState::Picture final : public QWidget {
public:
    explicit Picture(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(pictureSize, pictureSize);
    }

    QString name;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        Canvas canvas(painter, rect(), layoutDirection());
        canvas.fill(rect(), pictureSize / 2.0, tint(theme().accent, theme().card));
        if (!name.isEmpty())
            canvas.icon(QRectF(rect()).center() - QPointF(16, 16), 32, name, theme().accent);
    }
};

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_picture(new Picture(this))
    , m_title(new Label({}, TextSize::Heading, QFont::DemiBold, &Theme::text, this))
    , m_sentence(new Label({}, TextSize::Base, QFont::Normal, &Theme::muted, this))
    , m_action(new Button({}, ButtonLook::Primary, {}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    for (Label *label : {m_title, m_sentence}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
        label->setMaximumWidth(textWidth);
        auto *row = new QHBoxLayout; // an aligned, wrapped label would get too little height
        row->addStretch();
        row->addWidget(label, 100);
        row->addStretch();
        column->addLayout(row);
    }
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::present(
    const QString &icon, const QString &title, const QString &sentence, const QString &action)
{
    m_picture->name = icon;
    m_picture->update();
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

QString EmptyState::title() const
{
    return m_title->text();
}

} // namespace acolhe::ui
