// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/style/theme.h"

#include <QWidget>

namespace acolhe::ui {

class Canvas;

/// Who is shown, and the small signs on the picture's edge.
struct AvatarFace {
    QString name;
    QString channelIcon{}; ///< a channel badge, unless empty
    QColor Theme::*presence = nullptr; ///< a presence dot in this colour, unless null

    bool operator==(const AvatarFace &) const = default;
};

/// Paints the face into `rect`; `surround` is what lies behind, for the rings around badge and dot.
void paintAvatar(Canvas &canvas, const QRectF &rect, const AvatarFace &face, const QColor &surround);

class Avatar final : public QWidget {
    Q_OBJECT
public:
    explicit Avatar(int size, QWidget *parent = nullptr);

    void setFace(const AvatarFace &face);
    const AvatarFace &face() const { return m_face; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    AvatarFace m_face;
};

} // namespace acolhe::ui
