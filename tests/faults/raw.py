# SPDX-License-Identifier: Apache-2.0
"""What only the wire shows: bytes of HTTP and frames of a WebSocket that no client library would send."""
import base64
import http.client
import os
import socket
import struct
import time
import urllib.request

from machinery.web_socket import WebSocket


def http_answer(port, request, seconds=20):
    """Everything that comes until the server closes or has nothing more to say."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        connection.sendall(request)
        return until_closed(connection)


def until_closed(connection):
    answer = b""
    try:
        while got := connection.recv(65536):
            answer += got
    except OSError:
        pass
    return answer


def upgrade(port, token=None, path="/ws", headers=()):
    """The bytes of a WebSocket's handshake."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade"]
    lines += ["Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Protocol: acolhe.v1", *headers]
    lines += [f"Authorization: Bearer {token}"] if token else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def frame(opcode, payload=b"", first=0x80, masked=True, length=None):
    """A frame. `first`: the FIN and reserved bits; `length`: what its head says, if not the truth."""
    size = len(payload) if length is None else length
    mask = 0x80 if masked else 0
    if size < 126:
        head = struct.pack("!BB", first | opcode, mask | size)
    elif size < 65536:
        head = struct.pack("!BBH", first | opcode, mask | 126, size)
    else:
        head = struct.pack("!BBQ", first | opcode, mask | 127, size)
    return head + (bytes(4) if masked else b"") + payload


def close_code_after(port, token, frames, seconds=10):
    """With which code the server closes after these frames (None: it only went away), and after how many seconds."""
    desktop = WebSocket(port, token)
    desktop.socket.settimeout(seconds)
    start = time.monotonic()
    try:
        try:
            desktop.socket.sendall(frames)
        except OSError:
            pass
        while True:
            desktop.receive()
    except OSError:
        return desktop.closed, time.monotonic() - start
    finally:
        desktop.close()


def metrics(port):
    """{name with labels: value} of what the server counts."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        lines = answer.read().decode().splitlines()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if line and not line.startswith("#")}


def answer_ms(port, path="/healthz"):
    """Milliseconds until a new client has its answer; None without one."""
    start = time.perf_counter()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
    except (OSError, http.client.HTTPException):
        return None
    return (time.perf_counter() - start) * 1e3 if status == 200 else None


def peak_mb(pid):
    """The most memory that the process ever had."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) * 1024 / 1e6


def forget_peak(pid):
    with open(f"/proc/{pid}/clear_refs", "w", encoding="ascii") as file:
        file.write("5")
