// SPDX-License-Identifier: Apache-2.0
#include "backend/services/channel_catalog.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::ChannelCatalog;
using services::InboxSettings;

namespace {

class PaperChannel : public channels::Channel {
public:
    explicit PaperChannel(const QString &type, int maxText = 100)
        : m_type{type, type + u" post"_s, u"mail"_s, {}}
    {
        m_type.capabilities.maxTextLength = maxText;
    }
    ChannelType type() const override { return m_type; }
    QList<channels::SettingField> settingFields() const override
    {
        return {{u"street"_s, false, true, {}}, {u"floors"_s, false, false, {}}, {u"key"_s, true, true, {}},
            {u"spareKey"_s, true, false, {}}};
    }
    Result<QList<channels::InboundEvent>> parse(const QByteArray &) const override
    {
        return QList<channels::InboundEvent>{};
    }
    std::unique_ptr<channels::Session> open(const channels::InboxConfig &) const override { return {}; }

private:
    ChannelType m_type;
};

ChannelCatalog::Channels listOf(const QStringList &types, int maxText)
{
    ChannelCatalog::Channels all;
    for (const QString &type : types)
        all.push_back(std::make_unique<PaperChannel>(type, maxText));
    return all;
}

} // namespace

class TestChannelCatalog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void standInsServeDemoInboxesOnly();
    void settingsAreChecked_data();
    void settingsAreChecked();
    void whatIsLeftOutStays();
};

void TestChannelCatalog::standInsServeDemoInboxesOnly()
{
    const ChannelCatalog catalog(listOf({u"letter"_s}, 100), listOf({u"letter"_s, u"pigeon"_s}, 7));
    const QJsonObject demo{{u"demo"_s, true}};
    QCOMPARE(catalog.serving(u"letter"_s, {})->type().capabilities.maxTextLength, 100);
    QCOMPARE(catalog.serving(u"letter"_s, demo)->type().capabilities.maxTextLength, 7);
    QVERIFY(!catalog.serving(u"pigeon"_s, {}));
    QVERIFY(catalog.serving(u"pigeon"_s, demo));
    QVERIFY(!catalog.find(u"pigeon"_s));
    QCOMPARE(catalog.capabilitiesOf(u"letter"_s)->maxTextLength, 100);
    QCOMPARE(catalog.capabilitiesOf(u"pigeon"_s)->maxTextLength, 7);
    QVERIFY(!catalog.capabilitiesOf(u"fax"_s));
    QCOMPARE(catalog.types().size(), 1);
    QCOMPARE(catalog.typesWithStandIns().size(), 2);
}

void TestChannelCatalog::settingsAreChecked_data()
{
    QTest::addColumn<QJsonObject>("given");
    QTest::addColumn<QString>("field"); // which is wrong; empty: none
    const QJsonObject good{{u"street"_s, u"Acácias"_s}, {u"key"_s, u"k"_s}};
    const auto with = [&](const QString &name, const QJsonValue &value) {
        QJsonObject one = good;
        one.insert(name, value);
        return one;
    };
    QTest::newRow("good") << good << QString();
    QTest::newRow("a number where it need not be a text") << with(u"floors"_s, 3) << QString();
    QTest::newRow("a list of texts") << with(u"floors"_s, QJsonArray{u"1"_s, u"2"_s}) << QString();
    QTest::newRow("a list of numbers") << with(u"floors"_s, QJsonArray{1}) << u"settings.floors"_s;
    QTest::newRow("an object") << with(u"floors"_s, QJsonObject{}) << u"settings.floors"_s;
    QTest::newRow("unknown") << with(u"stret"_s, u"x"_s) << u"settings.stret"_s;
    QTest::newRow("the demo's mark") << with(u"demo"_s, true) << u"settings.demo"_s;
    QTest::newRow("missing") << QJsonObject{{u"key"_s, u"k"_s}} << u"settings.street"_s;
    QTest::newRow("secret missing") << QJsonObject{{u"street"_s, u"s"_s}} << u"settings.key"_s;
    QTest::newRow("empty though required") << with(u"street"_s, u"  "_s) << u"settings.street"_s;
    QTest::newRow("taken away though required") << with(u"street"_s, QJsonValue()) << u"settings.street"_s;
    QTest::newRow("secret no text") << with(u"key"_s, 12) << u"settings.key"_s;
    QTest::newRow("too long") << with(u"street"_s, QString(5000, u'x')) << u"settings.street"_s;
}

void TestChannelCatalog::settingsAreChecked()
{
    QFETCH(QJsonObject, given);
    QFETCH(QString, field);
    const PaperChannel channel(u"letter"_s);
    const auto settings = services::changedSettings(channel, {}, given);
    QCOMPARE(settings.has_value(), field.isEmpty());
    if (settings) {
        QVERIFY(!settings->open.contains("key"_L1));
        QCOMPARE(settings->secrets.value(u"key"_s), u"k"_s);
    } else {
        QCOMPARE(settings.error().reason, Reason::InvalidParams);
        QCOMPARE(settings.error().field, field);
    }
}

void TestChannelCatalog::whatIsLeftOutStays()
{
    const PaperChannel channel(u"letter"_s);
    const InboxSettings kept{
        {{u"street"_s, u"Acácias"_s}, {u"demo"_s, true}}, {{u"key"_s, u"k"_s}, {u"spareKey"_s, u"s"_s}}};
    const auto settings =
        services::changedSettings(channel, kept, {{u"street"_s, u" Ipês "_s}, {u"spareKey"_s, QJsonValue()}});
    QVERIFY(settings);
    QCOMPARE(*settings, (InboxSettings{{{u"street"_s, u"Ipês"_s}, {u"demo"_s, true}}, {{u"key"_s, u"k"_s}}}));
}

QTEST_GUILESS_MAIN(TestChannelCatalog)
#include "tst_channel_catalog.moc"
