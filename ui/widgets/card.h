// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/theme.h"

#include <QWidget>

namespace acolhe::ui {

/// A rounded box with a border around a group of widgets.
class Card final : public QWidget {
    Q_OBJECT
public:
    explicit Card(QColor Theme::*fill = &Theme::card, QWidget *parent = nullptr);

    void setColours(QColor Theme::*fill, QColor Theme::*line);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor Theme::*m_fill;
    QColor Theme::*m_line = &Theme::border;
};

/// A flat area of one colour with a line on some of its edges: panes, headers.
class Pane : public QWidget {
    Q_OBJECT
public:
    /// Qt::LeftEdge is the edge where reading starts, whatever the language.
    explicit Pane(QColor Theme::*fill = &Theme::card, Qt::Edges lines = {}, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor Theme::*m_fill;
    Qt::Edges m_lines;
};

} // namespace acolhe::ui
