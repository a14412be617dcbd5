// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/unnamed_controls.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QScrollBar>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace acolhe::desktop {

namespace {

QString described(const QObject &object)
{
    return u"%1 '%2'"_s.arg(QString::fromLatin1(object.metaObject()->className()), object.objectName());
}

void addNamelessRows(const QAbstractItemView &view, QStringList &found)
{
    const QAbstractItemModel *model = view.model();
    for (int row = 0; model && row < qMin(50, model->rowCount(view.rootIndex())); ++row) {
        const QModelIndex index = model->index(row, 0, view.rootIndex());
        if (index.data(Qt::AccessibleTextRole).toString().isEmpty() && index.data().toString().isEmpty())
            found << u"row %1 of %2"_s.arg(row).arg(described(view));
    }
}

} // namespace

QStringList unnamedControls(QWidget &root)
{
    QStringList found;
    const QList<QWidget *> all = root.findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (const auto *view = qobject_cast<QAbstractItemView *>(widget))
            addNamelessRows(*view, found);
        // What is hidden by itself gets its name when it is shown; what is on a hidden page must have it.
        if (widget->focusPolicy() == Qt::NoFocus || widget->isHidden() || qobject_cast<QScrollBar *>(widget))
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
            found << described(*widget);
    }
    return found;
}

} // namespace acolhe::desktop
