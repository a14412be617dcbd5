// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <functional>

namespace acolhe::ui {

/// Something to hear. Nothing of the system's multimedia is loaded before the first is made.
class Sound : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// On this machine's speakers, or whatever a test put in its place.
    static Sound *make(QObject *parent);
    using Maker = std::function<Sound *(QObject *parent)>;
    /// For tests; an empty one: the speakers again.
    static void setMaker(const Maker &maker);

    virtual void play(const QByteArray &bytes, double rate) = 0;
    virtual void pause() = 0;
    virtual void resume() = 0;
    virtual void stop() = 0;
    virtual void setRate(double rate) = 0;
    virtual void seek(qint64 ms) = 0;
    virtual bool isPlaying() const = 0;
    virtual qint64 positionMs() const = 0;
    virtual qint64 durationMs() const = 0; ///< 0: not known

Q_SIGNALS:
    void moved(); ///< position, length or state
    void ended();
    void failed();
};

} // namespace acolhe::ui
