// SPDX-License-Identifier: Apache-2.0
#include "backend/base/async.h"

#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace acolhe;

class TestAsync : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aResultComesOnTheMainThread();
    void whatIsThereAlreadyComesAtOnce();
    void aThreadOfItsOwnHearsOnItself();
    void whatIsGivenUpIsAnError();
    void nobodyIsToldWhoIsGone();
    void whatWasToFollowIsDroppedWithItsContext();
};

void TestAsync::aResultComesOnTheMainThread()
{
    auto promise = std::make_shared<QPromise<Result<int>>>();
    promise->start();
    QThread *heardOn = nullptr;
    int heard = 0;
    whenDone(promise->future(), this, [&](const Result<int> &result) {
        heard = *result;
        heardOn = QThread::currentThread();
    });
    QThreadPool::globalInstance()->start([promise] {
        promise->addResult(Result<int>(7));
        promise->finish();
    });
    QTRY_COMPARE(heard, 7);
    QCOMPARE(heardOn, thread());
}

void TestAsync::whatIsThereAlreadyComesAtOnce()
{
    int heard = 0;
    whenDone(ready<int>(7), this, [&](const Result<int> &result) { heard = *result; });
    QCOMPARE(heard, 7);
}

void TestAsync::aThreadOfItsOwnHearsOnItself()
{
    // A server within the desktop lives on such a thread.
    QThread other;
    other.start();
    auto *context = new QObject;
    context->moveToThread(&other);
    const auto promise = std::make_shared<QPromise<Result<int>>>();
    promise->start();
    std::atomic<QThread *> heardOn = nullptr;
    std::atomic<bool> asked = false;
    QMetaObject::invokeMethod(context, [&] {
        whenDone(
            promise->future(), context, [&](const Result<int> &) { heardOn = QThread::currentThread(); });
        asked = true;
    });
    QTRY_VERIFY(asked);
    promise->addResult(Result<int>(7));
    promise->finish();
    QTRY_COMPARE(heardOn.load(), &other);
    context->deleteLater();
    other.quit();
    QVERIFY(other.wait());
}

void TestAsync::whatIsGivenUpIsAnError()
{
    QString heard;
    {
        QPromise<Result<int>> promise;
        promise.start();
        whenDone(promise.future(), this, [&](const Result<int> &result) { heard = result.error().text; });
    }
    QTRY_VERIFY(heard.contains(u"given up"_s));
}

void TestAsync::nobodyIsToldWhoIsGone()
{
    int heard = 0;
    QPromise<Result<int>> answered;
    answered.start();
    auto context = std::make_unique<QObject>();
    whenDone(answered.future(), context.get(), [&](const Result<int> &) { ++heard; });
    {
        QPromise<Result<int>> givenUp;
        givenUp.start();
        whenDone(givenUp.future(), context.get(), [&](const Result<int> &) { ++heard; });
        context.reset();
    }
    answered.addResult(Result<int>(7));
    answered.finish();
    QCoreApplication::processEvents();
    QCOMPARE(heard, 0);
}

void TestAsync::whatWasToFollowIsDroppedWithItsContext()
{
    int heard = 0;
    QPromise<Result<int>> promise;
    promise.start();
    auto context = std::make_unique<QObject>();
    const QFuture<void> next = promise.future().then(context.get(), [&](const Result<int> &) { ++heard; });
    context.reset();
    promise.addResult(Result<int>(7));
    promise.finish();
    QVERIFY(next.isCanceled());
    QCOMPARE(heard, 0);
}

QTEST_GUILESS_MAIN(TestAsync)
#include "tst_async.moc"
