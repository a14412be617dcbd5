// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/front.h"
#include "backend/api/metrics/registry.h"

namespace acolhe::metrics {

/// Shows what a front counts, and how long its answers take by route. The front must outlive the registry's
/// use.
void watchFront(http::Front &front, Registry &registry);

} // namespace acolhe::metrics
