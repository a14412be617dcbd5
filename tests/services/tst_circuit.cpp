// SPDX-License-Identifier: Apache-2.0
#include "backend/services/circuit.h"

#include <QTest>

using acolhe::services::Backoff;
using acolhe::services::Circuit;

class TestCircuit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void waitsGrowAndSpread();
    void theProvidersWishIsObeyedWithinADay();
    void fiveFailuresOpenIt();
    void oneCallProbes();
    void aProbeThatWasNotMadeLeavesPlaceForAnother();
    void whatWasOnItsWayOpensItOnce();
};

void TestCircuit::waitsGrowAndSpread()
{
    const Backoff wait{2'000, 300'000};
    QCOMPARE(wait.delayMs(1, 0, 0.5), 2'000);
    QCOMPARE(wait.delayMs(2, 0, 0.5), 4'000);
    QCOMPARE(wait.delayMs(100, 0, 0.5), 300'000);
    QCOMPARE(wait.delayMs(1, 0, 0.0), 1'500);
    QVERIFY(wait.delayMs(1, 0, 0.999) < 2'500);
}

void TestCircuit::theProvidersWishIsObeyedWithinADay()
{
    const Backoff wait;
    QCOMPARE(wait.delayMs(1, 60'000, 0.5), 60'000);
    QCOMPARE(wait.delayMs(1, 400LL * 24 * 3600 * 1000, 0.5), 24LL * 3600 * 1000);
    QCOMPARE(wait.delayMs(1, -5, 0.5), 2'000);
}

static Circuit openCircuit()
{
    Circuit circuit;
    for (int i = 0; i < Circuit::threshold; ++i)
        circuit.failed(0, 0, 0.5);
    return circuit;
}

void TestCircuit::fiveFailuresOpenIt()
{
    Circuit circuit;
    for (int i = 1; i < Circuit::threshold; ++i)
        circuit.failed(0, 0, 0.5);
    QVERIFY(circuit.mayCall(0));
    circuit.failed(0, 0, 0.5);
    QVERIFY(!circuit.mayCall(0));
    QCOMPARE(circuit.opensAtMs(), 10'000);
    QVERIFY(circuit.mayCall(10'000));
}

void TestCircuit::oneCallProbes()
{
    Circuit circuit = openCircuit();
    circuit.started();
    QVERIFY(!circuit.mayCall(10'000));
    circuit.failed(10'000, 0, 0.5);
    QVERIFY(!circuit.mayCall(20'000));
    QVERIFY(circuit.mayCall(30'000));
    circuit.started();
    circuit.succeeded();
    QVERIFY(circuit.mayCall(30'000) && !circuit.isOpen());
}

void TestCircuit::aProbeThatWasNotMadeLeavesPlaceForAnother()
{
    Circuit circuit = openCircuit();
    circuit.started();
    QVERIFY(!circuit.mayCall(10'000));
    circuit.abandoned();
    QVERIFY(circuit.mayCall(10'000));
}

void TestCircuit::whatWasOnItsWayOpensItOnce()
{
    Circuit circuit = openCircuit();
    for (int i = 0; i < 30; ++i)
        circuit.failed(1'000, 0, 0.5);
    QCOMPARE(circuit.opensAtMs(), 10'000);
}

QTEST_GUILESS_MAIN(TestCircuit)
#include "tst_circuit.moc"
