#!/usr/bin/env bash
# Readers of a spreadsheet get the postal code or the telephone number of a contact right, never both.
#
# One would guess: a sheet that shows 01067 and 493012345678 comes out as 01067 and 493012345678 in CSV.
# What happens: both cells are numbers, and the zero is in the format of the cell (00000). Who applies the format (npm
#   xlsx, sheet_to_csv as it comes) writes 01067, but a number of twelve digits without a format of its own as
#   4.93012E+11: half of the telephone number is gone. Who does not (xlsx2csv, npm xlsx with rawNumbers) writes
#   493012345678 and the postal code 1067. sheet_to_json does one or the other, too.
# Seen with: npm xlsx 0.18.5, xlsx2csv 0.7.8-1 and, to write the sheet, python3-openpyxl 3.0.9-1 (Debian 12).
# Source: npm xlsx, SSF_general(): like a spreadsheet program, which shows eleven digits of a number without a format,
#   and puts into CSV what it shows. xlsx2csv takes a format of zeros for a plain number.
# Why it matters: telephone numbers that are typed with their country code have twelve digits in Germany, the United
#   Kingdom and Italy, and eleven in France and North America, where nobody sees it. A contact import must read the
#   cells of the workbook with their formats, not a CSV that somebody made of it; refuse "E+" in a telephone number.
set -euo pipefail
work=$(mktemp -d)
chmod 755 "$work"
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"' EXIT
wrong=0
expect() {  # what, seen, expected
    if [ "$2" = "$3" ]; then echo "as described: $1: $2"; else echo "CHANGED: $1: $2 (described: $3)" && wrong=1; fi
}
cannot() {
    echo "cannot $1 (apt-get update?)"
    exit 2
}
unpack() {  # package=version ...: into $work/root, with what this machine lacks of their dependencies
    local more
    more=$(apt-get -s --no-install-recommends install "$@" |
        sed -nE 's/^Inst ([^ ]+) (\[[^]]*\] )?\(([^ ]+) .*/\1=\3/p') || cannot "resolve $*"
    # shellcheck disable=SC2086
    (cd "$work" && apt-get -qq -o APT::Sandbox::User=root download "$@" $more) || cannot "download $*"
    for deb in "$work"/*.deb; do dpkg -x "$deb" "$work/root"; done
    LD_LIBRARY_PATH=$(find "$work/root" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
    PATH=$work/root/usr/bin:$work/root/usr/sbin:$PATH
    export LD_LIBRARY_PATH PATH
    echo "versions: $*"
}

command -v npm >/dev/null || { echo 'needs npm' && exit 2; }
unpack xlsx2csv=1:0.7.8-1 python3-openpyxl=3.0.9-1
export PYTHONPATH=$work/root/usr/lib/python3/dist-packages
/usr/bin/python3 - "$work/contacts.xlsx" <<'EOF'
import sys
import openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.append(["code", "phone"])
sheet.append([1067, 493012345678])
sheet["A2"].number_format = "00000"
sheet.append([1067, 33112345678])
sheet["A3"].number_format = "00000"
book.save(sys.argv[1])
EOF
npm install --silent --no-audit --no-fund --prefix "$work/npm" xlsx@0.18.5 >/dev/null ||
    cannot 'get npm xlsx@0.18.5'
echo 'versions: npm xlsx@0.18.5'
cat >"$work/npm/read.js" <<'EOF'
const { readFile, utils } = require('xlsx')
const [how, path] = process.argv.slice(2)
const book = readFile(path)
const sheet = book.Sheets[book.SheetNames[0]]
const answers = {
    csv: () => utils.sheet_to_csv(sheet),
    'csv raw': () => utils.sheet_to_csv(sheet, { rawNumbers: true }),
    json: () => JSON.stringify(Object.values(utils.sheet_to_json(sheet)[0])),
    'json shown': () => JSON.stringify(Object.values(utils.sheet_to_json(sheet, { raw: false })[0])),
}
console.log(answers[how]())
EOF
read_by_npm() { node "$work/npm/read.js" "$1" "$work/contacts.xlsx"; }
expect 'npm xlsx, sheet_to_csv' "$(read_by_npm csv | sed -n 2p)" 01067,4.93012E+11
expect 'npm xlsx, eleven digits' "$(read_by_npm csv | sed -n 3p)" 01067,33112345678
expect 'npm xlsx, rawNumbers' "$(read_by_npm 'csv raw' | sed -n 2p)" 1067,493012345678
expect 'npm xlsx, sheet_to_json' "$(read_by_npm json)" '[1067,493012345678]'
expect 'npm xlsx, sheet_to_json as shown' "$(read_by_npm 'json shown')" '["01067","4.93012E+11"]'
expect 'xlsx2csv' "$(xlsx2csv "$work/contacts.xlsx" | sed -n 2p)" 1067,493012345678
exit "$wrong"
