// SPDX-License-Identifier: Apache-2.0
#include "ui/style/icons.h"

#include <QCache>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

QString pathOf(const QString &name)
{
    return name.startsWith("brand/"_L1) ? u":/acolhe/%1.svg"_s.arg(name)
                                        : u":/acolhe/icons/%1.svg"_s.arg(name);
}

QPixmap render(const QString &name, int pixels, const QColor &colour)
{
    QPixmap made(pixels, pixels);
    made.fill(Qt::transparent);
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("no icon named %s", qUtf8Printable(name));
        return made;
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(svg);
    QPainter painter(&made);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    return made;
}

/// Resolves its colours at paint time, so that no widget must replace its icons when the theme changes.
class ThemedIconEngine final : public QIconEngine {
public:
    ThemedIconEngine(QString name, QColor Theme::*colour, QColor Theme::*checked)
        : m_name(std::move(name))
        , m_colour(colour)
        , m_checked(checked)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatio() : 1;
        const int side = qMin(rect.width(), rect.height());
        const QPointF corner(rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0);
        painter->drawPixmap(corner, iconPixmap(m_name, side, colour(mode, state), ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    // Qt 6.4 gives the size in device pixels here, whatever the scale.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        Q_UNUSED(scale)
        return iconPixmap(m_name, qMin(size.width(), size.height()), colour(mode, state), 1);
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }
    QString key() const override { return u"acolhe"_s; }

private:
    QColor colour(QIcon::Mode mode, QIcon::State state) const
    {
        const Theme &now = theme();
        if (mode == QIcon::Disabled)
            return mix(now.muted, now.card, 0.5);
        const bool chosen = state == QIcon::On || mode == QIcon::Selected;
        return now.*(chosen && m_checked ? m_checked : m_colour);
    }

    QString m_name;
    QColor Theme::*m_colour;
    QColor Theme::*m_checked;
};

} // namespace

QPixmap iconPixmap(const QString &name, qreal size, const QColor &colour, qreal pixelRatio)
{
    static QCache<QString, QPixmap> cache(600);
    const int pixels = qMax(1, qRound(size * pixelRatio));
    const QString key = u"%1/%2/%3/%4"_s.arg(name).arg(pixels).arg(colour.rgba(), 0, 16).arg(pixelRatio);
    if (const QPixmap *known = cache.object(key))
        return *known;
    QPixmap made = render(name, pixels, colour);
    made.setDevicePixelRatio(pixelRatio);
    cache.insert(key, new QPixmap(made));
    return made;
}

QIcon icon(const QString &name, QColor Theme::*colour, QColor Theme::*checked)
{
    return QIcon(new ThemedIconEngine(name, colour, checked));
}

bool hasIcon(const QString &name)
{
    return QFile::exists(pathOf(name));
}

QIcon productIcon()
{
    QIcon made;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        made.addPixmap(iconPixmap(u"brand/acolhe"_s, size, Qt::black, 1));
    return made;
}

} // namespace acolhe::ui
