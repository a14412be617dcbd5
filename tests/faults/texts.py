# SPDX-License-Identifier: Apache-2.0
"""B: every text comes back as it was written, but for what no database holds; the same on both databases."""
import json
import uuid

from faults.cases import case
from faults.clinic import clinic
from faults.load import text_webhook

# As JSON: Python would not write some of them.
TEXTS = {
    r"a\u0000b": "a\ufffdb",
    r"a\ud83db": "a\ufffdb",
    r"\ude00b": "\ufffdb",
    r"\ude00\ud83d": "\ufffd\ufffd",
    r"\ud83d\ude00 \ud83d\udc69\u200d\u2695\ufe0f": "😀 👩‍⚕️",
    r"\u202eabc\u2066def": "\u202eabc\u2066def",
    r"e\u0301 \u00e9": "e\u0301 é",
    r"'; DROP TABLE message; -- \" \\ ? :x $1 %s {{x}}": "'; DROP TABLE message; -- \" \\ ? :x $1 %s {{x}}",
    r"linha\r\nlinha\tfim ": "linha\r\nlinha\tfim ",
    r"x\ufeff\uffff": "x\ufeff\uffff",
    "0" * 1_000_000: "0" * 1_000_000,
    "ção " * 100_000: "ção " * 100_000,
}


@case("B18", "texts that databases and screens stumble over are read back", group="disk")
def texts(run):
    with clinic(run) as open_clinic:
        patient, expected = open_clinic.patient(), {}
        for written, stored in TEXTS.items():
            wamid = f"wamid.{uuid.uuid4()}"
            expected[wamid] = stored
            body = text_webhook(wamid, open_clinic.patients[0], "@").replace(b'"body": "@"', b'"body": "%s"' % written.encode())
            open_clinic.ledger.ask("webhook", wamid)
            status = patient.status_of(body)
            if run.check(status == 200, f"{written[:40]}: answered {status}"):
                open_clinic.ledger.acknowledge("webhook", wamid)
        read = {message["externalId"]: message["text"] for message in open_clinic.messages()}
        for wamid, stored in expected.items():
            same = read.get(wamid) == stored
            run.check(same, f"{json.dumps(stored[:40])} was read as {json.dumps(read.get(wamid, '')[:40])}")
        run.figure("texts", len(expected))
        open_clinic.verify()
