// SPDX-License-Identifier: Apache-2.0
// How jemalloc works where the server is linked with it (jemalloc(3), TUNING): as many arenas as there are
// busy threads, and what was freed goes back to the system after two seconds, by a thread of the allocator's
// own.

extern "C" {
extern const char *malloc_conf;
const char *malloc_conf = "narenas:4,background_thread:true,dirty_decay_ms:2000,muzzy_decay_ms:0";
}
