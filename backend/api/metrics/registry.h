// SPDX-License-Identifier: Apache-2.0
// What the server counts and measures, in Prometheus' text format (version 0.0.4). Labels hold words of a
// closed list only: never a patient, a phone number, a clinic's name or an id.
#pragma once

#include "backend/base/series.h"

#include <QByteArrayList>

#include <functional>
#include <map>
#include <mutex>

namespace acolhe::metrics {

class AnyFamily {
public:
    virtual ~AnyFamily();
    virtual void render(QByteArray &out) const = 0;
};

/// All series of one name, one for each combination of label values. Thread-safe; a series stays where it is,
/// so whoever counts often keeps a reference.
template <class Series> class Family : public AnyFamily {
public:
    /// Beyond so many combinations everything is counted under "other": a label that somebody outside can
    /// choose must not fill the memory.
    static constexpr size_t mostSeries = 500;

    Family(QByteArray name, QByteArray help, QByteArrayList labels,
        std::function<std::unique_ptr<Series>()> make)
        : m_name(std::move(name))
        , m_help(std::move(help))
        , m_labels(std::move(labels))
        , m_make(std::move(make))
    {
    }

    /// The series with these values, in the order of the labels.
    Series &of(const QByteArrayList &values = {});
    void render(QByteArray &out) const override;

private:
    QByteArray m_name;
    QByteArray m_help;
    QByteArrayList m_labels;
    std::function<std::unique_ptr<Series>()> m_make;
    mutable std::mutex m_mutex;
    std::map<QByteArrayList, std::unique_ptr<Series>> m_series;
};

/// All metrics of a server. Families are made once, at the start; they and their series live as long as it
/// does.
class Registry {
public:
    Family<Counter> &counter(
        const QByteArray &name, const QByteArray &help, const QByteArrayList &labels = {});
    Family<Gauge> &gauge(const QByteArray &name, const QByteArray &help, const QByteArrayList &labels = {});
    Family<Histogram> &histogram(const QByteArray &name, const QByteArray &help,
        const QByteArrayList &labels = {}, const std::vector<double> &bounds = secondsBounds());

    /// Shows a histogram that is kept elsewhere and lives as long.
    void show(const QByteArray &name, const QByteArray &help, const Histogram &histogram);

    /// Called before each rendering, on its thread, to fetch what is counted elsewhere.
    void beforeRendering(std::function<void()> refresh);
    QByteArray render();

    static constexpr const char *contentType = "text/plain; version=0.0.4; charset=utf-8";

private:
    template <class Series>
    Family<Series> &add(const QByteArray &name, const QByteArray &help, const QByteArrayList &labels,
        std::function<std::unique_ptr<Series>()> make);

    std::vector<std::unique_ptr<AnyFamily>> m_families;
    std::vector<std::function<void()>> m_refreshers;
};

} // namespace acolhe::metrics
