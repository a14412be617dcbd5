// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/front.h"
#include "backend/api/http/limits.h"
#include "backend/server/doctor.h"

#include <QDateTime>
#include <QDirIterator>
#include <QSslCertificate>
#include <QStorageInfo>
#include <QTcpServer>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/statvfs.h>
#endif

namespace acolhe::server {

using namespace Qt::StringLiterals;

constexpr qint64 leastFreeBytes = 1024LL * 1024 * 1024;
constexpr quint64 leastFreeFiles = 10'000;
constexpr qint64 year2025Ms = 1735689600000;
constexpr qint64 dayMs = 24LL * 3600 * 1000;

/// Files that may still be made; nothing where the file system does not count them.
static std::optional<quint64> freeFiles(const QString &dataDir)
{
#ifdef Q_OS_UNIX
    struct statvfs disk = {};
    if (::statvfs(QFile::encodeName(dataDir).constData(), &disk) == 0 && disk.f_files > 0)
        return disk.f_favail;
#else
    Q_UNUSED(dataDir)
#endif
    return {};
}

static void examineClock(const QString &dataDir, const Clock &clock, Findings &findings)
{
    const qint64 now = clock.nowMs();
    if (now < year2025Ms)
        return findings.problem(
            u"clock"_s, u"it shows a time before 2025"_s, u"set it, and keep it by NTP"_s);
    QDirIterator files(dataDir, QDir::Files, QDirIterator::Subdirectories);
    for (int i = 0; i < 10'000 && files.hasNext(); ++i) {
        const QFileInfo file(files.next());
        const qint64 ahead = file.lastModified().toMSecsSinceEpoch() - now;
        if (ahead > 60'000)
            return findings.problem(u"clock"_s,
                u"%1 was written %2 s in the future: the clock is wrong now, or was then"_s
                    .arg(file.filePath())
                    .arg(ahead / 1000),
                u"set it, and keep it by NTP"_s);
    }
    findings.good(u"clock"_s, u"it is later than all files"_s);
}

void examineDisk(const QString &dataDir, const Clock &clock, Findings &findings)
{
    const QStorageInfo disk(dataDir);
    const auto files = freeFiles(dataDir);
    if (disk.isReadOnly())
        findings.problem(
            u"disk"_s, u"%1 is on a read-only file system"_s.arg(dataDir), u"mount it writable"_s);
    else if (disk.bytesAvailable() < leastFreeBytes)
        findings.problem(u"disk"_s,
            u"only %1 MiB are free for %2"_s.arg(disk.bytesAvailable() / (1024 * 1024)).arg(dataDir),
            u"make room, or move it to a larger disk"_s);
    else if (files && *files < leastFreeFiles)
        findings.problem(u"disk"_s, u"only %1 more files fit onto the file system (inodes)"_s.arg(*files),
            u"remove small files, or move the data to another file system"_s);
    else
        findings.good(u"disk"_s, u"%1 MiB are free"_s.arg(disk.bytesAvailable() / (1024 * 1024)));
    examineClock(dataDir, clock, findings);
}

static bool isPrivate(const QHostAddress &address)
{
    const char *const networks[] = {
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10"};
    return !address.isNull()
        && std::any_of(std::begin(networks), std::end(networks), [&](const char *network) {
               return address.isInSubnet(QHostAddress::parseSubnet(QString::fromLatin1(network)));
           });
}

static void examinePublicUrl(const QString &text, Findings &findings)
{
    const QUrl url(text, QUrl::StrictMode);
    const QHostAddress address(url.host());
    const bool here = url.host() == "localhost"_L1 || address.isLoopback();
    const bool reachable = !here && !isPrivate(address);
    if (!url.isValid() || url.host().isEmpty() || url.scheme() != "https"_L1)
        findings.problem(u"public-url"_s, u"%1 is no https address, and providers call no other"_s.arg(text),
            u"give the https address by which the Internet reaches this server"_s);
    else if (!reachable)
        findings.problem(u"public-url"_s, u"the Internet cannot reach %1"_s.arg(url.host()),
            u"give the name by which providers reach this server"_s);
    else
        findings.good(u"public-url"_s, text);
}

void examineAddresses(const Options &options, bool running, Findings &findings)
{
    if (!options.publicUrl.isEmpty())
        examinePublicUrl(options.publicUrl, findings);
    if (running)
        return; // the port is its own
    const QString where = u"%1:%2"_s.arg(options.address.toString()).arg(options.port);
    QTcpServer server;
    if (server.listen(options.address, options.port))
        findings.good(u"listen"_s, u"%1 is free"_s.arg(where));
    else
        findings.problem(u"listen"_s, u"%1: %2"_s.arg(where, server.errorString()),
            u"stop what has it, or give another --listen"_s);
}

/// Unlike othersMayRead(): a group for certificates may well have it.
static bool everybodyMayRead(const QString &file)
{
#ifdef Q_OS_UNIX
    return QFileInfo(file).permissions().testAnyFlags(QFile::ReadOther | QFile::WriteOther);
#else
    Q_UNUSED(file)
    return false;
#endif
}

static void examineCertificate(const QString &file, const Clock &clock, Findings &findings)
{
    const QSslCertificate certificate = QSslCertificate::fromPath(file).value(0);
    const qint64 leftMs = certificate.expiryDate().toMSecsSinceEpoch() - clock.nowMs();
    const QString renew = u"renew it, and restart the server"_s;
    if (certificate.effectiveDate().toMSecsSinceEpoch() > clock.nowMs())
        findings.problem(u"tls"_s, u"the certificate %1 is not valid yet"_s.arg(file), u"check the clock"_s);
    else if (leftMs <= 0)
        findings.problem(u"tls"_s,
            u"the certificate %1 expired on %2"_s.arg(
                file, certificate.expiryDate().toUTC().toString(Qt::ISODate)),
            renew);
    else if (leftMs < 14 * dayMs)
        findings.problem(
            u"tls"_s, u"the certificate %1 expires in %2 days"_s.arg(file).arg(leftMs / dayMs), renew);
    else
        findings.good(u"tls"_s, u"the certificate is valid for %1 days"_s.arg(leftMs / dayMs));
}

void examineTls(const Options &options, const Clock &clock, Findings &findings)
{
    if (options.tlsCertificate.isEmpty() && options.tlsKey.isEmpty())
        return;
    const auto tls = http::serverTls(options.tlsCertificate, options.tlsKey);
    if (!tls)
        return findings.problem(u"tls"_s, tls.error().text,
            u"give the certificate and its own key, PEM, readable by the server's user"_s);
    if (everybodyMayRead(options.tlsKey))
        findings.problem(u"tls"_s, u"everybody on this machine may read %1"_s.arg(options.tlsKey),
            u"chmod 600 %1"_s.arg(options.tlsKey));
    examineCertificate(options.tlsCertificate, clock, findings);
}

void examineOpenFiles(const Options &options, qsizetype clinics, Findings &findings)
{
#ifdef Q_OS_UNIX
    constexpr qsizetype filesOfClinic = 12; // writer, readers and search, each with its log
    const qsizetype open =
        options.store.databaseUrl.isEmpty() ? std::min<qsizetype>(clinics, options.store.openClinics) : 0;
    const auto needed = rlim_t(open * filesOfClinic + http::Limits().connections + 128);
    struct rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    if (limit.rlim_max < needed)
        findings.problem(u"files"_s,
            u"a process may open %1 files, and %2 clinics with all their desktops need %3"_s
                .arg(limit.rlim_max)
                .arg(clinics)
                .arg(needed),
            u"raise the hard limit (LimitNOFILE= in the unit, ulimit -Hn)"_s);
    else
        findings.good(u"files"_s, u"the limit of open files suffices"_s);
#else
    Q_UNUSED(options)
    Q_UNUSED(clinics)
    Q_UNUSED(findings)
#endif
}

} // namespace acolhe::server
