// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/timestamp.h"

#include <QDateTime>
#include <QDialog>

class QCheckBox;
class QDateTimeEdit;
class QPlainTextEdit;

namespace acolhe::ui {

class Button;

/// Times that are offered for sending later, in the clinic's time zone: the name and the time.
QList<std::pair<QString, QDateTime>> laterChoices(const QDateTime &now);

/// Asks when a message is to be sent, and lets its text be changed. Window-modal; `chosen` when the person
/// agreed.
class SendLaterDialog final : public QDialog {
    Q_OBJECT
public:
    /// `now` is in the clinic's time zone; no earlier time can be chosen.
    SendLaterDialog(
        const QString &text, const QDateTime &at, bool cancelOnReply, const QDateTime &now, QWidget *parent);

Q_SIGNALS:
    void chosen(const QString &text, acolhe::Timestamp at, bool cancelOnReply);

private:
    void agree();
    void refresh();

    const QTimeZone m_zone;
    QPlainTextEdit *m_text;
    QDateTimeEdit *m_when;
    QCheckBox *m_cancel;
    Button *m_agree;
};

} // namespace acolhe::ui
