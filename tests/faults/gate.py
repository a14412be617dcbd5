# SPDX-License-Identifier: Apache-2.0
import contextlib
import http.server
import threading
import urllib.request


class Passage:
    """One call through the gate: what has happened of it, and what may."""

    def __init__(self):
        self.arrived, self.may_go_on = threading.Event(), threading.Event()
        self.accepted, self.may_answer = threading.Event(), threading.Event()
        self.answered = threading.Event()

    @staticmethod
    def free():
        passage = Passage()
        passage.may_go_on.set()
        passage.may_answer.set()
        return passage


class Gate:
    """Stands before the fake Graph API and takes each call through the passage that is set when it comes."""

    def __init__(self, graph):
        self.passage = Passage.free()
        gate = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                passage = gate.passage
                body = self.rfile.read(int(self.headers["Content-Length"]))
                passage.arrived.set()
                passage.may_go_on.wait()
                headers = {"Authorization": self.headers["Authorization"], "Content-Type": "application/json"}
                with urllib.request.urlopen(urllib.request.Request(graph.url + self.path, body, headers), timeout=30) as answer:
                    content = answer.read()
                passage.accepted.set()
                passage.may_answer.wait()
                with contextlib.suppress(OSError):
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                passage.answered.set()

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        self.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
