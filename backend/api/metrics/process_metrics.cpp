// SPDX-License-Identifier: Apache-2.0
#include "backend/api/metrics/process_metrics.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace acolhe::metrics {

using namespace Qt::StringLiterals;

#ifdef Q_OS_UNIX

static double processorSeconds()
{
    struct rusage used = {};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

static double mostFiles()
{
    struct rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return double(limit.rlim_cur);
}

/// Resident and virtual bytes.
static std::pair<double, double> memory()
{
    QFile file(u"/proc/self/statm"_s);
    const auto pages = file.open(QIODevice::ReadOnly) ? file.readAll().split(' ') : QByteArrayList();
    const double page = double(::sysconf(_SC_PAGESIZE));
    return {pages.value(1).toDouble() * page, pages.value(0).toDouble() * page};
}

static double openFiles()
{
    return double(QDir(u"/proc/self/fd"_s).count()) - 2; // "." and ".."
}

static void watchSystem(Registry &registry)
{
    auto &resident = registry.gauge("process_resident_memory_bytes", "Resident memory size in bytes.").of();
    auto &whole = registry.gauge("process_virtual_memory_bytes", "Virtual memory size in bytes.").of();
    auto &files = registry.gauge("process_open_fds", "Number of open file descriptors.").of();
    auto &most = registry.gauge("process_max_fds", "Maximum number of open file descriptors.").of();
    auto &processor = registry.counter("process_cpu_seconds_total", "Processor time, in whole seconds.").of();
    registry.beforeRendering([&] {
        const auto [rss, all] = memory();
        resident.set(rss);
        whole.set(all);
        files.set(openFiles());
        most.set(mostFiles());
        processor.show(quint64(processorSeconds()));
    });
}

#else
static void watchSystem(Registry &) { }
#endif

void watchProcess(Registry &registry)
{
    watchSystem(registry);
    registry.gauge("process_start_time_seconds", "Start of the process, seconds since 1970.")
        .of()
        .set(double(QDateTime::currentMSecsSinceEpoch()) / 1000);
    registry.gauge("acolhe_build_info", "Always 1; the label says which version it is.", {"version"})
        .of({ACOLHE_VERSION})
        .set(1);
}

} // namespace acolhe::metrics
