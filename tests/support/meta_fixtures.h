// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace acolhe::tests {

/// A payload of Meta's products as it travelled, and what a right connector makes of it.
struct MetaFixture {
    QString file; ///< "whatsapp/webhook/msg.text__facebook-official_01.json"
    QString product; ///< "whatsapp", "messenger", "instagram"
    QString category; ///< "webhook", "api_request", "api_response", "api_error"
    QString kind; ///< "msg.text+context"
    int http = 0; ///< the status it came with, where it is known
    QJsonObject expect;
    QByteArray bytes; ///< the payload itself
};

/// The folder of what the tests share with other projects: ACOLHE_SHARED, else "shared" beside this source.
QString sharedFolder();

/// The fixtures of one product and category, below fixtures/meta of the shared folder, in the index's order.
/// Empty when they are not there: metaFixturesProblem() then says which file is missing.
QList<MetaFixture> metaFixtures(const QString &product, const QString &category);
QString metaFixturesProblem();

} // namespace acolhe::tests
