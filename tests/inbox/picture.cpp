// SPDX-License-Identifier: Apache-2.0
// Paints the inbox with a clinic written by hand: inbox_picture FILE.png [dark|light] [width height]
// [language]
#include "tests/inbox/sample_clinic.h"
#include "tests/support/manual_clock.h"
#include "ui/inbox/composer.h"
#include "ui/inbox/conversation_header.h"
#include "ui/inbox/conversation_list.h"
#include "ui/inbox/conversation_rows.h"
#include "ui/inbox/conversation_view.h"
#include "ui/inbox/list_pane.h"
#include "ui/inbox/patient_panel.h"
#include "ui/inbox/thread_bubbles.h"
#include "ui/style/look.h"
#include "ui/widgets/nav_rail.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QStandardItemModel>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList args = app.arguments();
    setLanguage(args.value(5, u"pt_BR"_s));
    applyTheme(app, args.value(2) == "light"_L1 ? ThemeChoice::Light : ThemeChoice::Dark);
    const tests::ManualClock clock(samples::now().ms);
    const Times times(QTimeZone("America/Sao_Paulo"));
    const ConversationRows rows(clock, times);
    const ThreadBubbles bubbles(times);
    const QList<Conversation> all = samples::conversations();
    QList<BubbleContent> entries;
    const QList<Message> thread = samples::thread();
    QDate day;
    for (const Message &m : thread) {
        if (times.date(m.sentAt) != day)
            entries << bubbles.day(m.sentAt, samples::now());
        day = times.date(m.sentAt);
        if (m.id.value == 5)
            entries << bubbles.note(samples::note());
        entries << bubbles.message(m, m.replyToId ? &thread[thread.size() - 2] : nullptr);
    }

    QWidget window;
    auto *row = new QHBoxLayout(&window);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *rail = new NavRail(u"Telas"_s);
    rail->addItem(u"inbox"_s, u"inbox"_s, u"Caixa de entrada"_s);
    rail->addItem(u"settings"_s, u"settings"_s, u"Ajustes"_s, true);
    rail->setCurrent(u"inbox"_s);
    rail->setAccount({u"Paula Reis"_s, {}, &Theme::ok}, u"Paula"_s);
    auto *list = new ListPane([&](const QModelIndex &i) { return rows.row(all[i.row()]); });
    QStandardItemModel items(int(all.size()), 1);
    list->list().setModel(&items);
    list->list().setCurrentIndex(items.index(0, 0));
    list->setFixedWidth(348);
    list->setCount(Shelf::Mine, 8);
    list->setCount(Shelf::Queue, 5);
    list->setCount(Shelf::All, 42);
    auto *view = new ConversationView(clock);
    QStandardItemModel messages(int(entries.size()), 1);
    view->timeline().setDescribe([&](const QModelIndex &i) {
        return TimelineEntry{i.row(), {entries[i.row()]}};
    });
    view->timeline().setModel(&messages);
    view->header().setState(
        {all[0], u"Recepção Centro"_s, u"Paula Reis"_s, true, true, true, true, samples::team()});
    ComposerState state;
    state.channel = u"WhatsApp"_s;
    state.windowExpiresAt = all[0].windowExpiresAt;
    view->composer().setState(state);
    view->showThread();
    auto *panel = new PatientPanel;
    panel->setTimes(times);
    panel->setSummary(all[0].patient, all[0].channel);
    panel->setPatient(samples::marina());
    panel->setHistory(samples::history());
    row->addWidget(rail);
    row->addWidget(list);
    row->addWidget(view, 1);
    row->addWidget(panel);
    window.resize(args.value(3, u"1440"_s).toInt(), args.value(4, u"900"_s).toInt());
    panel->setVisible(window.width() >= 1320);
    window.show();
    QCoreApplication::processEvents();
    view->composer().focusEditor();
    QCoreApplication::processEvents();
    return window.grab().save(args.value(1)) ? 0 : 1;
}
