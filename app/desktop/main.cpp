// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/desktop.h"

#include "backend/base/crypto.h"
#include "backend/base/log.h"

#include <QApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("acolhe"));
    QApplication::setApplicationDisplayName(QStringLiteral("Acolhe"));
    QApplication::setApplicationVersion(QStringLiteral(ACOLHE_VERSION));
    acolhe::installLog(false);
    if (!acolhe::crypto::start())
        return 1;
    const auto arguments = acolhe::desktop::parseArguments(QApplication::arguments().mid(1));
    if (!arguments) {
        std::fprintf(stderr, "acolhe: %s\n", qPrintable(arguments.error().text));
        return 2;
    }
    if (arguments->help) {
        std::fputs(qPrintable(acolhe::desktop::usage()), stdout);
        return 0;
    }
    acolhe::client::Keychain keys;
    acolhe::desktop::Desktop desktop(*arguments, keys);
    desktop.show();
    return QApplication::exec();
}
