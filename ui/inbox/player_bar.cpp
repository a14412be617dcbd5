// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/player_bar.h"

#include "ui/inbox/sound.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QSlider>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

static QString clockOf(qint64 ms)
{
    const qint64 seconds = ms / 1000;
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

PlayerBar::PlayerBar(QWidget *parent)
    : Pane(&Theme::card, Qt::BottomEdge, parent)
    , m_toggle(new IconButton(u"pause"_s, {}, this))
    , m_close(new IconButton(u"x"_s, {}, this))
    , m_title(new ElidedLabel({}, TextSize::Base, QFont::Medium, &Theme::text, this))
    , m_position(new QSlider(Qt::Horizontal, this))
    , m_time(new Label({}, TextSize::Small, QFont::Normal, &Theme::muted, this))
    , m_speed(new Button({}, ButtonLook::Normal, {}, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(20, 6, 12, 6);
    row->addWidget(m_toggle);
    row->addWidget(m_title, 1);
    row->addWidget(m_position, 2);
    row->addWidget(m_time);
    row->addWidget(m_speed);
    row->addWidget(m_close);
    hide();
    connect(m_toggle, &QToolButton::clicked, this, &PlayerBar::toggle);
    connect(m_close, &QToolButton::clicked, this, &PlayerBar::stop);
    connect(m_speed, &QPushButton::clicked, this, &PlayerBar::nextRate);
    connect(m_position, &QSlider::sliderMoved, this, [this](int ms) { sound().seek(ms); });
    refresh();
}

Sound &PlayerBar::sound()
{
    if (m_sound)
        return *m_sound;
    m_sound = Sound::make(this);
    connect(m_sound, &Sound::moved, this, &PlayerBar::refresh);
    connect(m_sound, &Sound::ended, this, &PlayerBar::stop);
    connect(m_sound, &Sound::failed, this, [this] {
        const AttachmentId id = m_attachment.id;
        stop();
        Q_EMIT failed(id);
    });
    return *m_sound;
}

void PlayerBar::play(const Attachment &attachment, const QByteArray &bytes, const QString &title)
{
    stop();
    m_attachment = attachment;
    m_title->setText(title);
    show();
    sound().play(bytes, m_rate);
    refresh();
}

void PlayerBar::toggle()
{
    isPlaying() ? sound().pause() : sound().resume();
}

void PlayerBar::stop()
{
    const AttachmentId id = m_attachment.id;
    m_attachment = {};
    if (m_sound)
        m_sound->stop();
    hide();
    if (id.isValid())
        Q_EMIT changed(id);
}

bool PlayerBar::isPlaying() const
{
    return m_attachment.id.isValid() && m_sound && m_sound->isPlaying();
}

qint64 PlayerBar::positionMs() const
{
    return m_sound ? m_sound->positionMs() : 0;
}

qint64 PlayerBar::lengthMs() const
{
    const qint64 told = m_sound ? m_sound->durationMs() : 0;
    return told > 0 ? told : m_attachment.durationMs.value_or(0);
}

double PlayerBar::progress() const
{
    return lengthMs() > 0 ? qBound(0.0, double(positionMs()) / double(lengthMs()), 1.0) : 0;
}

void PlayerBar::nextRate()
{
    m_rate = m_rate < 1.25 ? 1.5 : m_rate < 1.75 ? 2 : 1;
    if (m_sound)
        m_sound->setRate(m_rate);
    refresh();
}

void PlayerBar::refresh()
{
    m_toggle->setIconName(isPlaying() ? u"pause"_s : u"play"_s);
    m_toggle->setName(isPlaying() ? tr("Pause") : tr("Play"));
    m_close->setName(tr("Stop and close"));
    m_position->setAccessibleName(tr("Position"));
    m_position->setRange(0, int(lengthMs()));
    if (!m_position->isSliderDown())
        m_position->setValue(int(positionMs()));
    m_time->setText(u"%1 / %2"_s.arg(clockOf(positionMs()), clockOf(lengthMs())));
    m_speed->setText(u"%1×"_s.arg(QLocale().toString(m_rate)));
    m_speed->setAccessibleName(tr("Speed: %1 times").arg(QLocale().toString(m_rate)));
    if (m_attachment.id.isValid())
        Q_EMIT changed(m_attachment.id);
}

void PlayerBar::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace acolhe::ui
