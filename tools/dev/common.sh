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

# logged NAME WORDS COMMAND...: runs COMMAND into logs/NAME.log, shows the log's last line every ten
# seconds, and the end of the log when it fails. Returns the command's exit code.
logged() {
    local name="$1" words="$2" log="$LOGS/$1.log" start=$SECONDS code=0 ticker
    shift 2
    printf '   %s ...\n' "$words"
    : >"$log"
    (
        trap 'kill "$sleeper" 2>/dev/null; exit 0' TERM
        while sleep 10 & sleeper=$! && wait "$sleeper"; do
            printf '   %4d s  %s\n' $((SECONDS - start)) "$(tail -n 1 "$log" | tr -d '\r' | cut -c 1-100)"
        done
    ) &
    ticker=$!
    "$@" >"$log" 2>&1 </dev/null || code=$?
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    if [ "$code" -ne 0 ]; then
        printf '   %s: failed after %d s (exit code %d). The end of %s:\n' "$words" \
            $((SECONDS - start)) "$code" "$log" >&2
        tail -n 60 "$log" | sed 's/^/   | /' >&2
        return "$code"
    fi
    printf '   %s: done in %d s\n' "$words" $((SECONDS - start))
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
