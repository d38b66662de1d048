#!/usr/bin/env bash
# The promise of the README, checked: in a Debian 12 of the smallest kind (debootstrap, minbase), with nothing but
# this checkout, `./dev demo --check` (or the verb that is given) works.
#
#   tests/system/bare_debian.sh [--keep] [FOLDER] [VERB ...]
#
# Needs root and debootstrap. The package mirror, name resolution and authorities are this machine's own. FOLDER
# keeps the bare system (FOLDER/base) for the next run; what was installed on top is thrown away, --keep leaves it.
# PLATEN_BARE_CCACHE=FOLDER lends a compiler cache, to check everything but the time that compiling takes.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
keep=no
if [ "${1:-}" = --keep ]; then
    keep=yes
    shift
fi
folder="${1:-/var/tmp/platen-bare-debian}"
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- demo --check

[ "$(id -u)" -eq 0 ] || { echo "bare_debian.sh: needs root" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "bare_debian.sh: needs debootstrap" >&2; exit 2; }

mirror() {
    sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\?\([^ ]*\) bookworm .*/\2/p' \
        /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1
}

if [ ! -x "$folder/base/bin/bash" ]; then
    echo "== Making a bare Debian 12 in $folder/base"
    mkdir -p "$folder"
    rm -rf "$folder/base.new"
    debootstrap --variant=minbase bookworm "$folder/base.new" "$(mirror)" >"$folder/debootstrap.log" 2>&1 ||
        { tail -n 20 "$folder/debootstrap.log"; exit 1; }
    mv "$folder/base.new" "$folder/base"
fi

bare="$folder/run"
unmount() {
    local point
    for point in dev/shm dev/pts proc; do
        if mountpoint -q "$bare/$point"; then umount "$bare/$point"; fi
    done
}
# Never below a mount: what is mounted there is this machine's own.
remove() {
    unmount || true
    if grep -qF " $bare/" /proc/self/mounts; then
        echo "bare_debian.sh: something is still mounted below $bare" >&2
        return 1
    fi
    rm -rf --one-file-system "$bare"
}
clean() { if [ "$keep" = no ]; then remove; else unmount; fi; }
trap clean EXIT
remove
cp -a "$folder/base" "$bare"
cp -L /etc/resolv.conf "$bare/etc/resolv.conf"
# Authorities of this machine's own, the way a Debian takes them up when ca-certificates is installed.
if [ -f "${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}" ]; then
    install -D -m 644 "${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}" "$bare/etc/ssl/certs/ca-certificates.crt"
fi
if [ -f ~/.npmrc ]; then cp ~/.npmrc "$bare/root/.npmrc"; fi
mount -t proc proc "$bare/proc"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$bare/dev/pts"
mkdir -p "$bare/dev/shm"
mount -t tmpfs tmpfs "$bare/dev/shm"

echo "== Copying the checkout"
mkdir -p "$bare/srv/platen"
git -c safe.directory="$root" -C "$root" archive --format=tar HEAD | tar -x -C "$bare/srv/platen"
if [ "${PLATEN_BARE_WORKTREE:-no}" = yes ]; then
    tar -C "$root" --exclude=./.git --exclude=./build --exclude=node_modules --exclude=./web/dist -c . | tar -x -C "$bare/srv/platen"
fi

echo "== ./dev $* in the bare system"
if [ -n "${PLATEN_BARE_CCACHE:-}" ]; then
    mkdir -p "$bare/root/.cache"
    cp -a "$PLATEN_BARE_CCACHE" "$bare/root/.cache/ccache"
fi
start=$SECONDS
code=0
env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM="${TERM:-dumb}" \
    chroot "$bare" /srv/platen/dev "$@" || code=$?
echo "== ./dev $* ended with $code after $((SECONDS - start)) s"
exit "$code"
