// SPDX-License-Identifier: Apache-2.0
// A socket plays systemd, and reads what a real server tells it.
#include "backend/server/service_notice.h"
#include "tests/support/server/server_process.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstddef>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::ServerProcess;

namespace {

/// The service manager's end.
class FakeSystemd {
public:
    explicit FakeSystemd(bool abstract)
        : m_name(abstract ? '@' + QByteArray("acolhe-test-") + QByteArray::number(::getpid())
                          : m_dir.filePath(u"notify"_s).toLocal8Bit())
        , m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        struct sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, m_name.constData(), size_t(m_name.size()));
        if (abstract)
            address.sun_path[0] = '\0';
        const auto length = socklen_t(offsetof(struct sockaddr_un, sun_path) + size_t(m_name.size()));
        m_bound = ::bind(m_socket, reinterpret_cast<struct sockaddr *>(&address), length) == 0;
    }
    ~FakeSystemd() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(FakeSystemd)

    bool isBound() const { return m_bound; }
    QString name() const { return QString::fromLocal8Bit(m_name); }
    /// The next message; empty when none comes in time.
    QByteArray next(int ms)
    {
        struct pollfd ready = {m_socket, POLLIN, 0};
        if (::poll(&ready, 1, ms) != 1)
            return {};
        QByteArray message(1024, Qt::Uninitialized);
        message.truncate(::recv(m_socket, message.data(), size_t(message.size()), 0));
        return message;
    }
    /// The next that is not about the watchdog.
    QByteArray nextNews(int ms)
    {
        QByteArray message = next(ms);
        while (message == "WATCHDOG=1")
            message = next(ms);
        return message;
    }

private:
    QTemporaryDir m_dir;
    const QByteArray m_name;
    const int m_socket;
    bool m_bound = false;
};

} // namespace

class TestServiceNotice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup();
    void aServerTellsItsLife_data();
    void aServerTellsItsLife();
    void theWatchdogIsFedTwiceInItsTime();
    void aServerThatStandsStillFeedsNoWatchdog();
    void aWriterThatHangsFeedsNoWatchdog();
    void anotherProcessesWatchdogIsNotFed();
};

static void serveUnder(const FakeSystemd &manager, const QByteArray &watchdogMicroseconds)
{
    qputenv("NOTIFY_SOCKET", manager.name().toLocal8Bit());
    qputenv("WATCHDOG_USEC", watchdogMicroseconds);
}

void TestServiceNotice::cleanup()
{
    qunsetenv("NOTIFY_SOCKET");
    qunsetenv("WATCHDOG_USEC");
}

void TestServiceNotice::aServerTellsItsLife_data()
{
    QTest::addColumn<bool>("abstract");
    QTest::newRow("a socket in the file system") << false;
    QTest::newRow("an abstract socket") << true;
}

void TestServiceNotice::aServerTellsItsLife()
{
    QFETCH(bool, abstract);
    FakeSystemd manager(abstract);
    QVERIFY(manager.isBound());
    ServerProcess server;
    QVERIFY(server.init(u"Vida Plena"_s, u"ana@vida.example"_s, u"caminho-de-pedra-azul"_s));
    QVERIFY(manager.next(0).isEmpty()); // init is no service
    serveUnder(manager, "60000000");
    QVERIFY(server.start());
    const QByteArray ready = manager.next(10'000);
    QCOMPARE(ready, "READY=1\nSTATUS=listening on " + server.url().toString().toUtf8());
    QTcpSocket client; // whoever waits for READY finds the port open
    client.connectToHost(server.url().host(), quint16(server.url().port()));
    QVERIFY(client.waitForConnected(5000));
    QCOMPARE(server.stop(), 0);
    QVERIFY(manager.next(10'000).startsWith("STOPPING=1\n"));
}

void TestServiceNotice::theWatchdogIsFedTwiceInItsTime()
{
    FakeSystemd manager(false);
    ServerProcess server;
    QVERIFY(server.init(u"Vida Plena"_s, u"ana@vida.example"_s, u"caminho-de-pedra-azul"_s));
    serveUnder(manager, "1000000");
    QVERIFY(server.start());
    QVERIFY(manager.next(10'000).startsWith("READY=1"));
    QCOMPARE(manager.next(10'000), "WATCHDOG=1");
    QElapsedTimer took;
    took.start();
    for (int i = 0; i < 4; ++i)
        QCOMPARE(manager.next(10'000), "WATCHDOG=1");
    QVERIFY2(took.elapsed() >= 1500, qPrintable(QString::number(took.elapsed()))); // four halves of a second
}

void TestServiceNotice::aServerThatStandsStillFeedsNoWatchdog()
{
    FakeSystemd manager(false);
    ServerProcess server;
    QVERIFY(server.init(u"Vida Plena"_s, u"ana@vida.example"_s, u"caminho-de-pedra-azul"_s));
    serveUnder(manager, "400000");
    QVERIFY(server.start());
    QVERIFY(manager.next(10'000).startsWith("READY=1"));
    QCOMPARE(manager.next(10'000), "WATCHDOG=1");
    QCOMPARE(::kill(pid_t(server.processId()), SIGSTOP), 0);
    while (!manager.next(0).isEmpty()) { } // what was on its way
    QCOMPARE(manager.next(1200), "");
    QCOMPARE(::kill(pid_t(server.processId()), SIGCONT), 0);
    QCOMPARE(manager.next(10'000), "WATCHDOG=1");
}

void TestServiceNotice::aWriterThatHangsFeedsNoWatchdog()
{
    FakeSystemd manager(false);
    bool progresses = false;
    qint64 limit = 0;
    server::ServiceNotice notice(
        {{u"NOTIFY_SOCKET"_s, manager.name()}, {u"WATCHDOG_USEC"_s, u"40000"_s}}, [&](qint64 ms) {
            limit = ms;
            return progresses;
        });
    QTest::ignoreMessage(QtCriticalMsg, "a commit takes longer than the watchdog waits");
    notice.ready(u"listening"_s);
    QCOMPARE(manager.next(0), "READY=1\nSTATUS=listening");
    QTRY_COMPARE(limit, 40);
    progresses = true;
    QByteArray told;
    const auto fed = [&] { return (told += manager.next(0)).startsWith("WATCHDOG=1"); };
    QTRY_VERIFY(fed());
}

void TestServiceNotice::anotherProcessesWatchdogIsNotFed()
{
    FakeSystemd manager(false);
    bool asked = false;
    server::ServiceNotice notice(
        {{u"NOTIFY_SOCKET"_s, manager.name()}, {u"WATCHDOG_USEC"_s, u"2000"_s}, {u"WATCHDOG_PID"_s, u"1"_s}},
        [&](qint64) {
            asked = true;
            return true;
        });
    notice.ready(u"listening"_s);
    QCOMPARE(manager.next(0), "READY=1\nSTATUS=listening");
    server::ServiceNotice own(
        {{u"NOTIFY_SOCKET"_s, manager.name()}, {u"WATCHDOG_USEC"_s, u"2000"_s}}, [](qint64) { return true; });
    own.ready(u"mine"_s);
    QByteArray told;
    const auto fed = [&] { return (told += manager.next(0)).contains("WATCHDOG=1"); };
    QTRY_VERIFY(fed()); // by now the other would have come too
    QVERIFY(!asked);
}

QTEST_GUILESS_MAIN(TestServiceNotice)
#include "tst_service_notice.moc"
