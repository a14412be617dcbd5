// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QMap>
#include <QStringList>

namespace acolhe::server {

/// What a command of acolhe-server was told: by the command line, else by ACOLHE_<OPTION> in the environment,
/// else by the INI file that --config names.
class Settings {
public:
    /// Fails with InvalidParams whose text is the one line to print (exit 2).
    static Result<Settings> parse(const QStringList &arguments, const QMap<QString, QString> &environment);

    const QString &command() const
    {
        return m_command;
    } ///< "serve", "clinic add", …; "help" and "version" too
    QString value(const QString &option) const { return m_values.value(option); }
    bool has(const QString &option) const { return m_values.contains(option); }
    bool flag(const QString &option) const;

    static QString usage();

private:
    QString m_command;
    QMap<QString, QString> m_values;
};

} // namespace acolhe::server
