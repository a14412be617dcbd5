// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/base/timestamp.h"
#include "backend/domain/inbox.h"
#include "backend/domain/quick_reply.h"
#include "ui/widgets/card.h"

#include <optional>

class QHBoxLayout;
class QKeyEvent;
class QTimer;

namespace acolhe::ui {

class Button;
class GrowingEdit;
class IconButton;
class Label;
class ComposerNotice;
class WritingStrips;
class QuickReplyChooser;

/// What may be written in the open conversation.
struct ComposerState {
    enum Access {
        Ready,
        InQueue, ///< nobody has it: take it first
        SomebodyElses, ///< another attendant has it
        Ended, ///< closed for good
    };
    Access access = Ready;
    QString channel; ///< its name in words ("WhatsApp")
    QString attendant; ///< with SomebodyElses
    bool mayTake = true; ///< whether taking it is offered
    std::optional<Timestamp> windowExpiresAt; ///< when free text ends, on channels with a reply window
    int maximumLength = 4096;
    TextMarks marks; ///< how the channel marks bold and the like

    bool operator==(const ComposerState &) const = default;
};

/// Where the attendant writes: a reply to the patient, or in amber an internal note. Where a reply is not
/// possible it says why in the reply's place; notes always are.
class Composer final : public Pane {
    Q_OBJECT
public:
    /// `clock` is borrowed and must live longer.
    explicit Composer(const Clock &clock, QWidget *parent = nullptr);

    void setState(const ComposerState &state);
    QString text() const;
    void setText(const QString &text);
    /// A text that was begun before; nobody types it.
    void setDraft(const QString &text, bool note);
    bool isNote() const { return m_note; }
    void setNote(bool note);
    /// Shows what the reply answers; the view keeps which message it is.
    void setQuote(const QString &author, const QString &text);
    void clearQuote();
    /// What "/" at the start of a line offers, ready to be written.
    void setQuickReplies(const QList<QuickReply> &replies);
    /// What stands above it.
    WritingStrips &strips() { return *m_strips; }
    /// Something came from the patient: what is being written is not sent before the person has seen it.
    void noteArrival(const QString &text);
    /// The reply, which leaves the composer; nothing when it cannot be sent (a gap to fill, no text).
    std::optional<QString> take();
    void focusEditor();
    /// Puts a button of somebody else's beside its own.
    void addTool(QWidget *tool);
    bool canReply() const;

Q_SIGNALS:
    /// Text without blanks around it, never empty. The composer has emptied itself.
    void sendRequested(const QString &text);
    void noteRequested(const QString &text);
    void takeRequested();
    /// The person wants to say when the reply is sent; the menu goes there, in global coordinates.
    void laterRequested(const QPoint &at);
    void quoteCleared();
    /// Somebody typed, or took it all away.
    void typed(bool anything);
    /// The person changed the text, or what it is.
    void edited();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildBox();
    QLayout *newTools();
    void listenToEditor();
    std::optional<QString> slashQuery() const; ///< what stands after "/" on the line, before the cursor
    void refreshChooser();
    void beginQuickReply();
    void insert(const QuickReply &reply);
    bool showGap();
    /// The mark that these keys ask for; empty: none.
    QString markOf(const QKeyEvent &event) const;
    void buildQuote();
    void retranslate();
    void refresh(); ///< everything that follows from state, note and time
    void refreshWindow();
    void submit();
    void send();
    void recolour();
    qint64 windowLeftMs() const; ///< negative: closed; a huge number without a window

    const Clock &m_clock;
    ComposerState m_state;
    bool m_note = false;
    QWidget *m_quote;
    Label *m_quoteAuthor;
    Label *m_quoteText;
    IconButton *m_quoteClose;
    Card *m_box;
    GrowingEdit *m_edit;
    QHBoxLayout *m_tools = nullptr;
    IconButton *m_noteButton;
    IconButton *m_emojiButton;
    IconButton *m_quickButton;
    Label *m_window;
    Label *m_cut;
    IconButton *m_later;
    Button *m_send;
    ComposerNotice *m_notice;
    WritingStrips *m_strips;
    QString m_arrival; ///< came while this was written, and was not looked at
    QuickReplyChooser *m_chooser;
    QList<QuickReply> m_quickReplies;
    bool m_taking = false; ///< a draft is put in: nobody types
    bool m_dismissed = false; ///< not offered again for this line
    QTimer *m_tick;
};

} // namespace acolhe::ui
