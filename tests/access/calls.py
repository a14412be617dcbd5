# SPDX-License-Identifier: Apache-2.0
"""The params of every call of the table. `here` is the caller's clinic, `there` the other one, `role` the caller's."""
import uuid

from machinery.server import PASSWORD

ABSENT = 987_654_321  # an id that nobody has


def params(method, ids, role, here, there):
    """What `method` is asked with. Makes what the call will use up."""
    if ids == "-" and method not in _BUILD:
        return {}
    return _BUILD[method](_Targets(ids, role, here, there))


class _Targets:
    def __init__(self, ids, role, here, there):
        self.ids, self.role, self.here, self.there = ids, role, here, there

    def of(self, kind):
        """An existing row's id: conversations, patients and messages are made before the walk."""
        if self.ids in ("foreign", "absent"):
            return self.there.beyond[kind] if self.ids == "foreign" else ABSENT
        suffix = "" if kind == "conversation" else f"_{kind}"
        return self.here.ids[f"{self.ids}{suffix}"]

    def once(self, kind, make):
        """A row that the call may remove or change; made anew for those who may."""
        if self.ids in ("foreign", "absent"):
            return self.of(kind)
        return make()

    def note(self):
        return self.here.canary("othernote" if self.ids == "other" else "note")


def _assign(at):
    users = at.here.ids
    if at.ids in ("queued", "queued_to_other", "to_foreign"):
        conversation, _ = at.here.receive("queued")
        themself = users.get(at.role, users["attendant"])
        whom = {"queued": themself, "queued_to_other": users["colleague"], "to_foreign": at.there.beyond["user"]}
        return {"id": conversation, "attendantId": whom[at.ids]}
    return {"id": at.of("conversation"), "attendantId": users["colleague" if at.ids == "other" else "attendant"]}


def _create_conversation(at):
    inbox = {"foreign_inbox": at.there.beyond["inbox"], "absent_inbox": ABSENT}.get(at.ids, at.here.ids["inbox"])
    if at.ids in ("foreign_inbox", "absent_inbox"):
        at.ids = "own"
    if at.role == "patient" and at.ids == "own":
        return {"inboxId": inbox}
    return {"inboxId": inbox, "patientId": at.of("patient")}


def _send(at):
    message = {"clientId": str(uuid.uuid4()), "text": "resposta"}
    if at.ids in ("foreign_reply", "absent_reply"):
        message["replyToId"] = at.there.beyond["message"] if at.ids == "foreign_reply" else ABSENT
        at.ids = "own"
    return {"conversationId": at.of("conversation"), **message}


def _status(at):
    return {"id": at.of("conversation"), "status": "open" if at.ids == "queued" else "in_progress"}


def _new_user(at):
    name = uuid.uuid4().hex
    return {"name": "Nova", "email": f"{name}@{at.here.name}.example", "role": at.ids, "password": PASSWORD}


def _metrics(at):
    who = {"own": at.here.ids.get(at.role), "other": at.here.ids["colleague"]}
    return {"attendantId": who[at.ids] if at.ids in who else at.of("user")}


def _search(at):
    return {"query": at.there.canaries["own"][0] if at.ids == "foreign" else "consulta"}


def _draft(at):
    """Everybody's own: its words are nobody else's."""
    return {"conversationId": at.of("conversation"), "text": f"rascunho {uuid.uuid4()}"}


_BUILD = {
    "inboxes.create": lambda at: at.here.inbox(),
    "inboxes.update": lambda at: {"id": at.once("inbox", lambda: at.here.ids["inbox"]), "name": "Principal"},
    "inboxes.delete": lambda at: {"id": at.once("inbox", lambda: at.here.add_inbox(None))},
    "conversations.create": _create_conversation,
    "conversations.allConversations": lambda at: {"patientId": at.of("patient")} if at.ids == "foreign" else {"limit": 500},
    "conversations.get": lambda at: {"id": at.of("conversation")},
    "conversations.updateStatus": _status,
    "conversations.assignToAttendant": _assign,
    "conversations.markRead": lambda at: {"id": at.of("conversation")},
    "messages.send": _send,
    "messages.getByConversation": lambda at: {"conversationId": at.of("conversation"), "wholePatient": True},
    "messages.search": _search,
    "messages.retry": lambda at: {"id": at.of("message")},
    "notes.create": lambda at: {"conversationId": at.of("conversation"), "text": at.note()},
    "notes.list": lambda at: {"conversationId": at.of("conversation")},
    "quickReplies.create": lambda at: {"title": "Nova", "content": at.here.canary("staff")},
    "quickReplies.update": lambda at: {"id": at.once("quick_reply", lambda: at.here.ids["quick_reply"]), "title": "Outra"},
    "quickReplies.delete": lambda at: {"id": at.once("quick_reply", at.here.add_quick_reply)},
    "users.getMetrics": _metrics,
    "users.create": _new_user,
    "users.update": lambda at: {"id": at.once("user", lambda: at.here.ids[at.ids]), "name": at.here.canary("user")},
    "users.deactivate": lambda at: {"id": at.once("user", lambda: at.here.add_user(at.ids))},
    "patients.get": lambda at: {"id": at.of("patient")},
    "patients.search": lambda at: {"query": at.there.canaries["patient"][0] if at.ids == "foreign" else "canario"},
    "patients.update": lambda at: {"id": at.of("patient"), "remarks": at.here.canary("staff")},
    "typing.notify": lambda at: {"conversationId": at.of("conversation"), "typing": True},
    "viewing.notify": lambda at: {"conversationId": at.of("conversation"), "viewing": True},
    "drafts.set": _draft,
    "messages.schedule": lambda at: {"conversationId": at.of("conversation"), **at.here.later("resposta")},
    "messages.scheduled": lambda at: {"conversationId": at.of("conversation")},
    "messages.updateScheduled": lambda at: {"id": at.of("scheduled"), "cancelOnReply": False},
    "messages.cancelScheduled": lambda at: {"id": at.of("scheduled")},
    "clinic.updateSettings": lambda at: {"onlyAssigneeSends": False},
    "journal.replay": lambda at: {"ids": [1 if at.ids == "own" else at.of("journal")]},
}
