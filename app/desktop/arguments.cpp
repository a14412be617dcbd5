// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/arguments.h"

#include <QStandardPaths>

namespace acolhe::desktop {

using namespace Qt::StringLiterals;

QString usage()
{
    return u"acolhe [--server URL | --embedded [--data DIR]] [--token-file FILE] [--profile DIR]\n"
           u"  --server URL       connects to a server, e.g. https://desk.example\n"
           u"  --embedded         runs the server inside this program, for a clinic of one machine\n"
           u"  --data DIR         where the embedded server keeps its data\n"
           u"  --token-file FILE  signs in with the session token or API key in FILE\n"
           u"  --profile DIR      keeps settings there instead of the user's own place\n"_s;
}

Result<Arguments> parseArguments(const QStringList &words)
{
    Arguments arguments;
    const auto bad = [](const QString &line) { return Error{Reason::InvalidParams, line, {}, {}}; };
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString name = words[i].section(u'=', 0, 0);
        if (name == "--help"_L1) {
            arguments.help = true;
            continue;
        }
        if (name == "--embedded"_L1) {
            arguments.embedded = true;
            continue;
        }
        const bool takesValue = name == "--server"_L1 || name == "--data"_L1 || name == "--token-file"_L1
            || name == "--profile"_L1;
        if (!takesValue)
            return bad(u"unknown option: "_s + words[i]);
        const QString value = words[i].contains(u'=') ? words[i].section(u'=', 1) : words.value(++i);
        if (value.isEmpty())
            return bad(name + u" needs a value"_s);
        if (name == "--server"_L1)
            arguments.server = QUrl::fromUserInput(value);
        else if (name == "--data"_L1)
            arguments.dataDir = value;
        else if (name == "--token-file"_L1)
            arguments.tokenFile = value;
        else
            arguments.profileDir = value;
    }
    if (arguments.embedded && !arguments.server.isEmpty())
        return bad(u"--server and --embedded exclude each other"_s);
    if (!arguments.embedded && !arguments.dataDir.isEmpty())
        return bad(u"--data goes with --embedded"_s);
    if (arguments.profileDir.isEmpty())
        arguments.profileDir = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    if (arguments.dataDir.isEmpty())
        arguments.dataDir = arguments.profileDir + u"/server"_s;
    return arguments;
}

} // namespace acolhe::desktop
