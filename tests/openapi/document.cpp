// SPDX-License-Identifier: Apache-2.0
// Prints the OpenAPI document that the server serves as /api/openapi.json.
#include "backend/protocol/openapi.h"

#include <QJsonDocument>
#include <QTextStream>

int main()
{
    QTextStream(stdout) << QJsonDocument(acolhe::wire::openApi()).toJson();
    return 0;
}
