// SPDX-License-Identifier: Apache-2.0
#include "backend/services/presence_board.h"

#include <QTest>

using namespace acolhe;
using services::PresenceBoard;

static const Caller bia{{1}, {7}, {}, Role::Attendant, {}};
static const Caller biasNamesake{{2}, {7}, {}, Role::Attendant, {}};
static const Caller patient{{1}, {}, {3}, Role::Patient, {}};

class TestPresenceBoard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void severalDesktopsOfOnePersonCountAsOne();
    void clinicsDoNotSeeEachOther();
    void patientsAreNotNoted();
    void leavingTwiceDoesNoHarm();
};

void TestPresenceBoard::severalDesktopsOfOnePersonCountAsOne()
{
    PresenceBoard board;
    QList<Presence> changes;
    connect(&board, &PresenceBoard::changed, this, [&](ClinicId clinic, UserId user, Presence presence) {
        QCOMPARE(clinic, bia.clinic);
        QCOMPARE(user, bia.user);
        changes.append(presence);
    });
    board.connected(bia);
    board.connected(bia);
    board.disconnected(bia);
    QCOMPARE(board.of(bia.clinic, bia.user), Presence::Online);
    QCOMPARE(changes, QList<Presence>{Presence::Online});
    board.disconnected(bia);
    QCOMPARE(board.of(bia.clinic, bia.user), Presence::Offline);
    QCOMPARE(changes, (QList<Presence>{Presence::Online, Presence::Offline}));
}

void TestPresenceBoard::clinicsDoNotSeeEachOther()
{
    PresenceBoard board;
    board.connected(bia);
    QCOMPARE(board.of(biasNamesake.clinic, biasNamesake.user), Presence::Offline);
    QVERIFY(board.present(biasNamesake.clinic).isEmpty());
    QCOMPARE(board.present(bia.clinic).keys(), QList<UserId>{bia.user});
}

void TestPresenceBoard::patientsAreNotNoted()
{
    PresenceBoard board;
    board.connected(patient);
    QVERIFY(board.present(patient.clinic).isEmpty());
}

void TestPresenceBoard::leavingTwiceDoesNoHarm()
{
    PresenceBoard board;
    board.disconnected(bia);
    board.connected(bia);
    board.disconnected(bia);
    board.disconnected(bia);
    board.connected(bia);
    QCOMPARE(board.of(bia.clinic, bia.user), Presence::Online);
}

QTEST_GUILESS_MAIN(TestPresenceBoard)
#include "tst_presence_board.moc"
