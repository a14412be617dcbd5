// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Entry {
    QString key; ///< context, source and comment
    QString source;
    QStringList forms; ///< one, or one a plural form
    bool finished = true;
};

QList<Entry> entriesOf(const QString &path)
{
    QList<Entry> all;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return all;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "message"_L1) {
            all.append({context, {}, {}, true});
        } else if (xml.name() == "source"_L1) {
            all.last().source = xml.readElementText();
            all.last().key += u'\x1f' + all.last().source;
        } else if (xml.name() == "comment"_L1) {
            all.last().key += u'\x1f' + xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            all.last().finished = !xml.attributes().hasAttribute("type"_L1);
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            all.last().forms << text;
        }
    }
    return all;
}

QStringList places(const QString &text)
{
    static const QRegularExpression place(u"%(?:\\d|n)"_s);
    QStringList found;
    auto match = place.globalMatch(text);
    while (match.hasNext())
        found << match.next().captured();
    found.removeDuplicates();
    found.removeAll(u"%n"_s); // a plural form may say the number in words
    found.sort();
    return found;
}

QString path(const QString &language)
{
    return QStringLiteral(ACOLHE_SOURCE_DIR) + u"/translations/%1.ts"_s.arg(language);
}

} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTextIsTranslated_data() { languages(); }
    void everyTextIsTranslated()
    {
        QFETCH(QString, language);
        const QList<Entry> entries = entriesOf(path(language));
        QVERIFY(entries.size() > 100);
        for (const Entry &entry : entries) {
            QVERIFY2(entry.finished && !entry.forms.join(QString()).isEmpty(), qPrintable(entry.key));
            for (const QString &form : entry.forms)
                QVERIFY2(places(form) == places(entry.source), qPrintable(entry.key + u" → "_s + form));
        }
    }

    void noTextOfTheProgramIsMissing_data() { languages(); }
    void noTextOfTheProgramIsMissing()
    {
        QFETCH(QString, language);
        QTemporaryDir dir;
        const QString fresh = dir.filePath(language + u".ts"_s);
        QProcess lupdate;
        lupdate.start(QStringLiteral(ACOLHE_LUPDATE),
            {u"-silent"_s, u"-no-obsolete"_s, u"-locations"_s, u"none"_s, u"-I"_s,
                QStringLiteral(ACOLHE_SOURCE_DIR), u"-recursive"_s,
                QStringLiteral(ACOLHE_SOURCE_DIR) + u"/ui"_s, u"-target-language"_s, language, u"-ts"_s,
                fresh});
        QVERIFY(lupdate.waitForFinished(60'000));
        QCOMPARE(lupdate.exitCode(), 0);
        QSet<QString> known;
        for (const Entry &entry : entriesOf(path(language)))
            known.insert(entry.key);
        const QList<Entry> needed = entriesOf(fresh);
        QVERIFY(!needed.isEmpty());
        for (const Entry &entry : needed)
            QVERIFY2(known.contains(entry.key),
                qPrintable(entry.key + u" (run the target update_translations)"_s));
        QCOMPARE(known.size(), needed.size());
    }

private:
    static void languages()
    {
        QTest::addColumn<QString>("language");
        for (const char *language : {"pt_BR", "en", "es"})
            QTest::addRow("%s", language) << QString::fromLatin1(language);
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
