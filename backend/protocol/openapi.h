// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

namespace acolhe::wire {

/// The OpenAPI 3.1 document of all methods, from their declarations.
QJsonObject openApi();

} // namespace acolhe::wire
