// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/routes.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe::http;

static Routes ourRoutes()
{
    Routes routes;
    const auto add = [&routes](Method method, const QString &pattern) {
        routes.add({method, pattern, 0, [](const Request &, const Responder &) {}, {}});
    };
    add(Method::Get, u"/media/{id}"_s);
    add(Method::Get, u"/portal/{clinic}/*"_s);
    add(Method::Get, u"/widget/*"_s);
    add(Method::Post, u"/webhooks/meta/{appKey}"_s);
    add(Method::Get, u"/webhooks/meta/{appKey}"_s);
    add(Method::Get, u"/media/recent"_s);
    add(Method::Post, u"/media"_s);
    add(Method::Get, u"/"_s);
    return routes;
}

class TestRoutes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theMostParticularRouteWins_data();
    void theMostParticularRouteWins();
};

void TestRoutes::theMostParticularRouteWins_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("stands");
    QTest::addColumn<QByteArray>("allow");
    const auto get = Method::Get;
    QTest::newRow("root") << get << u"/"_s << u"/"_s << u""_s << "GET, HEAD, OPTIONS"_ba;
    QTest::newRow("name") << get << u"/media/7"_s << u"/media/{id}"_s << u"id=7"_s << "GET, HEAD, OPTIONS"_ba;
    QTest::newRow("literal before name")
        << get << u"/media/recent"_s << u"/media/recent"_s << u""_s << "GET, HEAD, OPTIONS"_ba;
    QTest::newRow("head is get") << Method::Head << u"/media/7"_s << u"/media/{id}"_s << u"id=7"_s
                                 << "GET, HEAD, OPTIONS"_ba;
    QTest::newRow("by method") << Method::Post << u"/webhooks/meta/k"_s << u"/webhooks/meta/{appKey}"_s
                               << u"appKey=k"_s << "GET, HEAD, POST, OPTIONS"_ba;
    QTest::newRow("rest") << get << u"/widget/a/b.js"_s << u"/widget/*"_s << u"*=a/b.js"_s
                          << "GET, HEAD, OPTIONS"_ba;
    QTest::newRow("empty rest") << get << u"/widget/"_s << u"/widget/*"_s << u"*="_s
                                << "GET, HEAD, OPTIONS"_ba;
    QTest::newRow("name and rest") << get << u"/portal/sol/x"_s << u"/portal/{clinic}/*"_s
                                   << u"clinic=sol,*=x"_s << "GET, HEAD, OPTIONS"_ba;
    QTest::newRow("wrong method") << Method::Delete << u"/media"_s << QString() << u""_s
                                  << "POST, OPTIONS"_ba;
    QTest::newRow("no rest") << get << u"/widget"_s << QString() << u""_s << QByteArray();
    QTest::newRow("empty name") << get << u"/media/"_s << QString() << u""_s << QByteArray();
    QTest::newRow("too long") << get << u"/media/7/8"_s << QString() << u""_s << QByteArray();
    QTest::newRow("double slash") << get << u"//media/7"_s << QString() << u""_s << QByteArray();
    QTest::newRow("letter case counts") << get << u"/Media/7"_s << QString() << u""_s << QByteArray();
}

void TestRoutes::theMostParticularRouteWins()
{
    QFETCH(Method, method);
    QFETCH(QString, path);
    const Routes routes = ourRoutes();
    const Routes::Match match = routes.find(method, path);
    QTEST(match.route ? match.route->pattern : QString(), "pattern");
    QStringList stands;
    for (const auto &[name, value] : match.parameters)
        stands.append(name + u'=' + value);
    if (match.route)
        QTEST(stands.join(u','), "stands");
    QTEST(match.allow, "allow");
}

QTEST_APPLESS_MAIN(TestRoutes)
#include "tst_routes.moc"
