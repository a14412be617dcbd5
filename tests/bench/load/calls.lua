-- SPDX-License-Identifier: Apache-2.0
-- wrk's script against the server. Environment: METHOD, PARAMS (its JSON, in which CONVERSATION and UUID are replaced in
-- each call), TOKEN, CONVERSATIONS (ids). Prints one line of JSON, like the peer's load.lua.
local params = os.getenv("PARAMS")
local path = "/api/v1/" .. os.getenv("METHOD")
local headers = { ["content-type"] = "application/json", ["authorization"] = "Bearer " .. os.getenv("TOKEN") }
local conversations = {}
for id in os.getenv("CONVERSATIONS"):gmatch("%S+") do
  conversations[#conversations + 1] = id
end

math.randomseed(os.time())
local run = string.format("%08x-%04x-4%03x-8%03x-", math.random(0, 0x7fffffff), math.random(0, 0xffff),
  math.random(0, 0xfff), math.random(0, 0xfff))
local made = 0

request = function()
  made = made + 1
  local replaced = { CONVERSATION = conversations[math.random(#conversations)], UUID = run .. string.format("%012x", made) }
  return wrk.format("POST", path, headers, (params:gsub("%u+", replaced)))
end

done = function(summary, latency)
  local errors = summary.errors.status + summary.errors.timeout + summary.errors.connect + summary.errors.read
  io.write(string.format('{"perSecond": %.0f, "p50Ms": %.2f, "p99Ms": %.2f, "errors": %d}\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, errors))
end
