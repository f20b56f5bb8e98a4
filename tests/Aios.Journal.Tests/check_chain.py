"""Checks an event log from its documented format alone: python3 check_chain.py <folder with day files>.

Reads plain days, archives, and what the newest summary of a deleted day says about where the chain begins.
Prints "<last seq> <last hash>"; a fault goes to stderr with file and line, exit code 1.
"""

import base64
import gzip
import hashlib
import json
import pathlib
import sys

ORDER = "v seq id type source timestamp severity priority trace_id cause_id node epoch payload prev hash".split()
OPTIONAL = {"trace_id", "cause_id", "payload"}


def text_of(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def check(line, prev, seq):
    record = json.loads(line.decode("utf-8"))
    if [m for m in ORDER if m in record or m not in OPTIONAL] != list(record):
        return None, "members are " + " ".join(record)
    if record["v"] != 1 or record["seq"] != seq:
        return None, "v or seq"
    if record["prev"] != text_of(prev):
        return None, "prev"
    hashed = hashlib.sha256(prev + line[: line.rindex(b',"hash":')]).digest()
    return (hashed, None) if record["hash"] == text_of(hashed) else (None, "hash")


def days(folder):
    plain = {p.name[:10]: p for p in folder.glob("*.jsonl")}
    archived = {p.name[:10]: p for p in folder.glob("archive/*.jsonl.gz")}
    return [kept for _, kept in sorted((archived | plain).items())]


def beginning(folder):
    summaries = [json.loads(p.read_bytes()) for p in sorted(folder.glob("summaries/*.json"))]
    if not summaries:
        return bytes(32), 0
    return base64.urlsafe_b64decode(summaries[-1]["last_hash"] + "="), summaries[-1]["last_seq"]


def main(folder):
    prev, seq = beginning(folder)
    for path in days(folder):
        content = path.read_bytes() if path.suffix == ".jsonl" else gzip.decompress(path.read_bytes())
        if content and not content.endswith(b"\n"):
            sys.exit(f"{path}: no line feed at the end")
        for number, line in enumerate(content.split(b"\n")[:-1], 1):
            seq += 1
            hashed, fault = check(line, prev, seq)
            if fault:
                sys.exit(f"{path}:{number}: {fault}")
            prev = hashed
    print(seq, text_of(prev))


main(pathlib.Path(sys.argv[1]))
