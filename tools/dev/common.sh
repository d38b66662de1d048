# What every verb uses: words on the screen, logs, stamps, the pinned Node. Sourced by ./dev.
# shellcheck shell=bash

# Debian ships C.UTF-8 in its smallest installation; every other locale may be missing.
export LC_ALL=C.UTF-8 LANG=C.UTF-8 LANGUAGE=
export DEBIAN_FRONTEND=noninteractive CI="${CI:-}"

BUILD="${PLATEN_BUILD_DIR:-$ROOT/build}"
LOGS="$BUILD/logs"
STAMPS="$BUILD/stamps"
# Used by the verbs.
# shellcheck disable=SC2034
JOBS="${PLATEN_JOBS:-$(nproc)}"
mkdir -p "$BUILD" "$LOGS" "$STAMPS"

# What was compiled in one checkout serves another one, wherever it lies.
export CCACHE_BASEDIR="$ROOT" CCACHE_NOHASHDIR=1
# Dependencies come from the compiler instead of a run of the preprocessor before it; the sloppiness is what the cache
# asks for with precompiled headers, whose units never use __TIME__.
export CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros

# The pinned Node trusts only its own list of authorities; a machine behind a proxy of its own has
# them in the system's list. setup_authorities keeps one that the package manager would overwrite.
use_authorities() {
    if [ -f "$BUILD/authorities.crt" ]; then
        export NODE_EXTRA_CA_CERTS="$BUILD/authorities.crt"
    elif [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -f /etc/ssl/certs/ca-certificates.crt ]; then
        export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
    fi
}
use_authorities

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }
fail() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}

# "40 s", "3 min"
duration() { # SECONDS
    if [ "$1" -lt 100 ]; then printf '%d s' "$1"; else printf '%d min' $((($1 + 30) / 60)); fi
}

# steps_in LOG: "34 155", where the log of a command counts its steps: Ninja's last [34/155], and apt, which unpacks and
# then sets up each package. Nothing for other logs.
steps_in() {
    tr '\r' '\n' <"$1" 2>/dev/null | awk '
        # Ninja looks first whether its own rules are fresh, and counts that apart.
        /Re-checking globbed directories|Re-running CMake/ { next }
        match($0, /^\[[0-9]+\/[0-9]+\]/) { split(substr($0, 2, RLENGTH - 2), part, "/"); done = part[1]; all = part[2] }
        / newly installed, / { for (i = 2; i <= NF; i++) if ($i == "newly") { all = 2 * $(i - 1); done = 0; apt = 1 } }
        apt && /^(Unpacking|Setting up) / { done++ }
        END { if (all > 0) print (done < all ? done : all), all }'
}

# progress LOG SECONDS: "34 of 155 steps, 22 %, about 3 min left", or how long it runs already.
progress() {
    local log="$1" seconds="$2" done_steps all_steps
    read -r done_steps all_steps <<<"$(steps_in "$log")" || true
    if [ -z "${all_steps:-}" ]; then
        printf '%s so far' "$(duration "$seconds")"
        return
    fi
    printf '%d of %d steps, %d %%' "$done_steps" "$all_steps" $((100 * done_steps / all_steps))
    # The first steps tell little.
    if [ "$seconds" -ge 5 ] && [ $((done_steps * 25)) -ge "$all_steps" ] && [ "$done_steps" -lt "$all_steps" ]; then
        printf ', about %s left' "$(duration $((seconds * (all_steps - done_steps) / done_steps)))"
    fi
}

# One line that changes on a terminal, else a line every 15 s.
on_terminal() { [ -t 1 ] && [ "${TERM:-dumb}" != dumb ]; }
ticker() { # LOG WORDS
    local log="$1" words="$2" start=$SECONDS every=15 text columns
    if on_terminal; then every=1; fi
    while sleep "$every" & sleeper=$! && wait "$sleeper"; do
        text="${words%% *}: $(progress "$log" $((SECONDS - start)))"
        # What runs at the same time says so here: two that write lines of their own run into each other.
        if [ -n "${beside:-}" ] && [ -s "$beside" ]; then text+="; $(tail -n 1 "$beside" | sed 's/^ *//')"; fi
        if on_terminal; then
            columns="$(stty size 2>/dev/null </dev/tty | cut -d' ' -f2)" || columns=""
            if [ "${columns:-0}" -lt 20 ]; then columns=100; fi
            printf '\r\033[K   %s' "${text:0:$((columns - 4))}"
        else
            printf '   %s\n' "$text"
        fi
    done
}

# logged NAME WORDS COMMAND...: runs COMMAND into logs/NAME.log, shows how far it is, and the end of the log when it
# fails. Returns the command's exit code. With `quiet` it only says that it began and ended.
logged() {
    local name="$1" words="$2" log="$LOGS/$1.log" start=$SECONDS code=0 ticker=""
    shift 2
    printf '   %s ...\n' "$words"
    : >"$log"
    if [ -z "${quiet:-}" ]; then
        (
            sleeper=""
            trap 'kill "$sleeper" 2>/dev/null; exit 0' TERM
            ticker "$log" "$words"
        ) &
        ticker=$!
    fi
    "$@" >"$log" 2>&1 </dev/null || code=$?
    if [ -n "$ticker" ]; then
        kill "$ticker" 2>/dev/null || true
        wait "$ticker" 2>/dev/null || true
        if on_terminal; then printf '\r\033[K'; fi
    fi
    if [ "$code" -ne 0 ]; then
        printf '   %s: failed after %s (exit code %d). The end of %s:\n' "$words" \
            "$(duration $((SECONDS - start)))" "$code" "$log" >&2
        tail -n 60 "$log" | sed 's/^/   | /' >&2
        return "$code"
    fi
    printf '   %s: done in %s\n' "$words" "$(duration $((SECONDS - start)))"
}

# A stamp remembers the checksum of what a step was made from: `fresh NAME FILE...` is true when the
# step NAME ran to its end with these files as they are now; `stamp NAME FILE...` records that.
# A folder stands for all files below it but node_modules and dist.
checksum() {
    find "$@" \( -name node_modules -o -name dist \) -prune -o -type f -print0 | sort -z |
        xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}
fresh() {
    local name="$1"
    shift
    [ -f "$STAMPS/$name" ] && [ "$(cat "$STAMPS/$name")" = "$(checksum "$@")" ]
}
stamp() {
    local name="$1"
    shift
    checksum "$@" >"$STAMPS/$name"
}

# as_root COMMAND...: for the package manager only.
as_root() {
    local environment=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 RUNLEVEL="${RUNLEVEL:-}")
    if [ "$(id -u)" -eq 0 ]; then
        "${environment[@]}" "$@"
    elif ! command -v sudo >/dev/null; then
        fail "this needs root, and there is no sudo. Run './dev setup' once as root, then this again."
    elif [ -t 2 ] || sudo -n true 2>/dev/null; then
        sudo -- "${environment[@]}" "$@"
    else
        fail "this needs root, and sudo asks for a password. Run './dev setup' once as root, then this again."
    fi
}

# The pinned Node and npm (tools/node), once setup_node has put them there.
NODE_BIN="$BUILD/node/bin"
use_node() {
    export PATH="$NODE_BIN:$PATH"
    hash -r
}
if [ -x "$NODE_BIN/node" ]; then use_node; fi
