// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/meta/graph_error.h"

namespace acolhe::channels::whatsapp_cloud {

/// WhatsApp's own error codes and what is to be done about each.
std::span<const meta::ErrorRule> errorRules();

/// The same codes as a failed status tells them.
MessageError messageErrorOf(const meta::GraphError &error);

} // namespace acolhe::channels::whatsapp_cloud
