// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <atomic>
#include <memory>
#include <vector>

namespace acolhe::metrics {

/// A number as the exposition format writes it: as short as it can be read back.
QByteArray numberText(double value);

/// Something that only grows. Thread-safe, as are the others.
class Counter {
public:
    void add(quint64 count = 1) { m_value.fetch_add(count, std::memory_order_relaxed); }
    /// Shows a total that is counted elsewhere.
    void show(quint64 total) { m_value.store(total, std::memory_order_relaxed); }
    quint64 value() const { return m_value.load(std::memory_order_relaxed); }

    static constexpr const char *type = "counter";
    /// Appends the lines of this series; `labels` is like `{a="b"}`, or empty.
    void render(QByteArray &out, const QByteArray &name, const QByteArray &labels) const;

private:
    std::atomic<quint64> m_value = 0;
};

/// Something that goes up and down.
class Gauge {
public:
    void set(double value) { m_value.store(value, std::memory_order_relaxed); }
    void add(double difference) { m_value.fetch_add(difference, std::memory_order_relaxed); }
    double value() const { return m_value.load(std::memory_order_relaxed); }

    static constexpr const char *type = "gauge";
    void render(QByteArray &out, const QByteArray &name, const QByteArray &labels) const;

private:
    std::atomic<double> m_value = 0;
};

/// How often something was at most so much.
class Histogram {
public:
    /// `bounds` grow; the one without bound is added.
    explicit Histogram(std::vector<double> bounds);
    void observe(double value);
    quint64 count() const;

    static constexpr const char *type = "histogram";
    void render(QByteArray &out, const QByteArray &name, const QByteArray &labels) const;

private:
    std::vector<double> m_bounds;
    std::unique_ptr<std::atomic<quint64>[]>
        m_counts; ///< one more than bounds; each its own, not the sum below
    std::atomic<double> m_sum = 0;
};

/// Bounds for times in seconds, from half a millisecond to ten seconds.
std::vector<double> secondsBounds();

} // namespace acolhe::metrics
