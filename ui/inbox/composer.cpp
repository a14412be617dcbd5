// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/composer.h"

#include "ui/inbox/composer_notice.h"
#include "ui/inbox/emoji_menu.h"
#include "ui/inbox/quick_reply_chooser.h"
#include "ui/inbox/writing_strips.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/growing_edit.h"
#include "ui/widgets/icon_button.h"
#include "ui/words/times.h"

#include <QBoxLayout>
#include <QTimer>

#include <limits>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int tickMs = 15'000;
constexpr qint64 soonMs = 4 * 3'600'000LL; // from here on the window's rest is amber
constexpr qint64 marginMs = 5 * 60'000LL; // the channel's clock decides, not ours
constexpr qint64 endless = std::numeric_limits<qint64>::max();

} // namespace

Composer::Composer(const Clock &clock, QWidget *parent)
    : Pane(&Theme::card, Qt::TopEdge, parent)
    , m_clock(clock)
    , m_quote(new QWidget(this))
    , m_box(new Card(&Theme::raised, this))
    , m_notice(new ComposerNotice(this))
    , m_strips(new WritingStrips(this))
    , m_chooser(new QuickReplyChooser(this))
    , m_tick(new QTimer(this))
{
    buildQuote();
    buildBox();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 12, 20, 14);
    column->setSpacing(8);
    column->addWidget(m_strips);
    column->addWidget(m_quote);
    column->addWidget(m_notice);
    column->addWidget(m_chooser);
    column->addWidget(m_box);
    m_quote->hide();
    connect(m_notice, &ComposerNotice::takeRequested, this, &Composer::takeRequested);
    connect(m_notice, &ComposerNotice::noteRequested, this, [this] {
        setNote(true);
        focusEditor();
    });
    connect(m_strips, &WritingStrips::sendAnyway, this, &Composer::send);
    connect(m_strips, &WritingStrips::keepWriting, this, &Composer::focusEditor);
    m_tick->setInterval(tickMs);
    connect(m_tick, &QTimer::timeout, this, &Composer::refresh);
    m_tick->start();
    retranslate();
}

void Composer::buildQuote()
{
    auto *row = new QHBoxLayout(m_quote);
    row->setContentsMargins(4, 0, 0, 0);
    m_quoteAuthor = new ElidedLabel({}, TextSize::Small, QFont::DemiBold, &Theme::accent, m_quote);
    m_quoteText = new ElidedLabel({}, TextSize::Small, QFont::Normal, &Theme::muted, m_quote);
    m_quoteClose = new IconButton(u"x"_s, {}, m_quote);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_quoteAuthor);
    words->addWidget(m_quoteText);
    row->addLayout(words, 1);
    row->addWidget(m_quoteClose);
    connect(m_quoteClose, &QToolButton::clicked, this, [this] {
        clearQuote();
        Q_EMIT quoteCleared();
    });
}

void Composer::buildBox()
{
    m_edit = new GrowingEdit({}, m_box);
    auto *column = new QVBoxLayout(m_box);
    column->setContentsMargins(8, 6, 6, 6);
    column->setSpacing(2);
    column->addWidget(m_edit);
    column->addLayout(newTools());
    listenToEditor();
}

void Composer::addTool(QWidget *tool)
{
    m_tools->insertWidget(m_tools->indexOf(m_noteButton), tool);
}

QLayout *Composer::newTools()
{
    m_noteButton = new IconButton(u"sticky-note"_s, {}, m_box);
    m_noteButton->setCheckable(true);
    m_noteButton->setKeys(QKeySequence(u"Ctrl+Shift+N"_s));
    m_emojiButton = new IconButton(u"smile"_s, {}, m_box);
    m_emojiButton->setMenu(
        new EmojiMenu(m_emojiButton, [this](const QString &emoji) { m_edit->insertPlainText(emoji); }));
    m_quickButton = new IconButton(u"zap"_s, {}, m_box);
    m_window = new Label({}, TextSize::Small, QFont::Medium, &Theme::muted, m_box);
    m_cut = new Label({}, TextSize::Small, QFont::Medium, &Theme::warn, m_box);
    m_cut->hide();
    m_send = new Button({}, ButtonLook::Primary, u"send-horizontal"_s, m_box);
    m_later = new IconButton(u"alarm-clock"_s, {}, m_box);
    connect(m_later, &QToolButton::clicked, this,
        [this] { Q_EMIT laterRequested(m_later->mapToGlobal(QPoint(0, 0))); });
    m_send->setLayoutDirection(
        layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight); // icon last
    auto *tools = m_tools = new QHBoxLayout;
    tools->setSpacing(2);
    tools->addWidget(m_quickButton);
    tools->addWidget(m_emojiButton);
    tools->addWidget(m_noteButton);
    tools->addStretch();
    tools->addWidget(m_cut);
    tools->addWidget(m_window);
    tools->addSpacing(10);
    tools->addWidget(m_later);
    tools->addWidget(m_send);
    connect(m_noteButton, &QToolButton::toggled, this, &Composer::setNote);
    connect(m_quickButton, &QToolButton::clicked, this, &Composer::beginQuickReply);
    connect(m_send, &QPushButton::clicked, this, &Composer::submit);
    return tools;
}

void Composer::listenToEditor()
{
    m_edit->installEventFilter(this);
    connect(m_chooser, &QuickReplyChooser::chosen, this, &Composer::insert);
    connect(m_chooser, &QuickReplyChooser::dismissed, this, [this] { m_dismissed = true; });
    connect(m_edit, &QPlainTextEdit::cursorPositionChanged, this, &Composer::refreshChooser);
    connect(m_edit, &GrowingEdit::submitted, this, &Composer::submit);
    connect(m_edit, &GrowingEdit::cut, m_cut, &QWidget::show);
    connect(m_edit, &GrowingEdit::escaped, m_quoteClose, [this] {
        if (m_quote->isVisible())
            m_quoteClose->click();
    });
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        m_send->setEnabled(!m_edit->text().trimmed().isEmpty());
        refreshChooser();
        if (m_edit->text().trimmed().isEmpty()) {
            m_arrival.clear();
            m_strips->letGo();
        }
        if (m_taking)
            return;
        Q_EMIT edited();
        if (!m_note)
            Q_EMIT typed(!m_edit->text().trimmed().isEmpty());
    });
}

void Composer::setQuickReplies(const QList<QuickReply> &replies)
{
    if (m_quickReplies == replies)
        return;
    m_quickReplies = replies;
    refresh();
}

void Composer::setState(const ComposerState &state)
{
    if (m_state == state)
        return;
    m_state = state;
    refresh();
}

QString Composer::text() const
{
    return m_edit->text();
}

void Composer::setText(const QString &text)
{
    m_taking = true;
    m_edit->setText(text);
    m_taking = false;
    m_arrival.clear();
    m_strips->letGo();
    m_cut->hide();
    m_dismissed = slashQuery().has_value(); // a draft that begins with "/" asks for nothing
    refreshChooser();
}

void Composer::setDraft(const QString &text, bool note)
{
    m_taking = true;
    setNote(note);
    m_taking = false;
    setText(text);
}

void Composer::setNote(bool note)
{
    const bool changed = m_note != note;
    m_note = note;
    m_noteButton->setChecked(note);
    refresh();
    refreshChooser();
    if (changed && !m_taking)
        Q_EMIT edited();
}

void Composer::setQuote(const QString &author, const QString &text)
{
    m_quoteAuthor->setText(author);
    m_quoteText->setText(text);
    m_quote->show();
}

void Composer::clearQuote()
{
    m_quote->hide();
}

void Composer::focusEditor()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

bool Composer::canReply() const
{
    return m_state.access == ComposerState::Ready && windowLeftMs() > 0;
}

qint64 Composer::windowLeftMs() const
{
    if (!m_state.windowExpiresAt)
        return endless;
    return m_state.windowExpiresAt->ms - m_clock.nowMs() - marginMs;
}

void Composer::refresh()
{
    m_edit->setMaximumLength(m_note ? 10'000 : m_state.maximumLength);
    m_box->setVisible(m_note || canReply());
    m_notice->setVisible(!m_box->isVisibleTo(this));
    m_notice->explain(m_state, windowLeftMs() <= 0);
    if (!canReply())
        clearQuote();
    m_noteButton->setName(m_note ? tr("Back to the reply") : tr("Internal note"));
    m_send->setText(m_note ? tr("Save note") : tr("Send"));
    m_send->setIconName(m_note ? u"lock"_s : u"send-horizontal"_s);
    m_send->setEnabled(!m_edit->text().trimmed().isEmpty());
    m_later->setVisible(!m_note);
    m_quickButton->setVisible(!m_note && !m_quickReplies.isEmpty());
    m_edit->setPlaceholderText(m_note ? tr("A note that only the team sees…")
            : m_quickReplies.isEmpty()
            ? tr("Reply by %1…", "%1 is a channel").arg(m_state.channel)
            : tr("Reply by %1…   / for quick replies", "%1 is a channel").arg(m_state.channel));
    m_edit->setAccessibleName(m_note ? tr("Internal note") : tr("Reply"));
    refreshWindow();
    recolour();
}

void Composer::refreshWindow()
{
    const qint64 left = windowLeftMs();
    m_window->setVisible(!m_note && left != endless);
    if (left == endless)
        return;
    m_window->setTone(left > soonMs ? &Theme::muted : &Theme::warn);
    m_window->setLeadingIcon(u"timer"_s, left > soonMs ? &Theme::ok : &Theme::warn);
    m_window->setText(tr("Reply window: %1 left", "%1 is a duration").arg(Times::remaining(left)));
    m_window->setToolTip(tr("After that only a template can be sent, until the patient writes again."));
}

void Composer::recolour()
{
    m_box->setColours(
        m_note ? &Theme::noteBubble : &Theme::raised, m_note ? &Theme::onNoteMuted : &Theme::border);
    m_edit->setColours(m_note ? theme().onNote : theme().text, m_note ? theme().onNoteMuted : theme().muted);
}

void Composer::noteArrival(const QString &text)
{
    if (!m_note && !m_edit->text().trimmed().isEmpty())
        m_arrival = text;
}

std::optional<QString> Composer::take()
{
    const QString written = m_edit->text().trimmed();
    if (written.isEmpty() || m_note || !canReply()
        || showGap()) // "{{patient.name}}" is for no patient's eyes
        return {};
    m_edit->setText({});
    m_cut->hide();
    clearQuote();
    return written;
}

void Composer::submit()
{
    if (!m_note) {
        if (!m_arrival.isEmpty() && canReply())
            m_strips->stop(std::exchange(m_arrival, {}));
        else if (!m_strips->stops())
            send();
        return;
    }
    const QString written = m_edit->text().trimmed();
    if (written.isEmpty())
        return;
    m_edit->setText({});
    m_cut->hide();
    setNote(false); // the next text must not become a note, or a note a message, by habit
    Q_EMIT noteRequested(written);
}

void Composer::send()
{
    if (const auto written = take())
        Q_EMIT sendRequested(*written);
}

void Composer::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        recolour();
}

void Composer::retranslate()
{
    m_quoteClose->setName(tr("Do not reply to this message"));
    m_emojiButton->setName(tr("Emoji"));
    m_quickButton->setName(tr("Quick replies"));
    m_later->setName(tr("Send later"));
    m_chooser->retranslate();
    m_cut->setText(tr("The text was too long and lost its end."));
    m_notice->retranslate();
    refresh();
}

} // namespace acolhe::ui
