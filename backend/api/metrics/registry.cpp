// SPDX-License-Identifier: Apache-2.0
#include "backend/api/metrics/registry.h"

#include <algorithm>

namespace acolhe::metrics {

AnyFamily::~AnyFamily() = default;

static QByteArray escaped(QByteArray text, bool quotes)
{
    text.replace('\\', "\\\\").replace('\n', "\\n");
    return quotes ? text.replace('"', "\\\"") : text;
}

/// {name="value",…}, or nothing.
static QByteArray labelText(const QByteArrayList &names, const QByteArrayList &values)
{
    QByteArrayList pairs;
    for (qsizetype i = 0; i < names.size(); ++i)
        pairs.append(names[i] + "=\"" + escaped(values[i], true) + '"');
    return pairs.isEmpty() ? QByteArray() : '{' + pairs.join(',') + '}';
}

static void renderHead(QByteArray &out, const QByteArray &name, const QByteArray &help, const char *type)
{
    out.append("# HELP " + name + ' ' + escaped(help, false) + '\n');
    out.append("# TYPE " + name + ' ' + type + '\n');
}

template <class Series> Series &Family<Series>::of(const QByteArrayList &values)
{
    Q_ASSERT(values.size() == m_labels.size());
    const std::lock_guard lock(m_mutex);
    const auto known = m_series.find(values);
    if (known != m_series.end())
        return *known->second;
    const bool full = m_series.size() >= mostSeries;
    auto &place = m_series[full ? QByteArrayList(values.size(), "other") : values];
    if (!place)
        place = m_make();
    return *place;
}

template <class Series> void Family<Series>::render(QByteArray &out) const
{
    renderHead(out, m_name, m_help, Series::type);
    const std::lock_guard lock(m_mutex);
    for (const auto &[values, series] : m_series)
        series->render(out, m_name, labelText(m_labels, values));
}

template class Family<Counter>;
template class Family<Gauge>;
template class Family<Histogram>;

template <class Series>
Family<Series> &Registry::add(const QByteArray &name, const QByteArray &help, const QByteArrayList &labels,
    std::function<std::unique_ptr<Series>()> make)
{
    auto family = std::make_unique<Family<Series>>(name, help, labels, std::move(make));
    Family<Series> &reference = *family;
    if (labels.isEmpty())
        reference.of(); // shows 0 before anything happened
    m_families.push_back(std::move(family));
    return reference;
}

Family<Counter> &Registry::counter(
    const QByteArray &name, const QByteArray &help, const QByteArrayList &labels)
{
    return add<Counter>(name, help, labels, [] { return std::make_unique<Counter>(); });
}

Family<Gauge> &Registry::gauge(const QByteArray &name, const QByteArray &help, const QByteArrayList &labels)
{
    return add<Gauge>(name, help, labels, [] { return std::make_unique<Gauge>(); });
}

Family<Histogram> &Registry::histogram(const QByteArray &name, const QByteArray &help,
    const QByteArrayList &labels, const std::vector<double> &bounds)
{
    return add<Histogram>(name, help, labels, [bounds] { return std::make_unique<Histogram>(bounds); });
}

namespace {

/// The one series of a name whose histogram is kept elsewhere.
class Shown : public AnyFamily {
public:
    Shown(QByteArray name, QByteArray help, const Histogram &histogram)
        : m_name(std::move(name))
        , m_help(std::move(help))
        , m_histogram(histogram)
    {
    }
    void render(QByteArray &out) const override
    {
        renderHead(out, m_name, m_help, Histogram::type);
        m_histogram.render(out, m_name, {});
    }

private:
    const QByteArray m_name;
    const QByteArray m_help;
    const Histogram &m_histogram;
};

} // namespace

void Registry::show(const QByteArray &name, const QByteArray &help, const Histogram &histogram)
{
    m_families.push_back(std::make_unique<Shown>(name, help, histogram));
}

void Registry::beforeRendering(std::function<void()> refresh)
{
    m_refreshers.push_back(std::move(refresh));
}

QByteArray Registry::render()
{
    for (const auto &refresh : m_refreshers)
        refresh();
    QByteArray out;
    for (const auto &family : m_families)
        family->render(out);
    return out;
}

} // namespace acolhe::metrics
