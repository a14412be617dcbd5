// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QTimer;

namespace acolhe::ui {

/// Grey shapes where content is about to come. What arrives within 150 ms is never preceded by them.
class SkeletonRows final : public QWidget {
    Q_OBJECT
public:
    enum class Shape { Conversations, Messages };
    SkeletonRows(Shape shape, const QString &accessibleName, QWidget *parent = nullptr);

    /// Hidden until 150 ms have passed without stop().
    void start();
    void stop();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Shape m_shape;
    QTimer *m_delay;
};

} // namespace acolhe::ui
