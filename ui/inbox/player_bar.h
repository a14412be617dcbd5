// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/message.h"
#include "ui/widgets/card.h"

class QSlider;

namespace acolhe::ui {

class Button;
class ElidedLabel;
class IconButton;
class Label;
class Sound;

/// Plays one voice note or other sound, and goes on while another conversation is read. Shown while there is
/// one.
class PlayerBar final : public Pane {
    Q_OBJECT
public:
    explicit PlayerBar(QWidget *parent = nullptr);

    /// Plays it from its begin; what played before ends. `title` says whose it is.
    void play(const Attachment &attachment, const QByteArray &bytes, const QString &title);
    /// Pauses, or goes on.
    void toggle();
    void stop();
    AttachmentId playing() const { return m_attachment.id; } ///< invalid: nothing
    bool isPlaying() const;
    double progress() const; ///< 0 to 1
    double rate() const { return m_rate; }

Q_SIGNALS:
    void changed(acolhe::AttachmentId id);
    void failed(acolhe::AttachmentId id);

protected:
    void changeEvent(QEvent *event) override;

private:
    Sound &sound();
    void nextRate();
    void refresh();
    qint64 positionMs() const;
    qint64 lengthMs() const;

    Sound *m_sound = nullptr; ///< from the first that is played on
    IconButton *m_toggle;
    IconButton *m_close;
    ElidedLabel *m_title;
    QSlider *m_position;
    Label *m_time;
    Button *m_speed;
    Attachment m_attachment;
    double m_rate = 1;
};

} // namespace acolhe::ui
