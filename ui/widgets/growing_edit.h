// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace acolhe::ui {

/// A text field that grows with what is written, up to some lines. Return says submitted(), Shift+Return
/// starts a line. Takes plain text only, and no more than the maximum length, whatever is pasted.
class GrowingEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit GrowingEdit(const QString &accessibleName, QWidget *parent = nullptr);

    /// UTF-16 units; 4096 unless told.
    void setMaximumLength(int length);
    QString text() const { return toPlainText(); }
    void setText(const QString &text);
    void setColours(const QColor &text, const QColor &placeholder);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void submitted();
    /// Escape was pressed.
    void escaped();
    /// What was pasted or typed did not fit and lost its end.
    void cut();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void keepWithinLength();

    int m_maximum = 4096;
    int m_height = 0;
};

} // namespace acolhe::ui
