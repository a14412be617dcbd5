// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/avatar.h"

#include "backend/base/text.h"
#include "ui/style/canvas.h"
#include "ui/style/channel_look.h"
#include "ui/style/fonts.h"

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr qreal overhang = 3; // badge and dot may stand out of the picture by this much

void paintChannel(Canvas &canvas, const QRectF &face, const QString &channel, const QColor &surround)
{
    const ChannelLook look = channelLook(channel);
    const QPointF centre = face.bottomRight() - QPointF(6, 6);
    canvas.fill(QRectF(centre - QPointF(9.5, 9.5), QSizeF(19, 19)), 9.5, surround);
    canvas.fill(QRectF(centre - QPointF(8, 8), QSizeF(16, 16)), 8, look.colour);
    canvas.icon(centre - QPointF(5, 5), 10, look.glyph, Qt::white);
}

} // namespace

void paintAvatar(Canvas &canvas, const QRectF &rect, const AvatarFace &face, const QColor &surround)
{
    const AvatarColours colours = avatarColours(theme(), face.name);
    canvas.fill(rect, rect.height() / 2, colours.fill);
    const QString letters = initials(face.name);
    if (letters.isEmpty()) {
        const qreal side = qRound(rect.height() * 0.5);
        canvas.icon(rect.center() - QPointF(side / 2, side / 2), side, u"circle-user-round"_s, colours.text);
    } else {
        QFont sized = font(TextSize::Base, QFont::DemiBold); // follows the picture, not the font scale
        sized.setPixelSize(qRound(rect.height() * 0.36));
        canvas.text(rect, letters, sized, colours.text, Qt::AlignHCenter);
    }
    if (!face.channelIcon.isEmpty())
        paintChannel(canvas, rect, face.channelIcon, surround);
    if (face.presence) {
        const QPointF centre = rect.bottomRight() - QPointF(4, 4);
        canvas.fill(QRectF(centre - QPointF(6.5, 6.5), QSizeF(13, 13)), 6.5, surround);
        canvas.fill(QRectF(centre - QPointF(4.5, 4.5), QSizeF(9, 9)), 4.5, theme().*face.presence);
    }
}

Avatar::Avatar(int size, QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(size + int(overhang), size + int(overhang));
}

void Avatar::setFace(const AvatarFace &face)
{
    if (m_face == face)
        return;
    m_face = face;
    update();
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, rect(), layoutDirection());
    paintAvatar(canvas, QRectF(rect()).adjusted(0, 0, -overhang, -overhang), m_face, theme().card);
}

} // namespace acolhe::ui
