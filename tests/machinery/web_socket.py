# SPDX-License-Identifier: Apache-2.0
import base64
import json
import os
import socket
import struct


class WebSocket:
    """A small client of the server's /ws. Blocking; raises OSError when the connection is gone."""

    def __init__(self, port, token):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.bytes = b""
        self.closed = None  # the code with which the server closed it
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Protocol: acolhe.v1\r\n"
            f"Authorization: Bearer {token}\r\n\r\n".encode()
        )
        head = self._until(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(head.decode(errors="replace"))

    def close(self):
        self.socket.close()

    def send(self, value):
        self._frame(1, json.dumps(value).encode())

    def receive(self):
        """The next message. Answers pings on the way."""
        while True:
            first, second = self._take(2)
            length = second & 0x7F
            if length > 125:
                length = int.from_bytes(self._take(2 if length == 126 else 8), "big")
            payload = self._take(length)
            if first & 0x0F == 9:
                self._frame(10, payload)
            elif first & 0x0F == 8:
                self.closed = int.from_bytes(payload[:2], "big")
                raise ConnectionError("closed")
            elif first & 0x0F == 1:
                return json.loads(payload)

    def _frame(self, opcode, payload):
        length = struct.pack("!B", 0x80 | len(payload)) if len(payload) < 126 else struct.pack("!BH", 0xFE, len(payload))
        self.socket.sendall(bytes([0x80 | opcode]) + length + bytes(4) + payload)

    def _more(self):
        got = self.socket.recv(65536)
        if not got:
            raise ConnectionError("the server went away")
        self.bytes += got

    def _take(self, count):
        while len(self.bytes) < count:
            self._more()
        taken, self.bytes = self.bytes[:count], self.bytes[count:]
        return taken

    def _until(self, end):
        while end not in self.bytes:
            self._more()
        head, self.bytes = self.bytes.split(end, 1)
        return head
