// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/voice_recorder.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QAudioDevice>
#include <QAudioInput>
#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QMediaFormat>
#include <QMediaRecorder>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

VoiceRecorder::VoiceRecorder(QWidget *parent)
    : Pane(&Theme::card, Qt::TopEdge, parent)
    , m_state(new Label({}, TextSize::Base, QFont::Medium, &Theme::text, this))
    , m_cancel(new Button({}, ButtonLook::Normal, {}, this))
    , m_finish(new Button({}, ButtonLook::Primary, u"check"_s, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(20, 8, 20, 8);
    row->addWidget(m_state, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_finish);
    connect(m_cancel, &QPushButton::clicked, this, &VoiceRecorder::cancel);
    connect(m_finish, &QPushButton::clicked, this, &VoiceRecorder::finish);
    hide();
    retranslate();
}

VoiceRecorder::~VoiceRecorder()
{
    if (m_recorder) {
        m_recorder->disconnect(this);
        m_recorder->stop();
    }
}

bool VoiceRecorder::hasMicrophone()
{
    return !QMediaDevices::defaultAudioInput().isNull();
}

void VoiceRecorder::prepare()
{
    m_session = new QMediaCaptureSession(this);
    m_recorder = new QMediaRecorder(this);
    m_session->setAudioInput(new QAudioInput(m_session));
    m_session->setRecorder(m_recorder);
    QMediaFormat format(QMediaFormat::Ogg);
    format.setAudioCodec(QMediaFormat::AudioCodec::Opus);
    m_recorder->setMediaFormat(format);
    m_recorder->setAudioChannelCount(1);
    m_recorder->setAudioSampleRate(48'000);
    connect(m_recorder, &QMediaRecorder::durationChanged, this, [this](qint64 ms) {
        m_ms = ms;
        retranslate();
        if (ms >= longestMs)
            finish();
    });
    connect(
        m_recorder, &QMediaRecorder::recorderStateChanged, this, [this](QMediaRecorder::RecorderState state) {
            if (state == QMediaRecorder::StoppedState)
                onStopped();
        });
    connect(m_recorder, &QMediaRecorder::errorOccurred, this, [this] {
        m_wanted = false;
        fail(tr("It could not be recorded: %1").arg(m_recorder->errorString()));
    });
}

void VoiceRecorder::start()
{
    m_problem.clear();
    m_ms = 0;
    m_wanted = false;
    show();
    if (!hasMicrophone()) {
        fail(tr("No microphone was found. Connect one and try again."));
        return;
    }
    if (!m_recorder)
        prepare();
    m_recorder->setOutputLocation(QUrl::fromLocalFile(m_folder.filePath(u"voice.ogg"_s)));
    m_recorder->record();
    retranslate();
    m_finish->setFocus();
}

void VoiceRecorder::cancel()
{
    m_wanted = false;
    if (m_recorder)
        m_recorder->stop();
    close();
}

void VoiceRecorder::finish()
{
    m_wanted = true;
    if (m_recorder)
        m_recorder->stop(); // onStopped() follows
}

void VoiceRecorder::onStopped()
{
    const QString path = m_recorder->actualLocation().toLocalFile();
    QFile file(path);
    if (m_wanted && file.open(QIODevice::ReadOnly) && file.size() > 0) {
        m_wanted = false;
        const QByteArray bytes = file.readAll();
        close();
        Q_EMIT recorded({tr("Voice note") + u".ogg"_s, {}, bytes});
    } else if (m_wanted) {
        m_wanted = false;
        fail(tr("Nothing was recorded."));
    }
    file.remove();
}

void VoiceRecorder::fail(const QString &why)
{
    m_problem = why;
    retranslate();
}

void VoiceRecorder::close()
{
    hide();
    Q_EMIT closed();
}

void VoiceRecorder::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void VoiceRecorder::retranslate()
{
    const qint64 seconds = m_ms / 1000;
    const QString time = u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
    m_state->setText(m_problem.isEmpty() ? tr("Recording %1").arg(time) : m_problem);
    m_state->setTone(m_problem.isEmpty() ? &Theme::text : &Theme::err);
    m_finish->setVisible(m_problem.isEmpty());
    m_finish->setText(tr("Done"));
    m_cancel->setText(m_problem.isEmpty() ? tr("Cancel") : tr("Close"));
}

} // namespace acolhe::ui
