// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QList>
#include <QTextLayout>

namespace acolhe::ui {

/// A piece of what a person wrote, laid out once for one width: words too long for a line are broken, web
/// addresses are links, and no more than `limit` characters are laid out, whatever the length (a megabyte
/// must not freeze a window).
class BubbleText {
public:
    static constexpr int limit = 4096;

    BubbleText(const QString &text, const QFont &font, qreal width);

    bool isCut() const { return m_cut; }
    bool isEmpty() const { return m_layout.text().isEmpty(); }
    QSizeF size() const { return m_size; }

    void paint(
        QPainter &painter, const QPointF &topLeft, const QColor &colour, const QColor &linkColour) const;
    /// The web address below `position` (from the top left of the text), or empty.
    QString linkAt(const QPointF &position) const;

private:
    struct Link {
        int start;
        int length;
        QString url;
    };

    void findLinks();
    void layOut(qreal width);

    QTextLayout m_layout;
    QList<Link> m_links;
    QSizeF m_size;
    bool m_cut = false;
};

/// At most `limit` UTF-16 units, ending between two characters as people see them.
QString cutAtCharacter(const QString &text, int limit);

} // namespace acolhe::ui
