// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/metrics/registry.h"

namespace acolhe::metrics {

/// This process, under the names that Prometheus' own clients use: memory, processor, files, start; and which
/// build it is.
void watchProcess(Registry &registry);

} // namespace acolhe::metrics
