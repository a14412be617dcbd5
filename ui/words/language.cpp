// SPDX-License-Identifier: Apache-2.0
#include "ui/words/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

bool isSpoken(const QString &code)
{
    const QList<Language> all = languages();
    return std::any_of(
        all.cbegin(), all.cend(), [&](const Language &language) { return language.code == code; });
}

QString chosen(const QString &code)
{
    return isSpoken(code) ? code : languages().constFirst().code;
}

/// Owned by the application, so that it goes before the application does.
QTranslator *translator(const char *role)
{
    const auto name = QLatin1String(role);
    if (auto *known = QCoreApplication::instance()->findChild<QTranslator *>(name))
        return known;
    auto *made = new QTranslator(QCoreApplication::instance());
    made->setObjectName(name);
    return made;
}

} // namespace

QList<Language> languages()
{
    return {{u"pt_BR"_s, u"Português (Brasil)"_s}, {u"en"_s, u"English"_s}, {u"es"_s, u"Español"_s}};
}

QString setLanguage(const QString &code)
{
    const QString used = chosen(code);
    const QLocale locale(used);
    QLocale::setDefault(locale);
    QTranslator *own = translator("acolheTranslator");
    QTranslator *qt =
        translator("qtTranslator"); // the words of Qt's own dialogs and menus, where they are installed
    QCoreApplication::removeTranslator(own);
    QCoreApplication::removeTranslator(qt);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    if (!own->load(u":/acolhe/translations/%1.qm"_s.arg(used)))
        qWarning("no translation for %s", qUtf8Printable(used));
    QCoreApplication::installTranslator(own);
    return used;
}

} // namespace acolhe::ui
