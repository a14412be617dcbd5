// SPDX-License-Identifier: Apache-2.0
// Fills a data directory with clinics, before a server serves it, and prints them as JSON:
//
//   bench-clinics DATA DATABASE|- CLINICS INBOXES PEOPLE attendant|manager one-app|own-apps API_BASE_URL
//   APP_SECRET [FIRST]
//
// INBOXES, PEOPLE: of each clinic. Everybody is signed in; the JSON has the tokens. FIRST:
// so many clinics are there already.
#include "tests/bench/load/founding.h"

#include "backend/base/clock.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <stdexcept>

using namespace acolhe;
using namespace Qt::StringLiterals;
using bench::Founding;

static QByteArray told(const Founding::Founded &founded)
{
    QJsonArray people;
    for (const Founding::Person &person : founded.people)
        people.append(QJsonObject{{u"clinic"_s, person.clinic}, {u"id"_s, person.user.value},
            {u"token"_s, person.token}, {u"admin"_s, person.role == Role::Admin}});
    QJsonArray inboxes;
    for (const Founding::Inbox &inbox : founded.inboxes)
        inboxes.append(QJsonObject{{u"app"_s, inbox.appKey}, {u"number"_s, inbox.phoneNumberId}});
    return QJsonDocument(QJsonObject{{u"people"_s, people}, {u"inboxes"_s, inboxes}})
        .toJson(QJsonDocument::Compact);
}

static Founding::Plan planOf(const QStringList &words)
{
    Founding::Plan plan;
    plan.clinics = words[3].toInt();
    plan.inboxes = words[4].toInt();
    plan.people = words[5].toInt();
    plan.role = words[6] == "manager"_L1 ? Role::Manager : Role::Attendant;
    plan.oneApp = words[7] == "one-app"_L1;
    plan.apiBaseUrl = words[8];
    plan.appSecret = words[9];
    plan.first = words.value(10).toInt();
    return plan;
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    if (words.size() != 10 && words.size() != 11) {
        std::fprintf(stderr,
            "bench-clinics DATA DATABASE|- CLINICS INBOXES PEOPLE attendant|manager one-app|own-apps "
            "API_BASE_URL APP_SECRET [FIRST]\n");
        return 2;
    }
    try {
        store::Options options;
        options.dataDir = words[1];
        options.databaseUrl = words[2] == "-"_L1 ? QString() : words[2];
        auto store = store::Store::open(options);
        if (!store)
            throw std::runtime_error(store.error().text.toStdString());
        const auto keyring = services::Keyring::loadOrCreate(options.dataDir + u"/keys"_s);
        if (!keyring)
            throw std::runtime_error(keyring.error().text.toStdString());
        Founding founding(**store, *keyring, planOf(words), {SystemClock().nowMs()});
        std::puts(told(founding.run()).constData());
        return 0;
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "bench-clinics: %s\n", problem.what());
        return 1;
    }
}
