// SPDX-License-Identifier: Apache-2.0
#include "backend/server/settings.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>
#include <optional>

namespace acolhe::server {

using namespace Qt::StringLiterals;

struct Option {
    const char *name;
    const char *value; ///< what it takes, in the usage; null for a flag
    const char *help;
};

struct Command {
    const char *name;
    QList<const char *> required;
    QList<const char *> optional;
    const char *help;
};

static const QList<Option> &options()
{
    static const QList<Option> all{
        {"data", "DIR", "where everything is kept"},
        {"clinic", "NAME", "the clinic's name"},
        {"admin", "EMAIL", "its first admin"},
        {"email", "EMAIL", "a person's e-mail address"},
        {"token-file", "FILE", "where the session's token goes; an older one is replaced"},
        {"password-file", "FILE|-", "file with the admin's password; - reads standard input"},
        {"listen", "ADDR:PORT", "default 127.0.0.1:8480; port 0 picks a free one"},
        {"database", "URL", "postgresql://user:pass@host:port/db; default SQLite files under DIR"},
        {"public-url", "URL", "how the outside reaches this server, e.g. https://desk.example.org"},
        {"tls-cert", "FILE", "certificate chain, PEM"},
        {"tls-key", "FILE", "its private key, PEM"},
        {"to", "FILE", "the new back-up"},
        {"from", "FILE", "the back-up"},
        {"backup-key-file", "FILE", "key of back-ups, made when absent; default beside each, FILE.key"},
        {"config", "FILE", "INI file with these options"},
        {"metrics-token", "TOKEN", "opens /metrics beyond loopback to this bearer token"},
        {"trusted-proxies", "ADDRS", "addresses whose X-Forwarded-For is believed, comma separated"},
        {"allowed-origins", "ORIGINS", "web origins that may open /ws besides our own, comma separated"},
        {"insecure-listen", nullptr,
            "allow listening beyond loopback without TLS (behind a proxy that has it)"},
        {"log-json", nullptr, "one JSON object a line on standard error"},
        {"log-level", "LEVEL", "debug, info (default), warning or error"},
    };
    return all;
}

static const QList<Command> &commands()
{
    static const QList<Command> all{
        {"init", {"data", "clinic", "admin", "password-file"}, {"database", "config"},
            "makes the data directory, the first clinic and its admin"},
        {"clinic add", {"data", "clinic", "admin", "password-file"}, {"database", "config"},
            "adds a clinic, also while serving"},
        {"clinic list", {"data"}, {"database", "config"}, "lists the clinics"},
        {"clinic remove", {"data", "clinic"}, {"database", "config"}, "removes a clinic with all its data"},
        {"demo", {"data"}, {"database", "config"}, "makes a fictitious clinic to try and prints its logins"},
        {"token", {"data", "email", "token-file"}, {"clinic", "database", "config"},
            "opens a session without the password, for acolhe --token-file"},
        {"serve", {"data"},
            {"listen", "database", "public-url", "tls-cert", "tls-key", "config", "metrics-token",
                "trusted-proxies", "allowed-origins", "insecure-listen", "log-json", "log-level"},
            "serves until SIGTERM or SIGINT"},
        {"backup", {"data", "to"}, {"database", "backup-key-file", "config"},
            "backs everything up into one sealed file, also while serving"},
        {"verify", {"from"}, {"backup-key-file", "config"}, "reads a back-up whole and checks every byte"},
        {"restore", {"from", "data"}, {"database", "backup-key-file", "config"},
            "restores a back-up to an empty directory"},
        {"doctor", {"data"}, {"database", "config", "listen", "public-url", "tls-cert", "tls-key"},
            "checks databases, schemas, keys, disk, clock, addresses and certificate"},
    };
    return all;
}

static const Option *findOption(const QString &name)
{
    for (const Option &option : options()) {
        if (name == QLatin1StringView(option.name))
            return &option;
    }
    return nullptr;
}

static bool takes(const Command &command, const QString &option)
{
    const auto is = [&](const char *name) { return option == QLatin1StringView(name); };
    return std::any_of(command.required.begin(), command.required.end(), is)
        || std::any_of(command.optional.begin(), command.optional.end(), is);
}

static Error bad(const QString &line)
{
    return {Reason::InvalidParams, line, {}, {}};
}

/// Reads "--name value", "--name=value" and flags into `values`.
static std::optional<Error> readOptions(
    const Command &command, const QStringList &words, QMap<QString, QString> &values)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (!words[i].startsWith("--"_L1))
            return bad(u"unexpected argument: %1"_s.arg(words[i]));
        const QString name = words[i].mid(2).section(u'=', 0, 0);
        const Option *option = findOption(name);
        if (!option || !takes(command, name))
            return bad(u"%1 does not take --%2"_s.arg(QLatin1StringView(command.name), name));
        if (!option->value) {
            values.insert(name, u"true"_s);
        } else if (words[i].contains(u'=')) {
            values.insert(name, words[i].section(u'=', 1));
        } else if (i + 1 < words.size()) {
            values.insert(name, words[++i]);
        } else {
            return bad(u"--%1 needs a value"_s.arg(name));
        }
    }
    return {};
}

static std::optional<Error> addFile(
    const Command &command, const QString &path, QMap<QString, QString> &values)
{
    if (!QFileInfo(path).isReadable())
        return bad(u"cannot read the configuration file %1"_s.arg(path));
    const QSettings file(path, QSettings::IniFormat);
    const QStringList keys = file.allKeys();
    for (const QString &key : keys) {
        if (!findOption(key))
            return bad(u"%1: unknown option %2"_s.arg(path, key));
        if (takes(command, key) && !values.contains(key))
            values.insert(key, file.value(key).toStringList().join(u','));
    }
    return {};
}

static const Command *findCommand(const QStringList &words, qsizetype &used)
{
    for (const Command &command : commands()) {
        const QStringList name = QString::fromLatin1(command.name).split(u' ');
        if (words.mid(0, name.size()) == name) {
            used = name.size();
            return &command;
        }
    }
    return nullptr;
}

Result<Settings> Settings::parse(const QStringList &arguments, const QMap<QString, QString> &environment)
{
    Settings settings;
    const QString first = arguments.value(0);
    if (first.isEmpty() || first == "--help"_L1 || first == "help"_L1 || arguments.contains(u"--help"_s)) {
        settings.m_command = u"help"_s;
        return settings;
    }
    if (first == "--version"_L1) {
        settings.m_command = u"version"_s;
        return settings;
    }
    qsizetype used = 0;
    const Command *command = findCommand(arguments, used);
    if (!command)
        return bad(u"unknown command: %1 (see acolhe-server --help)"_s.arg(arguments.mid(0, 2).join(u' ')));
    settings.m_command = QString::fromLatin1(command->name);
    if (auto problem = readOptions(*command, arguments.mid(used), settings.m_values))
        return *problem;
    for (const Option &option : options()) {
        const QString name = QString::fromLatin1(option.name);
        const QString variable = u"ACOLHE_"_s + QString(name).replace(u'-', u'_').toUpper();
        if (takes(*command, name) && !settings.m_values.contains(name) && environment.contains(variable))
            settings.m_values.insert(name, environment.value(variable));
    }
    if (settings.has(u"config"_s)) {
        if (auto problem = addFile(*command, settings.value(u"config"_s), settings.m_values))
            return *problem;
    }
    for (const char *name : command->required) {
        if (settings.value(QString::fromLatin1(name)).isEmpty())
            return bad(u"%1 needs --%2"_s.arg(settings.m_command, QLatin1StringView(name)));
    }
    return settings;
}

bool Settings::flag(const QString &option) const
{
    const QString text = value(option).toLower();
    return text == "true"_L1 || text == "1"_L1 || text == "yes"_L1 || text == "on"_L1;
}

QString Settings::usage()
{
    QString out = u"acolhe-server: the server of Acolhe\n\n"_s;
    for (const Command &command : commands()) {
        out += u"  acolhe-server "_s + QLatin1StringView(command.name);
        for (const char *name : command.required)
            out += u" --%1 %2"_s.arg(
                QLatin1StringView(name), QLatin1StringView(findOption(QString::fromLatin1(name))->value));
        out += u"\n      "_s + QLatin1StringView(command.help) + u'\n';
    }
    out += u"\nOptions (also as ACOLHE_<OPTION> in the environment, or in the --config file):\n"_s;
    for (const Option &option : options()) {
        const QString shown = u"--"_s + QLatin1StringView(option.name)
            + (option.value ? u' ' + QString::fromLatin1(option.value) : QString());
        out += u"  %1 %2\n"_s.arg(shown.leftJustified(30), QLatin1StringView(option.help));
    }
    return out;
}

} // namespace acolhe::server
