// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/search_field.h"

#include "ui/style/icons.h"

#include <QAction>
#include <QKeyEvent>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int pauseMs = 180;
constexpr int longest = 200;

} // namespace

SearchField::SearchField(const QString &accessibleName, QWidget *parent)
    : QLineEdit(parent)
    , m_pause(new QTimer(this))
{
    setAccessibleName(accessibleName);
    setMaxLength(longest);
    addAction(icon(u"search"_s), LeadingPosition);
    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMs);
    connect(m_pause, &QTimer::timeout, this, &SearchField::search);
    connect(this, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(this, &QLineEdit::returnPressed, this, &SearchField::search);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        search();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::search()
{
    m_pause->stop();
    const QString wanted = text().trimmed();
    if (wanted == m_last)
        return;
    m_last = wanted;
    Q_EMIT searched(wanted);
}

} // namespace acolhe::ui
