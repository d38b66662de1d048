"""recordings_ipp.py PLATEN_AGENT RECORDINGS PORT: compares `probe --ipp` with what the recorded IPP answers say."""
import json
import os
import re
import subprocess
import sys

agent, folder, port = sys.argv[1:4]


def squash(text):
    return re.sub(r"[^a-z0-9]", "", (text or "").lower())


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def differences(want, got):
    attributes = want["expected"]
    if "_CUPS_" in want["file"]:  # a print queue
        if got.get("is_printer") or got.get("supplies") or not got.get("problems"):
            yield "a queue of CUPS is taken for a printer"
        return
    model = attributes.get("printer-make-and-model")
    if model and squash(got.get("model")) not in squash(model):
        yield f"model {got.get('model')!r}, want {model!r}"
    uptime = attributes.get("printer-up-time")
    if uptime is not None and got.get("uptime_seconds") != (uptime if uptime < 20 * 365 * 86400 else None):
        yield f"uptime {got.get('uptime_seconds')}, want {uptime}"
    levels = as_list(attributes.get("marker-levels"))
    supplies = got.get("supplies", [])
    if as_list(attributes.get("printer-supply")) or want.get("supplies"):
        if len(supplies) != len(want.get("supplies") or as_list(attributes["printer-supply"])):
            yield f"{len(supplies)} supplies"
    elif len(supplies) != len(levels):
        yield f"{len(supplies)} supplies, want {len(levels)}"
    else:
        for supply, level in zip(supplies, levels):
            percent = level if level >= 0 else None
            if supply["level_raw"] != level or supply["remaining_percent"] != percent:
                yield f"supply {supply['index']} {supply['level_raw']} {supply['remaining_percent']}, want {level}"
    if int(want["status_code"], 16) > 0xFF and not got.get("problems"):
        yield "says nothing of the status " + want["status_code"]


server = subprocess.Popen([sys.executable, f"{folder}/ipp_serve.py", f"{folder}/ipp", "127.2.0.10", port], stdout=subprocess.PIPE, text=True)
passed = failed = 0
try:
    where = json.loads(server.stdout.readline())
    server.stdout.readline()
    for address, file in where.items():
        want = json.load(open(os.path.join(folder, "ipp", file[:-4] + ".expected.json")))
        run = subprocess.run([agent, "probe", address, "--ipp", f"ipp://{address}:{port}/ipp/print", "--json"], capture_output=True, text=True, timeout=60)
        try:
            bad = list(differences(want, json.loads(run.stdout)))
        except ValueError:
            bad = [f"no JSON (exit {run.returncode}): {run.stderr.strip()[:200]}"]
        for line in bad:
            print(f"{file}: {line}")
        passed, failed = passed + (not bad), failed + bool(bad)
finally:
    server.kill()
print(f"IPP: {passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
