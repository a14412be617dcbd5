// SPDX-License-Identifier: Apache-2.0
// What ThreadSanitizer must still report with qt_order.cpp: both threads write after one posted to the other.

#include <QCoreApplication>
#include <QThread>

#include <atomic>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QThread thread;
    auto *const context = new QObject;
    context->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, context, &QObject::deleteLater);
    thread.start();
    int written = 0;
    std::atomic<int> wrote = 0; // relaxed: it orders nothing
    const auto write = [&](int turn) {
        while (wrote.load(std::memory_order_relaxed) != turn)
            QThread::yieldCurrentThread();
        ++written;
        wrote.store(turn + 1, std::memory_order_relaxed);
    };
    QMetaObject::invokeMethod(context, [&] { write(1); });
    write(0);
    while (wrote.load(std::memory_order_relaxed) != 2)
        QThread::yieldCurrentThread();
    thread.quit();
    thread.wait();
    return 0;
}
