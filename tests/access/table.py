# SPDX-License-Identifier: Apache-2.0
"""What the contract says of who may do what, written down a second time: not read from the program.

A row is a call: a method, whose ids it is given, and what comes of it for a patient, an attendant, a manager and an
admin. Whose ids:
  own      the caller's: a patient's own, what is assigned to the attendant
  other    a colleague's or another patient's
  queued   assigned to nobody
  foreign  of the other clinic; no row of this clinic has the id
  absent   of nobody: it must look exactly as `foreign` does
Anyone who is not signed in is refused (unauthenticated), but for the methods of ANYONE.
"""

ANYONE = {"auth.login", "auth.acceptInvitation", "auth.resume"}
WEB_SOCKET_ONLY = {"auth.resume", "events.subscribe"}
ROLES = ("patient", "attendant", "manager", "admin")

_WORDS = {
    "ok": None, "no": "forbidden", "none": "not_found", "conflict": "conflict", "invalid": "invalid_params",
}

_TABLE = """
# method                               ids              patient attendant manager  admin
auth.me                                -                ok      ok        ok       ok
auth.logout                            -                ok      ok        ok       ok
channels.list                          -                ok      ok        ok       ok
inboxes.list                           -                no      ok        ok       ok
inboxes.create                         -                no      no        no       ok
inboxes.update                         own              no      no        no       ok
inboxes.update                         foreign          no      no        no       none
inboxes.update                         absent           no      no        no       none
inboxes.delete                         own              no      no        no       ok
inboxes.delete                         foreign          no      no        no       none
inboxes.delete                         absent           no      no        no       none
conversations.create                   own              ok      ok        ok       ok
conversations.create                   other            none    conflict  ok       ok
conversations.create                   foreign          none    none      none     none
conversations.create                   absent           none    none      none     none
conversations.create                   foreign_inbox    none    none      none     none
conversations.create                   absent_inbox     none    none      none     none
conversations.myConversations          -                ok      no        no       no
conversations.myAssignedConversations  -                no      ok        ok       ok
conversations.openConversations        -                no      ok        ok       ok
conversations.allConversations         -                no      no        ok       ok
conversations.allConversations         foreign          no      no        ok       ok
conversations.get                      own              ok      ok        ok       ok
conversations.get                      other            none    none      ok       ok
conversations.get                      queued           none    ok        ok       ok
conversations.get                      foreign          none    none      none     none
conversations.get                      absent           none    none      none     none
conversations.counts                   -                no      ok        ok       ok
conversations.updateStatus             own              no      ok        ok       ok
conversations.updateStatus             other            no      none      ok       ok
conversations.updateStatus             queued           no      no        ok       ok
conversations.updateStatus             foreign          no      none      none     none
conversations.updateStatus             absent           no      none      none     none
conversations.assignToAttendant        own              no      ok        ok       ok
conversations.assignToAttendant        other            no      none      ok       ok
conversations.assignToAttendant        queued           no      ok        ok       ok
conversations.assignToAttendant        queued_to_other  no      no        ok       ok
conversations.assignToAttendant        to_foreign       no      no        none     none
conversations.assignToAttendant        foreign          no      none      none     none
conversations.assignToAttendant        absent           no      none      none     none
conversations.markRead                 own              no      ok        ok       ok
conversations.markRead                 other            no      none      ok       ok
conversations.markRead                 queued           no      ok        ok       ok
conversations.markRead                 foreign          no      none      none     none
conversations.markRead                 absent           no      none      none     none
messages.send                          own              ok      ok        ok       ok
messages.send                          other            none    none      ok       ok
messages.send                          queued           none    no        ok       ok
messages.send                          foreign          none    none      none     none
messages.send                          absent           none    none      none     none
messages.send                          foreign_reply    invalid invalid   invalid  invalid
messages.send                          absent_reply     invalid invalid   invalid  invalid
messages.getByConversation             own              ok      ok        ok       ok
messages.getByConversation             other            none    none      ok       ok
messages.getByConversation             queued           none    ok        ok       ok
messages.getByConversation             foreign          none    none      none     none
messages.getByConversation             absent           none    none      none     none
messages.search                        -                no      ok        ok       ok
messages.search                        foreign          no      ok        ok       ok
messages.retry                         own              no      conflict  conflict conflict
messages.retry                         other            no      none      conflict conflict
messages.retry                         queued           no      no        conflict conflict
messages.retry                         foreign          no      none      none     none
messages.retry                         absent           no      none      none     none
notes.create                           own              no      ok        ok       ok
notes.create                           other            no      none      ok       ok
notes.create                           queued           no      ok        ok       ok
notes.create                           foreign          no      none      none     none
notes.create                           absent           no      none      none     none
notes.list                             own              no      ok        ok       ok
notes.list                             other            no      none      ok       ok
notes.list                             queued           no      ok        ok       ok
notes.list                             foreign          no      none      none     none
notes.list                             absent           no      none      none     none
quickReplies.list                      -                no      ok        ok       ok
quickReplies.create                    -                no      no        ok       ok
quickReplies.update                    own              no      no        ok       ok
quickReplies.update                    foreign          no      no        none     none
quickReplies.update                    absent           no      no        none     none
quickReplies.delete                    own              no      no        ok       ok
quickReplies.delete                    foreign          no      no        none     none
quickReplies.delete                    absent           no      no        none     none
users.attendants                       -                no      ok        ok       ok
users.getMetrics                       own              no      ok        ok       ok
users.getMetrics                       other            no      none      ok       ok
users.getMetrics                       foreign          no      none      ok       ok
users.getMetrics                       absent           no      none      ok       ok
users.list                             -                no      no        ok       ok
users.create                           attendant        no      no        ok       ok
users.create                           manager          no      no        no       ok
users.create                           admin            no      no        no       ok
users.update                           attendant        no      no        ok       ok
users.update                           admin            no      no        none     ok
users.update                           foreign          no      no        none     none
users.update                           absent           no      no        none     none
users.deactivate                       attendant        no      no        ok       ok
users.deactivate                       manager          no      no        none     ok
users.deactivate                       foreign          no      no        none     none
users.deactivate                       absent           no      no        none     none
patients.get                           own              no      ok        ok       ok
patients.get                           other            no      ok        ok       ok
patients.get                           foreign          no      none      none     none
patients.get                           absent           no      none      none     none
patients.search                        -                no      ok        ok       ok
patients.search                        foreign          no      ok        ok       ok
patients.update                        own              no      ok        ok       ok
patients.update                        foreign          no      none      none     none
patients.update                        absent           no      none      none     none
events.subscribe                       -                ok      ok        ok       ok
typing.notify                          own              no      ok        ok       ok
typing.notify                          other            no      none      ok       ok
typing.notify                          foreign          no      none      none     none
typing.notify                          absent           no      none      none     none
viewing.notify                         own              no      ok        ok       ok
viewing.notify                         other            no      none      ok       ok
viewing.notify                         queued           no      ok        ok       ok
viewing.notify                         foreign          no      none      none     none
viewing.notify                         absent           no      none      none     none
drafts.set                             own              no      ok        ok       ok
drafts.set                             other            no      none      ok       ok
drafts.set                             queued           no      ok        ok       ok
drafts.set                             foreign          no      none      none     none
drafts.set                             absent           no      none      none     none
messages.scheduled                     own              no      ok        ok       ok
messages.scheduled                     other            no      none      ok       ok
messages.scheduled                     queued           no      ok        ok       ok
messages.scheduled                     foreign          no      none      none     none
messages.scheduled                     absent           no      none      none     none
drafts.list                            -                no      ok        ok       ok
messages.schedule                      own              no      ok        ok       ok
messages.schedule                      other            no      none      ok       ok
messages.schedule                      queued           no      no        ok       ok
messages.schedule                      foreign          no      none      none     none
messages.schedule                      absent           no      none      none     none
messages.updateScheduled               own              no      ok        ok       ok
messages.updateScheduled               other            no      none      ok       ok
messages.updateScheduled               queued           no      no        ok       ok
messages.updateScheduled               foreign          no      none      none     none
messages.updateScheduled               absent           no      none      none     none
messages.cancelScheduled               own              no      ok        ok       ok
messages.cancelScheduled               other            no      none      ok       ok
messages.cancelScheduled               queued           no      no        ok       ok
messages.cancelScheduled               foreign          no      none      none     none
messages.cancelScheduled               absent           no      none      none     none
clinic.settings                        -                no      ok        ok       ok
clinic.updateSettings                  -                no      no        ok       ok
journal.deadLetters                    -                no      no        no       ok
journal.replay                         own              no      no        no       ok
journal.replay                         foreign          no      no        no       ok
journal.replay                         absent           no      no        no       ok
"""


def rows():
    """(method, ids, {role: the reason of the refusal, or None})"""
    for line in _TABLE.strip().splitlines():
        if not line.startswith("#"):
            method, ids, *outcomes = line.split()
            yield method, ids, dict(zip(ROLES, (_WORDS[word] for word in outcomes), strict=True))


def permitted(role):
    """The methods that `role` may call at all."""
    return {method for method, _, outcomes in rows() if outcomes[role] != "forbidden"}
