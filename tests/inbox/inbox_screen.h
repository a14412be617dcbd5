// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/desktop/sample_clinic.h"
#include "tests/inbox/sample_desk.h"
#include "tests/support/manual_clock.h"
#include "ui/inbox/composer.h"
#include "ui/inbox/conversation_list.h"
#include "ui/inbox/inbox_view.h"
#include "ui/widgets/growing_edit.h"
#include "ui/widgets/snackbar.h"

#include <QTest>

namespace acolhe::samples {

/// The inbox on the sample desk, shown, with its parts at hand.
struct Screen {
    tests::ManualClock clock{now().ms};
    SampleDesk desk;
    ui::InboxView view;
    ui::ConversationList *list = view.findChild<ui::ConversationList *>();
    ui::Timeline *timeline = view.findChild<ui::Timeline *>();
    ui::Composer *composer = view.findChild<ui::Composer *>();
    ui::GrowingEdit *edit = view.findChild<ui::GrowingEdit *>();
    ui::Snackbar *snackbar = view.findChild<ui::Snackbar *>();

    /// `files` is borrowed.
    explicit Screen(ui::MediaDesk *files = nullptr)
        : view((desk.files = files, desk), clock)
    {
        view.setTimeZone(QTimeZone("America/Sao_Paulo"));
        view.resize(1440, 900);
        view.show();
        view.activateWindow();
        QCoreApplication::processEvents();
    }

    void click(int row)
    {
        QTest::mouseClick(
            list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(row, 0)).center());
    }

    bool active() { return QTest::qWaitForWindowActive(&view); }
    QString lastAsked() const { return desk.asked.isEmpty() ? QString() : desk.asked.constLast(); }

    /// Clicks all over the rows until something is asked of the desk.
    void clickPart(int row, const QString &expected)
    {
        const QRect rect = timeline->visualRect(timeline->model()->index(row, 0));
        for (int y = rect.top() + 2; y < rect.bottom(); y += 5) {
            for (int x = 30; x < rect.width(); x += 12) {
                QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, {x, y});
                if (lastAsked() == expected)
                    return;
            }
        }
    }
};

} // namespace acolhe::samples
