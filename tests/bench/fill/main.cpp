// SPDX-License-Identifier: Apache-2.0
// Fills a clinic in bulk with what the server would have kept, and prints one JSON line of figures.
// The server must not run meanwhile.
//
//   bench-fill messages DATA CLINIC MESSAGES LONGEST [DATABASE]    a clinic's months of messages
//   each bench-fill words                                               of the messages, the most frequent
//   first
//
// CLINIC: its number, 1 for the first. LONGEST: so many messages belong to one conversation; 0: to none.
// DATABASE: as --database of the server. Existing inboxes and attendants are used.
#include "backend/base/crypto.h"
#include "backend/store/search_index.h"
#include "tests/bench/fill/rows.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>
#include <future>
#include <stdexcept>

using namespace acolhe;
using namespace Qt::StringLiterals;

/// A question to the index: it is complete when the answer comes.
static void index(const store::Databases &databases, ClinicId clinic)
{
    metrics::Gauge lag, open;
    store::SearchIndex search(databases, lag, open);
    store::SearchQuery query;
    query.words = QStringLiteral("obrigado");
    query.limit = 1;
    std::promise<std::optional<Error>> answered;
    search.find(clinic, query, [&](const Result<store::SearchPage> &page) {
        answered.set_value(page ? std::nullopt : std::optional(page.error()));
    });
    if (const auto problem = answered.get_future().get())
        throw std::runtime_error(problem->text.toStdString());
}

static void fillMessages(const store::Options &options, const QStringList &words)
{
    const store::Databases databases(options);
    const ClinicId clinic{words[1].toLongLong()};
    QElapsedTimer timer;
    timer.start();
    bench::Rows rows(databases, clinic);
    bench::ClinicLife life(rows.beginning(), words[2].toLongLong(), words[3].toLongLong(),
        Timestamp{QDateTime::currentMSecsSinceEpoch()});
    const qint64 conversations = rows.write(life);
    const double rowsTook = double(timer.restart()) / 1e3;
    index(databases, clinic);
    std::printf("{\"messages\": %lld, \"conversations\": %lld, \"seconds\": %.1f, \"indexSeconds\": %.1f}\n",
        words[2].toLongLong(), qlonglong(conversations), rowsTook, double(timer.elapsed()) / 1e3);
}

static void printWords()
{
    const bench::ClinicText text(42);
    QJsonArray all;
    for (const std::string &word : text.words())
        all.append(QString::fromStdString(word));
    std::puts(QJsonDocument(all).toJson(QJsonDocument::Compact).constData());
}

/// Whether the words made sense.
static bool run(const QString &what, const QStringList &words)
{
    if (what == "words"_L1 && words.isEmpty()) {
        printWords();
        return true;
    }
    if (what != "messages"_L1 || words.size() < 4 || words.size() > 5)
        return false;
    store::Options options;
    options.dataDir = words[0];
    options.databaseUrl = words.value(4);
    fillMessages(options, words);
    return true;
}

int main(int count, char **arguments)
{
    QCoreApplication application(count, arguments);
    const QStringList words = QCoreApplication::arguments();
    try {
        if (crypto::start() && run(words.value(1), words.mid(2)))
            return 0;
        std::fputs("bench-fill messages DATA CLINIC MESSAGES LONGEST [DATABASE] | words\n", stderr);
        return 2;
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "bench-fill: %s\n", problem.what());
        return 1;
    }
}
