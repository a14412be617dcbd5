// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/sound.h"

#include <QAudioDevice>
#include <QAudioOutput>
#include <QBuffer>
#include <QMediaDevices>
#include <QMediaPlayer>

namespace acolhe::ui {

namespace {

Sound::Maker &maker()
{
    static Sound::Maker made;
    return made;
}

class PlayedSound final : public Sound {
public:
    explicit PlayedSound(QObject *parent)
        : Sound(parent)
    {
        m_player.setAudioOutput(&m_output);
        connect(&m_player, &QMediaPlayer::positionChanged, this, &Sound::moved);
        connect(&m_player, &QMediaPlayer::durationChanged, this, &Sound::moved);
        connect(&m_player, &QMediaPlayer::playbackStateChanged, this, &Sound::moved);
        // Not within the player's own call: who hears it may stop it.
        connect(&m_player, &QMediaPlayer::errorOccurred, this, &Sound::failed, Qt::QueuedConnection);
        connect(
            &m_player, &QMediaPlayer::mediaStatusChanged, this,
            [this](QMediaPlayer::MediaStatus status) {
                if (status == QMediaPlayer::EndOfMedia)
                    Q_EMIT ended();
            },
            Qt::QueuedConnection);
    }
    ~PlayedSound() override
    {
        m_player.disconnect(this);
        m_player.stop();
    }

    void play(const QByteArray &bytes, double rate) override
    {
        stop();
        if (QMediaDevices::defaultAudioOutput().isNull()) { // some back-ends crash over that
            QMetaObject::invokeMethod(this, &Sound::failed, Qt::QueuedConnection);
            return;
        }
        m_buffer.setData(bytes);
        m_buffer.open(QIODevice::ReadOnly);
        m_player.setSourceDevice(&m_buffer);
        m_player.setPlaybackRate(rate);
        m_player.play();
    }
    void pause() override { m_player.pause(); }
    void resume() override { m_player.play(); }
    void stop() override
    {
        m_player.stop();
        m_player.setSourceDevice(nullptr);
        m_buffer.close();
    }
    void setRate(double rate) override { m_player.setPlaybackRate(rate); }
    void seek(qint64 ms) override { m_player.setPosition(ms); }
    bool isPlaying() const override { return m_player.playbackState() == QMediaPlayer::PlayingState; }
    qint64 positionMs() const override { return m_player.position(); }
    qint64 durationMs() const override { return m_player.duration(); }

private:
    QBuffer m_buffer; ///< outlives the player
    QAudioOutput m_output;
    QMediaPlayer m_player;
};

} // namespace

Sound *Sound::make(QObject *parent)
{
    return maker() ? maker()(parent) : new PlayedSound(parent);
}

void Sound::setMaker(const Maker &made)
{
    maker() = made;
}

} // namespace acolhe::ui
