// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>
#include <QString>

namespace acolhe {

/// Log categories, one per concern. Logs never hold secrets, message text, names or phone numbers: ids only.
Q_DECLARE_LOGGING_CATEGORY(logServer)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logApi)
Q_DECLARE_LOGGING_CATEGORY(logChannel)
Q_DECLARE_LOGGING_CATEGORY(logOutbox)
Q_DECLARE_LOGGING_CATEGORY(logClient)

/// Sends all logging to standard error: a readable line each, or a JSON object a line.
void installLog(bool json);

/// A short random id that ties what a person saw to the lines in the log.
QString newIncident();

} // namespace acolhe
