// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace acolhe::tests {

/// The real acolhe-server as a process of its own, on a data directory of its own, on a free loopback port.
class ServerProcess {
public:
    ServerProcess();
    ~ServerProcess();

    QString dataDir() const { return m_dir.filePath(QStringLiteral("data")); }
    /// Extra options for every command, e.g. --database.
    void setOptions(const QStringList &options) { m_options = options; }
    /// Runs a command to its end. Its exit code; what it printed in `output` and `error`.
    int run(const QStringList &command, const QByteArray &input = {});
    QByteArray output;
    QByteArray error;

    /// A first clinic with an admin.
    bool init(const QString &clinic, const QString &email, const QString &password);
    bool addClinic(const QString &clinic, const QString &email, const QString &password);
    /// Serves; true when it says that it listens.
    bool start(const QStringList &more = {});
    /// SIGTERM; its exit code, or -1 when it had to be killed after 15 s.
    int stop();
    /// SIGKILL.
    void kill();

    QUrl url() const { return m_url; }
    QByteArray log() const;
    qint64 processId() const { return m_process.processId(); }

private:
    QTemporaryDir m_dir;
    QStringList m_options;
    QProcess m_process;
    QUrl m_url;
};

} // namespace acolhe::tests
