# SPDX-License-Identifier: Apache-2.0
"""Somebody who calls methods, over HTTP or over a WebSocket, and remembers every word that the server said to them."""
import contextlib
import http.client
import itertools
import json

from machinery.web_socket import WebSocket

STATUS = {
    "parse_error": 400, "invalid_request": 400, "method_not_found": 404, "invalid_params": 400, "unauthenticated": 401, "forbidden": 403,
    "not_found": 404, "conflict": 409, "too_large": 413, "rate_limited": 429, "window_closed": 409, "channel_unavailable": 503, "internal": 500,
}


class HttpCaller:
    name = "HTTP"

    def __init__(self, port, token, heard):
        self.token, self.heard = token, heard
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def call(self, method, params):
        """The result and no error, or no result and the error."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        self.connection.request("POST", f"/api/v1/{method}", json.dumps(params), headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.heard.append(text)
        if answer.status == 200:
            return json.loads(text), None
        error = json.loads(text)["error"]
        if STATUS[error["data"]["reason"]] != answer.status:
            raise AssertionError(f"{method}: {error['data']['reason']} came with status {answer.status}")
        return None, error

    def close(self):
        self.connection.close()


class SocketCaller:
    name = "WebSocket"

    def __init__(self, port, token, heard):
        self.heard, self.ids = heard, itertools.count(1)
        self.socket = WebSocket(port, token)
        self.events = []

    def call(self, method, params):
        id = next(self.ids)
        self.socket.send({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == id:
                return message.get("result"), message.get("error")

    def drain(self, seconds=1):
        """Takes in the events that are still on the way."""
        self.socket.socket.settimeout(seconds)
        with contextlib.suppress(TimeoutError):
            while True:
                self._next()

    def _next(self):
        message = self.socket.receive()
        self.heard.append(json.dumps(message, ensure_ascii=False))
        if message.get("method") == "event":
            self.events.append(message["params"]["type"])
        return message

    def close(self):
        self.socket.close()
