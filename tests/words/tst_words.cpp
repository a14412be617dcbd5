// SPDX-License-Identifier: Apache-2.0
#include "ui/words/language.h"
#include "ui/words/times.h"
#include "ui/words/words.h"

#include <QDirIterator>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

/// 2026-11-23 11:35 in São Paulo, a Monday.
const Timestamp now{1795444500000};
constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

Timestamp ago(qint64 ms)
{
    return {now.ms - ms};
}

/// Every hint that stands in the backend's code: beside a remedy, in a MessageError, in a refusal.
QStringList hintsOfTheBackend()
{
    static const QRegularExpression shapes[]{QRegularExpression(u"Remedy::\\w+,\\s*\"(\\w+)\""_s),
        QRegularExpression(
            u"(?:MessageError|SendFailure)\\{[^;]*?,\\s*u\"([a-z_]+)\"_s,\\s*(?:true|false)\\}"_s),
        QRegularExpression(u"return refused\\([^;]*u\"([a-z_]+)\"_s\\);"_s)};
    QStringList found;
    QDirIterator files(QStringLiteral(ACOLHE_SOURCE_DIR "/backend"), {u"*.cpp"_s}, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString code = QString::fromUtf8(file.readAll());
        for (const QRegularExpression &shape : shapes) {
            auto match = shape.globalMatch(code);
            while (match.hasNext())
                found << match.next().captured(1);
        }
    }
    found.removeDuplicates();
    found.sort();
    return found;
}

} // namespace

class WordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { setLanguage(u"pt_BR"_s); }

    void timesAreThoseOfTheClinic()
    {
        const Times saoPaulo(QTimeZone("America/Sao_Paulo"));
        const Times manaus(QTimeZone("America/Manaus"));
        QCOMPARE(saoPaulo.clock(now), u"11:35"_s);
        QCOMPARE(manaus.clock(now), u"10:35"_s);
        const Timestamp lateEvening{
            1795404600000}; // 03:30 UTC on the 23rd: the 23rd in São Paulo, still the 22nd in Manaus
        QCOMPARE(saoPaulo.date(lateEvening), QDate(2026, 11, 23));
        QCOMPARE(manaus.date(lateEvening), QDate(2026, 11, 22));
    }

    void listTimesAreShort_data()
    {
        QTest::addColumn<qint64>("age");
        QTest::addColumn<QString>("shown");
        QTest::newRow("just now") << qint64(0) << u"11:35"_s;
        QTest::newRow("this morning") << 3 * hour << u"08:35"_s;
        QTest::newRow("a clock that runs ahead") << -2 * minute << u"11:37"_s;
        QTest::newRow("yesterday") << 20 * hour << u"ontem"_s;
        QTest::newRow("this week") << 4 * day << u"qui."_s;
        QTest::newRow("this year") << 11 * day << u"12 nov."_s;
        QTest::newRow("last year") << 400 * day << u"19/10/2025"_s;
    }
    void listTimesAreShort()
    {
        QFETCH(qint64, age);
        QFETCH(QString, shown);
        QCOMPARE(Times(QTimeZone("America/Sao_Paulo")).brief(ago(age), now), shown);
    }

    void daysHaveNames()
    {
        const Times times(QTimeZone("America/Sao_Paulo"));
        QCOMPARE(times.day(QDate(2026, 11, 23), now), u"Hoje"_s);
        QCOMPARE(times.day(QDate(2026, 11, 22), now), u"Ontem"_s);
        QCOMPARE(times.day(QDate(2026, 11, 12), now), u"quinta-feira, 12 de novembro de 2026"_s);
    }

    void durationsAreRounded_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("wait");
        QTest::addColumn<QString>("remaining");
        QTest::newRow("seconds") << qint64(20'000) << u"1 min"_s << u"0 min"_s;
        QTest::newRow("minutes") << 27 * minute + 59'000 << u"27 min"_s << u"27 min"_s;
        QTest::newRow("hours") << 23 * hour + 55 * minute << u"23 h"_s << u"23 h 55 min"_s;
        QTest::newRow("days") << 49 * hour << u"2 d"_s << u"49 h 0 min"_s;
        QTest::newRow("past") << -hour << u"1 min"_s << u"0 min"_s;
    }
    void durationsAreRounded()
    {
        QFETCH(qint64, ms);
        QFETCH(QString, wait);
        QFETCH(QString, remaining);
        QCOMPARE(Times::wait(ms), wait);
        QCOMPARE(Times::remaining(ms), remaining);
    }

    void everyLanguageSpeaks_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("resolved");
        QTest::addColumn<QString>("used");
        QTest::newRow("Portuguese") << u"pt_BR"_s << u"Resolvida"_s << u"pt_BR"_s;
        QTest::newRow("English") << u"en"_s << u"Resolved"_s << u"en"_s;
        QTest::newRow("Spanish") << u"es"_s << u"Resuelta"_s << u"es"_s;
        QTest::newRow("unknown: the default") << u"xx"_s << u"Resolvida"_s << u"pt_BR"_s;
        QTest::newRow("none: the default") << QString() << u"Resolvida"_s << u"pt_BR"_s;
    }
    void everyLanguageSpeaks()
    {
        QFETCH(QString, code);
        QFETCH(QString, resolved);
        QFETCH(QString, used);
        QCOMPARE(setLanguage(code), used);
        QCOMPARE(Words::status(ConversationStatus::Resolved), resolved);
        QCOMPARE(QLocale().name().left(2), used.left(2));
    }

    void aPreviewSaysWhoWrote()
    {
        MessagePreview preview{{1}, Direction::In, MessageKind::Text, u"Oi"_s, {}, now};
        QCOMPARE(Words::preview(preview), u"Oi"_s);
        preview.direction = Direction::Out;
        QCOMPARE(Words::preview(preview), u"Você: Oi"_s);
        preview.text.clear();
        preview.kind = MessageKind::Image;
        QCOMPARE(Words::preview(preview), u"Você: Foto"_s);
    }

    void everyFailureIsExplained_data()
    {
        QTest::addColumn<QString>("hint");
        const QStringList hints = hintsOfTheBackend();
        QVERIFY2(hints.size() >= 16, qPrintable(hints.join(u' ')));
        for (const QString &hint : hints) {
            if (hint != "refused"_L1) // nothing is known: the provider's own words are shown
                QTest::addRow("%s", qPrintable(hint)) << hint;
        }
        for (const char *refusal : {"forbidden", "not_found", "conflict", "too_large", "invalid_params"})
            QTest::addRow("refused by the server: %s", refusal) << QString::fromLatin1(refusal);
    }
    void everyFailureIsExplained()
    {
        QFETCH(QString, hint);
        MessageError error;
        error.message = u"(#131026) Message undeliverable"_s;
        const QString unknown = Words::failure(error);
        QVERIFY(unknown.contains(error.message));
        error.hint = hint;
        QSet<QString> said;
        for (const QString &language : {u"pt_BR"_s, u"en"_s, u"es"_s}) {
            QCOMPARE(setLanguage(language), language);
            QVERIFY(Words::failure(error) != unknown);
            QVERIFY(!Words::failure(error).contains(error.message));
            said.insert(Words::failure(error));
        }
        QCOMPARE(said.size(), 3);
    }

    void anIncidentCanBeQuoted()
    {
        Error error = Error::internal(u"disk I/O error"_s);
        QVERIFY(!Words::problem(error).contains(error.text));
        error.data.insert("incident"_L1, u"a1b2c3"_s);
        QVERIFY(Words::problem(error).contains("a1b2c3"_L1));
    }

    void everyReasonHasWords()
    {
        QSet<QString> seen;
        for (int reason = 0; reason <= int(Reason::Internal); ++reason)
            seen.insert(Words::problem({Reason(reason), {}, {}, {}}));
        QVERIFY(!seen.contains(QString()));
        QVERIFY(seen.size() >= 8);
    }

    void channelsAreNamed()
    {
        QCOMPARE(Words::channel(u"whatsapp_cloud"_s), u"WhatsApp"_s);
        QCOMPARE(Words::channel(u"carrier_pigeon"_s), u"carrier_pigeon"_s);
    }
};

QTEST_GUILESS_MAIN(WordsTest)
#include "tst_words.moc"
