// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QLockFile>
#include <QStringList>

#include <memory>

namespace acolhe::backup {

/// The folder in which a data directory is restored until it is whole. It lies beside the directory and takes
/// its place at once; within it where the directory is a mount point, which cannot be replaced: then its
/// entries move, the one that makes a server see the rest last.
class Staging {
public:
    /// Fails with Conflict when `dataDir` holds anything, or another restoration goes on.
    static Result<std::unique_ptr<Staging>> begin(const QString &dataDir);
    /// Removes what was not put in place.
    ~Staging();

    const QString &path() const { return m_path; }
    /// Puts the folder in place.
    Result<> commit();
    /// Takes away what `commit` put in place.
    void undo();

private:
    Staging(const QString &dataDir, const QString &path);
    Result<> moveEntries();

    const QString m_dataDir;
    const QString m_path;
    const bool m_within;
    QStringList m_placed;
    QLockFile m_lock;
};

} // namespace acolhe::backup
