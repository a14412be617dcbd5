// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/scheduled_message.h"
#include "ui/words/times.h"

#include <QWidget>

class QVBoxLayout;

namespace acolhe::ui {

class Strip;

/// What stands above the composer: who else is here, what is sent later, what can be taken back, and what
/// arrived while one wrote. Nothing of it takes room while there is nothing to say.
class WritingStrips final : public QWidget {
    Q_OBJECT
public:
    explicit WritingStrips(QWidget *parent = nullptr);

    void setTyping(const QStringList &names);
    void setViewers(const QStringList &names);
    /// A message leaves in so many seconds; 0: none waits.
    void setHeld(int seconds);
    void setScheduled(const QList<ScheduledMessage> &scheduled, const Times &times, Timestamp now);
    /// `text` arrived while one wrote; nothing is sent before the person said so.
    void stop(const QString &text);
    bool stops() const { return m_stops; }
    void letGo();

Q_SIGNALS:
    void undoRequested();
    void sendAnyway();
    void keepWriting();
    void editRequested(acolhe::ScheduledMessageId id);
    void cancelRequested(acolhe::ScheduledMessageId id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showCompany();
    void showScheduled();

    QStringList m_writers;
    QStringList m_viewers;
    QList<ScheduledMessage> m_scheduled;
    Times m_times;
    Timestamp m_now;
    int m_heldSeconds = 0;
    bool m_stops = false;
    QString m_arrived;
    Strip *m_company;
    Strip *m_held;
    Strip *m_stop;
    QVBoxLayout *m_later;
};

} // namespace acolhe::ui
