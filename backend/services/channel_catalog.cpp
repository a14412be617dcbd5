// SPDX-License-Identifier: Apache-2.0
#include "backend/services/channel_catalog.h"

#include "backend/base/text.h"

#include <QJsonArray>

#include <algorithm>

namespace acolhe::services {

using namespace Qt::StringLiterals;
using channels::Channel;
using channels::SettingField;

ChannelCatalog::ChannelCatalog(Channels channels, Channels standIns)
    : m_channels(std::move(channels))
    , m_standIns(std::move(standIns))
{
}

static const Channel *inList(const ChannelCatalog::Channels &all, const QString &type)
{
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const auto &one) { return one->type().type == type; });
    return it == all.end() ? nullptr : it->get();
}

const Channel *ChannelCatalog::find(const QString &type) const
{
    return inList(m_channels, type);
}

const Channel *ChannelCatalog::serving(const QString &type, const QJsonObject &settings) const
{
    return inList(isDemo(settings) ? m_standIns : m_channels, type);
}

std::optional<Capabilities> ChannelCatalog::capabilitiesOf(const QString &type) const
{
    const Channel *channel = find(type);
    if (!channel)
        channel = inList(m_standIns, type);
    return channel ? std::optional(channel->type().capabilities) : std::nullopt;
}

QList<ChannelType> ChannelCatalog::types() const
{
    QList<ChannelType> all;
    for (const auto &channel : m_channels)
        all.append(channel->type());
    return all;
}

QList<ChannelType> ChannelCatalog::typesWithStandIns() const
{
    QList<ChannelType> all = types();
    for (const auto &standIn : m_standIns) {
        if (!find(standIn->type().type))
            all.append(standIn->type());
    }
    return all;
}

bool isDemo(const QJsonObject &settings)
{
    return settings.value("demo"_L1).toBool();
}

static constexpr int maxSettingLength = 4096;
static constexpr int maxSettingItems = 100;

/// What is wrong with a value as such; empty when it can be kept.
static QString problemOf(const SettingField &field, const QJsonValue &value)
{
    if (value.isString()) {
        const QString text = value.toString();
        if (text.size() > maxSettingLength)
            return u"must have at most %1 characters"_s.arg(maxSettingLength);
        return text.trimmed().isEmpty() && field.required ? u"must not be empty"_s : QString();
    }
    if (field.secret)
        return u"must be a text"_s;
    if (value.isArray()) {
        const QJsonArray items = value.toArray();
        const bool texts = std::all_of(items.begin(), items.end(), [](const QJsonValue &item) {
            return item.isString() && item.toString().size() <= maxSettingLength;
        });
        return texts && items.size() <= maxSettingItems
            ? QString()
            : u"must be a list of at most %1 texts"_s.arg(maxSettingItems);
    }
    return value.isBool() || value.isDouble() ? QString()
                                              : u"must be a text, a number, true or false, or a list"_s;
}

static void put(InboxSettings &settings, const SettingField &field, const QJsonValue &value)
{
    if (field.secret) {
        if (value.isNull())
            settings.secrets.remove(field.name);
        else
            settings.secrets.insert(field.name, value.toString().trimmed());
    } else if (value.isNull()) {
        settings.open.remove(field.name);
    } else {
        settings.open.insert(field.name, value.isString() ? cleanText(value.toString().trimmed()) : value);
    }
}

Result<InboxSettings> changedSettings(
    const Channel &channel, const InboxSettings &kept, const QJsonObject &given)
{
    const QList<SettingField> fields = channel.settingFields();
    InboxSettings settings = kept;
    for (auto it = given.begin(); it != given.end(); ++it) {
        const auto field = std::find_if(
            fields.begin(), fields.end(), [&](const SettingField &one) { return one.name == it.key(); });
        if (field == fields.end())
            return Error::invalid(u"settings."_s + it.key().left(100), u"is not a setting of this channel"_s);
        if (const QString problem = it->isNull() ? QString() : problemOf(*field, *it); !problem.isEmpty())
            return Error::invalid(u"settings."_s + field->name, problem);
        put(settings, *field, *it);
    }
    for (const SettingField &field : fields) {
        const bool there =
            field.secret ? settings.secrets.contains(field.name) : settings.open.contains(field.name);
        if (field.required && !there)
            return Error::invalid(u"settings."_s + field.name, u"is missing"_s);
    }
    return settings;
}

} // namespace acolhe::services
