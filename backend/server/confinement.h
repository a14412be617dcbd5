// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace acolhe::server {

/// From now on what this process knows is for its own user alone: it leaves no core file, no other process
/// may read its memory, and the files and folders that it makes can be read by nobody else. Passwords, tokens
/// and patients' words are in there. Where the system has no such thing, it does nothing.
void confineProcess();

} // namespace acolhe::server
