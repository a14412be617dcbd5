-- SPDX-License-Identifier: Apache-2.0
-- wrk's script against the peer. Environment: PROCEDURE (send, byConversation, assigned, quickReplies or metrics), TOKENS
-- (the file that `server.mjs token` printed), CONVERSATIONS. Prints one line of JSON.
local procedure = os.getenv("PROCEDURE") or "send"
local conversations = tonumber(os.getenv("CONVERSATIONS"))
local tokens = {}
for line in io.lines(os.getenv("TOKENS")) do
  local who, token = line:match("(%S+) (%S+)")
  tokens[who] = token
end
local headers = {
  ["content-type"] = "application/json",
  ["cookie"] = "app_session_id=" .. (procedure == "metrics" and tokens.g1 or tokens.a3),
}
local text = string.rep("Bom dia, a consulta foi confirmada para amanha. ", 4)

local function query(name, input)
  local encoded = input:gsub("[^%w%-_%.~]", function(char) return string.format("%%%02X", char:byte()) end)
  return wrk.format("GET", "/api/trpc/" .. name .. "?batch=1&input=" .. encoded, headers)
end

local requests = {
  send = function()
    local body = '{"0":{"json":{"conversationId":' .. math.random(conversations) .. ',"content":"' .. text .. '"}}}'
    return wrk.format("POST", "/api/trpc/messages.send?batch=1", headers, body)
  end,
  byConversation = function()
    return query("messages.getByConversation", '{"0":{"json":{"conversationId":' .. math.random(2, conversations) .. "}}}")
  end,
  assigned = function() return query("conversations.myAssignedConversations", "{}") end,
  quickReplies = function() return query("quickReplies.list", "{}") end,
  metrics = function()
    return query("users.getMetrics",
      '{"0":{"json":{"attendantId":3,"startDate":"2026-10-20T00:00:00.000Z","endDate":"2026-11-23T00:00:00.000Z"},' ..
      '"meta":{"values":{"startDate":["Date"],"endDate":["Date"]}}}}')
  end,
}

math.randomseed(os.time())
request = requests[procedure]

done = function(summary, latency)
  local errors = summary.errors.status + summary.errors.timeout + summary.errors.connect + summary.errors.read
  io.write(string.format('{"perSecond": %.0f, "p50Ms": %.2f, "p99Ms": %.2f, "errors": %d}\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, errors))
end
