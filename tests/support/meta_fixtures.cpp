// SPDX-License-Identifier: Apache-2.0
#include "tests/support/meta_fixtures.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace acolhe::tests {

using namespace Qt::StringLiterals;

static QString metaFolder()
{
    return sharedFolder() + "/fixtures/meta/"_L1;
}

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString sharedFolder()
{
    const QString told = qEnvironmentVariable("ACOLHE_SHARED");
    return told.isEmpty() ? QDir::cleanPath(QStringLiteral(ACOLHE_SOURCE_DIR "/../shared")) : told;
}

QList<MetaFixture> metaFixtures(const QString &product, const QString &category)
{
    QList<MetaFixture> all;
    const auto index = QJsonDocument::fromJson(contentOf(metaFolder() + "index.json"_L1));
    for (const auto &entry : index["fixtures"_L1].toArray()) {
        if (entry["product"_L1] != product || entry["category"_L1] != category)
            continue;
        const QString file = entry["file"_L1].toString();
        all.append(
            {file, product, category, entry["kind"_L1].toString(), entry["http"_L1].toVariant().toInt(),
                entry["expect"_L1].toObject(), contentOf(metaFolder() + file)});
    }
    return all;
}

QString metaFixturesProblem()
{
    const QString index = metaFolder() + "index.json"_L1;
    return QFile::exists(index)
        ? QString()
        : index + " is missing: set ACOLHE_SHARED to the folder that holds fixtures/"_L1;
}

} // namespace acolhe::tests
