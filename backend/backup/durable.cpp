// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/durable.h"

#include <filesystem>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace acolhe::backup {

using namespace Qt::StringLiterals;

static Error cannot(const QString &what, const QString &path, const QString &why)
{
    return Error::internal(u"cannot %1 %2: %3"_s.arg(what, path, why));
}

Result<> createPrivate(QFile &file)
{
    const auto mode = QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered;
    if (file.open(mode, QFile::ReadOwner | QFile::WriteOwner))
        return Done{};
    return file.exists() ? Result<>(Error::conflict(u"%1 exists already"_s.arg(file.fileName())))
                         : Result<>(cannot(u"make"_s, file.fileName(), file.errorString()));
}

Result<> flushToDisk(QFile &file)
{
#ifdef Q_OS_WIN
    const bool done = file.flush() && _commit(file.handle()) == 0;
#else
    const bool done = file.flush() && fsync(file.handle()) == 0;
#endif
    return done ? Result<>(Done{}) : Result<>(cannot(u"write"_s, file.fileName(), qt_error_string()));
}

Result<> flushFolder(const QString &path)
{
#ifdef Q_OS_UNIX
    const int folder = open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = folder >= 0 && fsync(folder) == 0;
    const QString why = qt_error_string();
    if (folder >= 0)
        close(folder);
    if (!done)
        return cannot(u"write"_s, path, why);
#else
    Q_UNUSED(path) // Windows writes a rename through
#endif
    return Done{};
}

static std::filesystem::path native(const QString &path)
{
    return std::filesystem::path(path.toStdU16String());
}

Result<> renameAtOnce(const QString &from, const QString &to)
{
    std::error_code problem;
    std::filesystem::rename(native(from), native(to), problem);
    return problem ? Result<>(cannot(u"rename"_s, from, QString::fromStdString(problem.message())))
                   : Result<>(Done{});
}

Result<> renameToNew(const QString &from, const QString &to)
{
    std::error_code problem;
    std::filesystem::create_hard_link(native(from), native(to), problem); // fails when `to` exists
    if (!problem)
        return QFile::remove(from) ? Result<>(Done{})
                                   : Result<>(cannot(u"remove"_s, from, qt_error_string()));
    if (QFile::exists(to))
        return Error::conflict(u"%1 exists already"_s.arg(to));
    return renameAtOnce(from, to); // a file system without hard links
}

} // namespace acolhe::backup
