#!/usr/bin/env bash
# libphonenumber dials the name that stands after a telephone number, and calls the result valid.
#
# One would guess: parse("040 66969123 (Anna)", "DE") gives +49 40 66969123, or an error because of the letters.
# What happens: as soon as a number has three letters anywhere behind it, all letters become digits as on a keypad
#   (for numbers like 1-800-FLOWERS): the result is +49 40 66969123 2662, and is_valid_number says True, because
#   numbers of Germany and Austria have no fixed length. "App. 12" (extension 12) becomes ...27712, "Fax" ...329. Two
#   letters ("Al") are left out instead, and with one letter beyond A to Z ("Büro") it is an error. "ext. 12" is an
#   extension. The finder for running text, PhoneNumberMatcher, gets the right number of the same cell, and so does
#   npm libphonenumber-js, which for "App. 12" says NOT_A_NUMBER.
# Seen with: python3-phonenumbers 8.12.57-4 (Debian 12), npm google-libphonenumber 3.2.47 and libphonenumber-js
#   1.13.16; the German numbers are of the ranges that are kept free for films, the Austrian one is invented.
# Source: libphonenumber PhoneNumberUtil, normalize(): three letters make it convert all of them; the words that are
#   known as extensions are a list without "App.", "DW", "poste" or "toestel".
# Why it matters: telephone columns of delivery contacts are full of "(Anna)", "Empfang", "Fax". The number that is
#   stored, printed on the label and given to the carrier is that of a stranger, and no check fails. Refuse letters
#   that are no known extension, or compare with what the finder gets of the cell.
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
unpack python3-phonenumbers=8.12.57-4
cat >"$work/read.py" <<'EOF'
import sys
import phonenumbers as phone
how, text, region = sys.argv[1:]
try:
    if how == "find":
        seen = [match.number for match in phone.PhoneNumberMatcher(text, region)]
    else:
        seen = [phone.parse(text, region)]
    for number in seen:
        print(phone.format_number(number, phone.PhoneNumberFormat.E164),
              *(["ext", number.extension] if number.extension else []), phone.is_valid_number(number))
except phone.NumberParseException:
    print("error")
EOF
read_by_python() { PYTHONPATH=$work/root/usr/lib/python3/dist-packages /usr/bin/python3 "$work/read.py" "$@"; }
expect 'a name in brackets, Germany' "$(read_by_python parse '040 66969123 (Anna)' DE)" '+4940669691232662 True'
expect 'a name, Austria' "$(read_by_python parse '01 55500123 Anna' AT)" '+431555001232662 True'
expect 'extension 12 in German' "$(read_by_python parse '0221 4710123 App. 12' DE)" '+49221471012327712 True'
expect 'a remark' "$(read_by_python parse '089 99998123 Fax' DE)" '+498999998123329 True'
expect 'two letters' "$(read_by_python parse '089 99998123 Al' DE)" '+498999998123 True'
expect 'a letter beyond A to Z' "$(read_by_python parse '089 99998123 Büro' DE)" error
expect 'extension 12 in English' "$(read_by_python parse '0221 4710123 ext. 12' DE)" '+492214710123 ext 12 True'
expect 'found in text' "$(read_by_python find '040 66969123 (Anna)' DE)" '+494066969123 True'
npm install --silent --no-audit --no-fund --prefix "$work/npm" google-libphonenumber@3.2.47 libphonenumber-js@1.13.16 \
    >/dev/null || cannot 'get the npm packages'
echo 'versions: npm google-libphonenumber@3.2.47 libphonenumber-js@1.13.16'
cat >"$work/npm/read.js" <<'EOF'
const google = require('google-libphonenumber')
const other = require('libphonenumber-js/max')
const util = google.PhoneNumberUtil.getInstance()
const [how, text] = process.argv.slice(2)
try {
    if (how === 'google') {
        const number = util.parse(text, 'DE')
        console.log(util.format(number, google.PhoneNumberFormat.E164), util.isValidNumber(number))
    } else {
        const number = other.parsePhoneNumberWithError(text, 'DE')
        console.log(number.number, number.isValid())
    }
} catch (error) {
    console.log(error.message)
}
EOF
expect 'npm google-libphonenumber' "$(node "$work/npm/read.js" google '040 66969123 (Anna)')" '+4940669691232662 true'
expect 'npm libphonenumber-js' "$(node "$work/npm/read.js" other '040 66969123 (Anna)')" '+494066969123 true'
expect 'npm libphonenumber-js, extension' "$(node "$work/npm/read.js" other '0221 4710123 App. 12')" NOT_A_NUMBER
exit "$wrong"
