// SPDX-License-Identifier: Apache-2.0
#include "tests/support/server/server_process.h"

#include <QDeadlineTimer>
#include <QFile>

namespace acolhe::tests {

using namespace Qt::StringLiterals;

static QString program()
{
    return QStringLiteral(ACOLHE_BIN_DIR "/acolhe-server");
}

ServerProcess::ServerProcess()
{
    m_process.setStandardErrorFile(m_dir.filePath(u"log"_s), QIODevice::Append);
}

ServerProcess::~ServerProcess()
{
    kill();
}

int ServerProcess::run(const QStringList &command, const QByteArray &input)
{
    QProcess process;
    process.start(program(), command + QStringList{u"--data"_s, dataDir()} + m_options);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000))
        return -1;
    output = process.readAllStandardOutput();
    error = process.readAllStandardError();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

bool ServerProcess::init(const QString &clinic, const QString &email, const QString &password)
{
    return run({u"init"_s, u"--clinic"_s, clinic, u"--admin"_s, email, u"--password-file"_s, u"-"_s},
               password.toUtf8())
        == 0;
}

bool ServerProcess::addClinic(const QString &clinic, const QString &email, const QString &password)
{
    return run({u"clinic"_s, u"add"_s, u"--clinic"_s, clinic, u"--admin"_s, email, u"--password-file"_s,
                   u"-"_s},
               password.toUtf8())
        == 0;
}

bool ServerProcess::start(const QStringList &more)
{
    const QStringList listen = m_url.isValid() // the same port again: clients find it back
        ? QStringList{u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_url.port())}
        : QStringList{u"--listen"_s, u"127.0.0.1:0"_s};
    m_process.start(program(), QStringList{u"serve"_s, u"--data"_s, dataDir()} + listen + m_options + more);
    QByteArray line;
    const QDeadlineTimer deadline(30'000);
    while (!line.contains('\n') && !deadline.hasExpired()) {
        if (!m_process.waitForReadyRead(int(deadline.remainingTime())))
            return false;
        line += m_process.readAllStandardOutput();
    }
    const QByteArray prefix = "listening on ";
    if (!line.startsWith(prefix))
        return false;
    m_url = QUrl(QString::fromUtf8(line.mid(prefix.size()).trimmed()));
    return m_url.isValid();
}

int ServerProcess::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return m_process.exitCode();
    m_process.terminate();
    if (!m_process.waitForFinished(15'000)) {
        kill();
        return -1;
    }
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void ServerProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(15'000);
}

QByteArray ServerProcess::log() const
{
    QFile file(m_dir.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace acolhe::tests
