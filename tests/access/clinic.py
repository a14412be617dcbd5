# SPDX-License-Identifier: Apache-2.0
"""A clinic with somebody of each role, patients and conversations, and a canary in each text that it holds."""
import hashlib
import hmac
import http.client
import itertools
import json
import secrets
import time
import uuid

from faults.load import text_webhook
from machinery.graph import Graph
from machinery.server import PASSWORD, Api

APP, SECRET, VERIFY = "4711", f"segredo{secrets.token_hex(12)}", f"verifica{secrets.token_hex(12)}"


class Clinic:
    """Made in the same order in each clinic: the same ids are in all of them."""

    _serial = itertools.count()

    def __init__(self, name, number, server, graph, rows):
        self.name, self.number = name, number
        self.server, self.graph, self.rows = server, graph, rows
        self.token = f"EAA{secrets.token_hex(16)}"
        self.id, self.tokens, self.ids, self.beyond = None, {}, {}, {}
        self.canaries = {}  # what it is in: the words

    def canary(self, where):
        """A word that is nowhere else. `where` says who may read it: see walk.py."""
        word = f"canario{self.name}{where}{secrets.token_hex(8)}"
        self.canaries.setdefault(where, []).append(word)
        return word

    def open(self, verb):
        email = f"admin@{self.name}.example"
        self.server.add_clinic(verb, self.canary("clinic"), email)
        return email

    def furnish(self, email):
        """What is there before the walk."""
        admin = self.server.api().login(email)
        self.tokens["admin"], me = admin.token, admin.call("auth.me")
        self.id, self.ids["admin"] = me["clinic"]["id"], me["user"]["id"]
        for who, role in (("manager", "manager"), ("attendant", "attendant"), ("colleague", "attendant")):
            self.ids[who] = self.add_user(role, who)
            self.tokens[who] = self.server.api().login(f"{who}@{self.name}.example").token
        self.graph.control("accounts", {"phoneNumberId": self.number, "token": self.token, "appSecret": SECRET})
        self.ids["inbox"] = self.add_inbox(self.number)
        for which in ("own", "other", "queued"):
            self.ids[which], self.ids[f"{which}_patient"] = self.receive(which)
        self.tokens["patient"] = self.sign_in(self.ids["own_patient"])
        self.assign(self.ids["own"], "attendant")
        self.assign(self.ids["other"], "colleague")
        for which in ("own", "other", "queued"):
            where = "othernote" if which == "other" else "note"
            admin.call("notes.create", conversationId=self.ids[which], text=self.canary(where))
            self.ids[f"{which}_message"] = self.messages(self.ids[which])[0]["id"]
            self.ids[f"{which}_scheduled"] = self.schedule(self.ids[which], where)
        self.ids["quick_reply"] = self.add_quick_reply()

    def later(self, text):
        at = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() + 7 * 86_400))
        return {"clientId": str(uuid.uuid4()), "text": text, "sendAt": at}

    def schedule(self, conversation, where):
        return self.admin().call("messages.schedule", conversationId=conversation, **self.later(self.canary(where)))["scheduled"]["id"]

    def admin(self):
        return Api(self.server.port, self.tokens["admin"])

    def add_user(self, role, name=None):
        name = name or f"pessoa{next(self._serial)}"
        person = {"name": self.canary("user"), "email": f"{name}@{self.name}.example", "password": PASSWORD}
        return self.admin().call("users.create", role=role, **person)["user"]["id"]

    def add_inbox(self, number):
        return self.admin().call("inboxes.create", **self.inbox(number))["inbox"]["id"]

    def inbox(self, number=None):
        settings = {
            "phoneNumberId": number or str(10**15 + next(self._serial)), "businessAccountId": Graph.business, "accessToken": self.token,
            "appId": APP, "appSecret": SECRET, "verifyToken": VERIFY, "apiBaseUrl": self.graph.url,
        }
        return {"channel": "whatsapp_cloud", "name": self.canary("inbox"), "settings": settings}

    def add_quick_reply(self):
        return self.admin().call("quickReplies.create", title="Rapida", content=self.canary("staff"))["quickReply"]["id"]

    def receive(self, which):
        """A new patient writes. Gives the conversation and the patient."""
        phone = f"551196{next(self._serial):07}"
        self.post(text_webhook(f"wamid.{uuid.uuid4()}", phone, f"consulta {self.canary(which)}", self.number, self.canary("patient")))
        query = {"query": phone, "limit": 1}
        end = time.monotonic() + 10
        while True:
            found = self.admin().call("conversations.allConversations", **query)["conversations"]
            if found:
                return found[0]["id"], found[0]["patient"]["id"]
            if time.monotonic() > end:
                raise TimeoutError("a patient's message did not arrive")

    def post(self, body, secret=SECRET):
        signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"}
        connection.request("POST", f"/webhooks/meta/{APP}", body, headers)
        status = connection.getresponse().status
        connection.close()
        return status

    def assign(self, conversation, who):
        self.admin().call("conversations.assignToAttendant", id=conversation, attendantId=self.ids[who])

    def messages(self, conversation):
        return self.admin().call("messages.getByConversation", conversationId=conversation)["messages"]

    def sign_in(self, patient):
        """A patient's session. Gives its token."""
        token = f"acs_{secrets.token_urlsafe(32)}"
        digest = hashlib.blake2b(token.encode(), digest_size=32).hexdigest()
        self.rows.add_patient_session(digest, self.id, patient, int(time.time() * 1000))
        return token

    def go_beyond(self, number):
        """From here on the clinic's rows have ids that the other clinic has not."""
        self.rows.go_on_from(self.id, number)
        message = 0
        while message < number:  # the server takes some ids at once
            conversation, patient = self.receive("queued")
            message = self.messages(conversation)[0]["id"]
        self.beyond = {
            "conversation": conversation, "patient": patient, "message": message,
            "user": self.add_user("attendant"), "inbox": self.add_inbox(None), "quick_reply": self.add_quick_reply(), "journal": number + 1,
            "scheduled": self.schedule(conversation, "note"),
        }
