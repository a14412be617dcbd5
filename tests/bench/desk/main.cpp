// SPDX-License-Identifier: Apache-2.0
// The desktop itself on a mirror of a clinic's life, without a server; prints one JSON line of figures.
//
//   bench-desk fill PROFILE MESSAGES LONGEST    makes the profile; LONGEST messages are of one conversation
//   bench-desk run PROFILE                      starts, opens conversations and the longest one
//
// All times end with the window painted.
#include "app/desktop/desktop.h"
#include "backend/base/crypto.h"
#include "tests/bench/desk/filled_profile.h"
#include "ui/inbox/inbox_view.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace acolhe;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;
constexpr int opened = 30;

bool waitFor(const std::function<bool()> &done)
{
    const QDeadlineTimer until(patienceMs);
    while (!done()) {
        if (until.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
    }
    return true;
}

/// Resident memory, in MB of a million bytes.
double memoryMb()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() * 1024 / 1e6;
    }
    return 0;
}

double msOf(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Milliseconds until its messages are on the screen; nothing when they do not come.
std::optional<double> open(desktop::Desktop &desktop, ConversationId id)
{
    QElapsedTimer timer;
    timer.start();
    desktop.window().inbox()->open(id);
    ui::LiveDesk &desk = *desktop.desk();
    const auto there = [&] {
        return desk.current() && desk.current()->id == id && desk.thread().rowCount() > 0
            && !desk.isLoadingThread();
    };
    if (!waitFor(there))
        return {};
    desktop.window().repaint();
    return msOf(timer);
}

int run(const QString &profile, const QElapsedTimer &sinceStart)
{
    client::MemoryKeys keys;
    bench::putSecrets(keys);
    desktop::Arguments arguments;
    arguments.profileDir = profile;
    desktop::Desktop desktop(arguments, keys);
    desktop.window().resize(1440, 900);
    desktop.show();
    if (!waitFor([&] { return desktop.desk() && desktop.desk()->conversations().rowCount() > 0; }))
        return 1;
    desktop.window().repaint();
    const double startMs = msOf(sinceStart);
    const double startMb = memoryMb();
    desktop.desk()->showShelf(ui::Shelf::All, {});
    QList<ConversationId> ids;
    for (int row = 0; row < std::min(opened, desktop.desk()->conversations().rowCount()); ++row)
        ids.append(desktop.desk()->conversationAt(desktop.desk()->conversations().index(row, 0)).id);
    std::vector<double> times;
    for (const ConversationId id : std::as_const(ids)) {
        if (const auto took = open(desktop, id); took && id.value != 1)
            times.push_back(*took);
    }
    const auto longest = open(desktop, ConversationId{1});
    if (times.empty() || !longest)
        return 1;
    std::sort(times.begin(), times.end());
    std::printf("{\"startMs\": %.0f, \"startMb\": %.0f, \"openP50Ms\": %.1f, \"openMaxMs\": %.1f, "
                "\"openLongestMs\": %.1f, \"endMb\": %.0f}\n",
        startMs, startMb, times[times.size() / 2], times.back(), *longest, memoryMb());
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication application(argc, argv);
    const QStringList words = QApplication::arguments();
    if (!crypto::start())
        return 1;
    if (words.size() == 5 && words[1] == "fill"_L1) {
        bench::fillProfile(words[2], words[3].toLongLong(), words[4].toLongLong());
        return 0;
    }
    if (words.size() == 3 && words[1] == "run"_L1)
        return run(words[2], sinceStart);
    std::fputs("bench-desk fill PROFILE MESSAGES LONGEST | run PROFILE\n", stderr);
    return 2;
}
