// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

class QTimer;

namespace acolhe::ui {

/// A search line: Escape empties it, and searched() comes once the typing pauses (or at once with Enter).
class SearchField final : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(const QString &accessibleName, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Trimmed; only when it differs from the last one.
    void searched(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void search();

    QTimer *m_pause;
    QString m_last;
};

} // namespace acolhe::ui
