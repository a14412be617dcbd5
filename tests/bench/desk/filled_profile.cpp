// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/desk/filled_profile.h"

#include "backend/base/crypto.h"
#include "tests/bench/fill/clinic_life.h"
#include "ui/client/mirror.h"

#include <QDateTime>
#include <QSettings>

#include <limits>

namespace acolhe::bench {

using namespace Qt::StringLiterals;
using client::MirrorRow;

static const QString account = u"bench"_s;

static QByteArray mirrorKey()
{
    return {crypto::keyBytes, 'k'};
}

void putSecrets(client::KeyStore &keys)
{
    (void)keys.write(u"token/"_s + account, "none");
    (void)keys.write(u"mirror/"_s + account, mirrorKey());
}

static Beginning people()
{
    Beginning beginning;
    beginning.inboxes = {{InboxId{1}, u"whatsapp_cloud"_s}};
    for (int i = 1; i <= 20; ++i)
        beginning.attendants.append({UserId{i}, u"Atendente %1"_s.arg(i)});
    beginning.labels = {u"Retorno"_s, u"Exames"_s};
    return beginning;
}

static QList<MirrorRow> around(const Beginning &beginning)
{
    client::MirrorHead head;
    head.bookmark = {1, u"e"_s};
    head.user = {beginning.attendants.first().first, u"Atendente 1"_s, u"a1@bench.example"_s, Role::Manager};
    head.clinic = {ClinicId{1}, u"bench"_s, u"Clínica"_s, u"America/Sao_Paulo"_s};
    client::Surroundings surroundings;
    Inbox inbox;
    inbox.id = InboxId{1};
    inbox.channel = u"whatsapp_cloud"_s;
    inbox.name = u"WhatsApp"_s;
    surroundings.inboxes = {inbox};
    for (const auto &[id, name] : beginning.attendants)
        surroundings.team.append({id, name, Presence::Online, 0});
    return {{MirrorRow::Head, 0, 0, 0, wire::toJson(head)},
        {MirrorRow::Head, 1, 0, 0, wire::toJson(surroundings)}};
}

void fillProfile(const QString &folder, qint64 messages, qint64 longest)
{
    QSettings settings(folder + u"/acolhe.ini"_s, QSettings::IniFormat);
    settings.setValue("last/server"_L1, server);
    const QByteArray place = crypto::sha256(server.toUtf8()).first(12).toHex(); // as the desktop names it
    settings.setValue(u"accounts/"_s + QString::fromLatin1(place), account);
    constexpr int most = std::numeric_limits<int>::max();
    client::MirrorFile file(folder + u"/mirrors/%1.db"_s.arg(account), mirrorKey(), {most, most});
    const Beginning beginning = people();
    file.write(around(beginning));
    const Timestamp now{QDateTime::currentMSecsSinceEpoch()};
    // The conversations first, as they are at the end: a mirror lets go of messages that have none.
    ClinicLife foreseen(beginning, messages, longest, now);
    while (!foreseen.isOver())
        (void)foreseen.next();
    QList<MirrorRow> rows;
    for (const Conversation &one : foreseen.conversations())
        rows.append({MirrorRow::Conversation, one.id.value, 0, one.updatedAt.ms, wire::toJson(one)});
    ClinicLife life(beginning, messages, longest, now);
    while (!life.isOver()) {
        const Message message = life.next().message;
        rows.append({MirrorRow::Message, message.id.value, message.conversationId.value, message.createdAt.ms,
            wire::toJson(message)});
        if (rows.size() >= 100'000)
            file.write(std::exchange(rows, {}));
    }
    file.write(rows);
}

} // namespace acolhe::bench
