// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/inbox/media_desk.h"
#include "ui/widgets/card.h"

#include <QTemporaryDir>

class QAudioInput;
class QMediaCaptureSession;
class QMediaRecorder;

namespace acolhe::ui {

class Button;
class Label;

/// Records a voice note as OGG/Opus, which channels deliver as a voice. Says so where there is no microphone.
class VoiceRecorder final : public Pane {
    Q_OBJECT
public:
    static constexpr qint64 longestMs = 15 * 60'000;

    explicit VoiceRecorder(QWidget *parent = nullptr);
    ~VoiceRecorder() override;

    /// Shows itself and records, if it can.
    void start();
    /// Nothing remains of it.
    void cancel();
    /// recorded() follows, or what went wrong is shown.
    void finish();
    static bool hasMicrophone();

Q_SIGNALS:
    void recorded(const acolhe::ui::OutgoingFile &file);
    void closed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void prepare();
    void onStopped();
    void fail(const QString &why);
    void retranslate();
    void close();

    QMediaCaptureSession *m_session = nullptr;
    QMediaRecorder *m_recorder = nullptr;
    QTemporaryDir m_folder;
    Label *m_state;
    Button *m_cancel;
    Button *m_finish;
    QString m_problem;
    qint64 m_ms = 0;
    bool m_wanted = false; ///< what is recorded is to be kept
};

} // namespace acolhe::ui
