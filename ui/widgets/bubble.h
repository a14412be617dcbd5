// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/bubble_text.h"

#include <QPixmap>
#include <QStringList>

#include <memory>

class QPainter;

namespace acolhe::ui {

class Canvas;

enum class BubbleKind { Incoming, Outgoing, Note, System, Separator, UnreadLine };

/// How far an outgoing message came: a clock, one tick, two, two in blue; "!" and "?" go with a reason.
enum class Ticks { None, Clock, One, Two, Read, Failed, Uncertain };

/// A file, a place, a contact: what a message carries beside its text.
struct BubbleCard {
    QString icon{};
    QString title;
    QString detail;
    QPixmap picture{}; ///< null while it is not here
    QSize pictureSize{}; ///< set: it is shown as a picture of this shape, not as a line
    double progress = -1; ///< 0 to 1 while something runs

    bool operator==(const BubbleCard &other) const;
};

/// One entry of a thread, in words ready to show.
struct BubbleContent {
    BubbleKind kind = BubbleKind::Incoming;
    QString text{};
    bool faint = false; ///< the text stands for one that cannot be shown (deleted, unsupported)
    QString icon{}; ///< before the text of System entries
    QString heading{}; ///< above the text of a note, beside a lock
    QString author{};
    QString time{};
    Ticks ticks = Ticks::None;
    QString problem{}; ///< below the bubble, with Failed and Uncertain
    QString action{}; ///< a link behind the problem ("Try again")
    QString quoteAuthor{};
    QString quoteText{};
    QList<BubbleCard> cards{};
    QStringList reactions{};
    QString more{}; ///< the words of the link below a text that was cut

    bool operator==(const BubbleContent &) const = default;
};

/// What lies below the pointer.
struct BubblePart {
    enum What { Nothing, Body, Link, Action, More, Quote, Card };
    What what = Nothing;
    QString url; ///< of a Link
    int card = -1; ///< of a Card
};

/// One entry laid out for one width: knows its height, paints itself, tells what lies where.
class Bubble {
public:
    /// `width` is that of the whole thread.
    Bubble(const BubbleContent &content, int width, Qt::LayoutDirection direction);

    const BubbleContent &content() const { return m_content; }
    int width() const { return m_width; }
    Qt::LayoutDirection direction() const { return m_direction; }
    int height() const { return m_height; }
    /// Of the visible bubble, from the entry's own top left.
    QRectF body() const;

    void paint(QPainter &painter, const QPointF &topLeft, bool focused) const;
    BubblePart partAt(const QPointF &position) const;

private:
    struct Colours;

    bool isMessage() const { return m_content.kind <= BubbleKind::Note; }
    bool isOwn() const
    {
        return m_content.kind == BubbleKind::Outgoing || m_content.kind == BubbleKind::Note;
    }
    void layOutLine();
    void layOutMessage();
    qreal layOutInside(qreal inner);
    qreal widthWanted() const;
    void layOutProblem(qreal top, qreal widest);
    QString meta() const;

    Colours colours() const;
    void paintLine(Canvas &canvas) const;
    void paintMessage(Canvas &canvas, bool focused) const;
    void paintShape(Canvas &canvas, const Colours &colours, bool focused) const;
    void paintQuote(Canvas &canvas, const Colours &colours) const;
    void paintCards(Canvas &canvas, const Colours &colours) const;
    void paintPicture(
        Canvas &canvas, const Colours &colours, const QRectF &rect, const BubbleCard &card) const;
    void paintMeta(Canvas &canvas, const Colours &colours) const;
    void paintProblem(Canvas &canvas) const;
    void paintReactions(Canvas &canvas) const;

    BubbleContent m_content;
    int m_width;
    Qt::LayoutDirection m_direction;
    int m_height = 0;
    std::unique_ptr<BubbleText> m_text;
    std::unique_ptr<BubbleText> m_problem;
    // In left-to-right coordinates of the entry; empty where there is no such part.
    QRectF m_body, m_heading, m_quote, m_textRect, m_more, m_meta, m_reactions, m_problemRect, m_action;
    QList<QRectF> m_cards;
};

} // namespace acolhe::ui
