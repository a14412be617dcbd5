#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The house rules that a machine can check, over every file of the tree, tests included. Usage: style.py ROOT

A licence line first; small files and functions; no promises, skipped tests or sleeps; nothing of the machine or the
accounts that the code was written with; a licence beside everything that others made.
"""
import pathlib
import re
import subprocess
import sys

FILE_LINES = 400
FUNCTION_LINES = 40

CPP = {".h", ".cpp"}
CODE = CPP | {".in", ".cmake", ".sh", ".py", ".mjs", ".js", ".lua", ".sql", ".html", ".css", ".qss"}
BINARY = {".png", ".jpg", ".otf", ".ttf", ".ico", ".icns", ".webp", ".ogg", ".wav", ".mp3", ".pdf", ".db"}

# What no file may say, and why. This file and the fixtures of secret-looking test data live with the exceptions below.
EVERYWHERE = {
    r"registry\.(npmjs|yarnpkg)\.|\"resolved\": *\"https?:|\bdeb\.debian\.org\b": "names a download address",
    r"(?<![\w.])/(home|root|work|Users)/[a-z]": "names a path of one machine",
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----": "holds a private key",
    r"\b(EAA[A-Za-z0-9]{40,}|ghp_\w{30,}|AKIA[0-9A-Z]{16}|xox[bp]-\w{20,})\b": "holds an access token",
}
IN_CPP = {
    r"\b(TODO|FIXME|XXX)\b|\bnot implemented\b|^\s*#if 0\b": "is a promise, not code",
    r"\b(QSKIP|GTEST_SKIP|QEXPECT_FAIL)\b": "skips a test",
    r"\b(QThread::m?sleep|QThread::usleep|sleep_for|usleep|QTest::q(Wait|Sleep)\(|QTest::qSleep)": "sleeps",
    r"\b(class|struct) \w*(Manager|Helper|Utils)\b": "has a class without a name of its own",
}
EXCEPTIONS = {"tests/style.py"}


def tree(root):
    """The files that belong to the project: those that git knows or would add."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=root, capture_output=True, text=True)
    if listed.returncode == 0:
        names = listed.stdout.splitlines()
    else:
        names = [str(path.relative_to(root)) for path in root.rglob("*")]
    outside = re.compile(r"^(build|\.git)/|(^|/)node_modules/|(^|/)__pycache__/")
    return [root / name for name in sorted(names) if not outside.search(name) and (root / name).is_file()]


def is_code(path):
    if path.suffix in CODE or path.name == "CMakeLists.txt":
        return True
    return path.suffix == "" and path.read_bytes()[:2] == b"#!"


def licence_problems(name, path, lines):
    if is_code(path) and not any("SPDX-License-Identifier: Apache-2.0" in line for line in lines[:3]):
        yield f"{name}:1: no SPDX-License-Identifier: Apache-2.0 in the first lines"
    if name.startswith("resources/") and path.name != "CMakeLists.txt" and "brand" not in path.parts:
        if not any((path.parent / licence).exists() for licence in ("LICENSE.txt", "OFL.txt", "README.md")):
            yield f"{name}:1: no licence beside it"


def length_problems(name, path, lines):
    if is_code(path) and len(lines) > FILE_LINES:
        yield f"{name}:1: {len(lines)} lines, at most {FILE_LINES}"
    if path.suffix not in CPP:
        return
    opened = {}  # by indentation: formatted code opens a function's body on a line of its own
    for number, line in enumerate(lines, 1):
        brace = re.match(r"( *)([{}])", line)
        if not brace:
            continue
        indent = brace[1]
        if line.strip() == "{":
            opened[indent] = number
        elif brace[2] == "}" and indent in opened:
            start = opened.pop(indent)
            table = re.search(r"_data\(\)$", lines[start - 2])  # the rows of a test are a table, as long as it needs
            if number - start - 1 > FUNCTION_LINES and not table:
                yield f"{name}:{start}: a function of {number - start - 1} lines, at most {FUNCTION_LINES}"


def word_problems(name, path, lines):
    if name in EXCEPTIONS:
        return
    rules = dict(EVERYWHERE, **(IN_CPP if path.suffix in CPP else {}))
    for pattern, why in rules.items():
        for number, line in enumerate(lines, 1):
            if re.search(pattern, line):
                yield f"{name}:{number}: {why}"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    problems = []
    for path in tree(root):
        name = str(path.relative_to(root))
        lines = [] if path.suffix in BINARY else path.read_text(encoding="utf-8", errors="replace").splitlines()
        for check in (licence_problems, length_problems, word_problems):
            problems.extend(check(name, path, lines))
    print("\n".join(problems) or "The house rules hold.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
