#!/bin/sh
# recordings_check.sh PLATEN_AGENT: asks recordings of real printers that lie beside the repository, and compares
# with what they are known to say. They are not part of it: without them this says so and is skipped (77).
set -u
agent=$1
here=$(cd "$(dirname "$0")" && pwd)
recordings=$here/../../../shared/recordings
if [ ! -f "$recordings/check_agent.py" ]; then
    echo "skipped: no recordings in ../shared/recordings"
    exit 77
fi
for tool in python3 snmpsimd; do
    if ! command -v "$tool" >/dev/null; then
        echo "skipped: $tool is not installed"
        exit 77
    fi
done
# A port of its own for each run, so that two runs do not meet.
port=$((20000 + $$ % 20000))
code=0
python3 "$recordings/check_agent.py" "$agent" "$recordings/snmp" 127.1.0.10 "$port" || code=1
rm -rf "${TMPDIR:-/tmp}/platen-recordings/$port"
python3 "$here/recordings_ipp.py" "$agent" "$recordings" "$((port + 1))" || code=1
exit $code
