// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "ui/widgets/timeline.h"

#include <QWidget>

class QStackedLayout;
class QVBoxLayout;

namespace acolhe::ui {

class Button;
class Composer;
class ConversationHeader;
class EmptyState;
class SkeletonRows;

/// The middle of the screen: header, thread and composer of the open conversation, or what stands there when
/// none is.
class ConversationView final : public QWidget {
    Q_OBJECT
public:
    /// `clock` is borrowed and must live longer.
    explicit ConversationView(const Clock &clock, QWidget *parent = nullptr);

    ConversationHeader &header() { return *m_header; }
    Timeline &timeline() { return *m_timeline; }
    Composer &composer() { return *m_composer; }

    /// Puts a strip between the header and the thread, or between the thread and the composer.
    void addAboveThread(QWidget *strip);
    void addAboveComposer(QWidget *strip);

    /// Nothing is open.
    void showNothing();
    /// The thread could not be loaded.
    void showProblem(const QString &why);
    void showThread();
    bool isThreadShown() const;
    /// While the thread has no messages yet.
    void setLoading(bool loading);
    /// While older messages come.
    void setLoadingOlder(bool loading);

Q_SIGNALS:
    void retryRequested();
    /// A context menu is wanted for a row.
    void menuRequested(const QModelIndex &index, const QPoint &globalPosition);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void placeOverlays();
    void updatePill();
    void retranslate();

    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QWidget *m_thread;
    QVBoxLayout *m_column;
    ConversationHeader *m_header;
    Timeline *m_timeline;
    Composer *m_composer;
    SkeletonRows *m_skeleton;
    SkeletonRows *m_older;
    Button *m_pill;
    bool m_problem = false;
};

} // namespace acolhe::ui
