// SPDX-License-Identifier: Apache-2.0
#include "backend/base/series.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace acolhe::metrics {

QByteArray numberText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    return QString::number(value, 'g', QLocale::FloatingPointShortest).toLatin1();
}

static void appendLine(
    QByteArray &out, const QByteArray &name, const QByteArray &labels, const QByteArray &value)
{
    out.append(name).append(labels).append(' ').append(value).append('\n');
}

void Counter::render(QByteArray &out, const QByteArray &name, const QByteArray &labels) const
{
    appendLine(out, name, labels, QByteArray::number(value()));
}

void Gauge::render(QByteArray &out, const QByteArray &name, const QByteArray &labels) const
{
    appendLine(out, name, labels, numberText(value()));
}

Histogram::Histogram(std::vector<double> bounds)
    : m_bounds(std::move(bounds))
    , m_counts(std::make_unique<std::atomic<quint64>[]>(m_bounds.size() + 1))
{
    Q_ASSERT(std::is_sorted(m_bounds.begin(), m_bounds.end()));
}

void Histogram::observe(double value)
{
    const auto bound = std::lower_bound(m_bounds.begin(), m_bounds.end(), value);
    m_counts[size_t(bound - m_bounds.begin())].fetch_add(1, std::memory_order_relaxed);
    m_sum.fetch_add(value, std::memory_order_relaxed);
}

quint64 Histogram::count() const
{
    quint64 count = 0;
    for (size_t i = 0; i <= m_bounds.size(); ++i)
        count += m_counts[i].load(std::memory_order_relaxed);
    return count;
}

void Histogram::render(QByteArray &out, const QByteArray &name, const QByteArray &labels) const
{
    const QByteArray open = labels.isEmpty() ? "{" : labels.chopped(1) + ',';
    quint64 below = 0;
    for (size_t i = 0; i <= m_bounds.size(); ++i) {
        below += m_counts[i].load(std::memory_order_relaxed);
        const QByteArray bound = i < m_bounds.size() ? numberText(m_bounds[i]) : "+Inf";
        appendLine(out, name + "_bucket", open + "le=\"" + bound + "\"}", QByteArray::number(below));
    }
    appendLine(out, name + "_sum", labels, numberText(m_sum.load(std::memory_order_relaxed)));
    appendLine(out, name + "_count", labels, QByteArray::number(below));
}

std::vector<double> secondsBounds()
{
    return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

} // namespace acolhe::metrics
