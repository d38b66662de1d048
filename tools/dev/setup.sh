# Installs what is missing: Debian packages by group, the pinned Node, the npm modules.
# shellcheck shell=bash

packages_of() { # GROUP...
    local group
    for group in "$@"; do
        awk -v group="$group" '$1 !~ /^#/ && index("," $2 ",", "," group ",") { print $1 }' tools/packages.txt
    done
}

missing_of() { # PACKAGE... -> those that are not installed
    local name
    for name in "$@"; do
        dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || printf '%s\n' "$name"
    done
}

apt_install() { # PACKAGE...
    # RUNLEVEL=1 keeps Debian's own database service from starting; Platen brings its own.
    # unsafe-io: no fsync for each of some 30,000 header files; a machine that loses power just now installs again.
    RUNLEVEL=1 as_root apt-get -y -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-unsafe-io \
        install --no-install-recommends "$@"
}

setup_packages() { # GROUP...
    # Word splitting instead of process substitution: that would need /proc.
    local wanted missing
    # shellcheck disable=SC2207
    wanted=($(packages_of "$@"))
    # shellcheck disable=SC2207
    missing=($(missing_of "${wanted[@]}"))
    if [[ " $* " == *" run "* ]]; then
        if [ ! -e /etc/ssl/certs/ca-certificates.crt ]; then missing+=(ca-certificates); fi
        if ! usable_npm; then missing+=(nodejs npm); fi
    fi
    if [ "${#missing[@]}" -eq 0 ]; then
        say "   Debian packages: all ${#wanted[@]} are installed"
        return
    fi
    say "   Debian packages: ${#missing[@]} are missing: ${missing[*]}"
    setup_authorities
    if [ -z "${lists_are_read:-}" ]; then
        logged apt-update "reading the package lists" as_root apt-get -q update ||
            say "   the package lists could not be read again; going on with the ones that are here"
        lists_are_read=yes
    fi
    logged "apt-$1" "installing ${#missing[@]} packages and what they need" apt_install "${missing[@]}" || exit 1
}

# A list of authorities that someone put there by hand, without the package that owns it, is written
# anew when npm brings that package; keep theirs for npm.
setup_authorities() {
    local list=/etc/ssl/certs/ca-certificates.crt
    if [ -f "$list" ] && [ -n "$(missing_of ca-certificates)" ]; then
        cp "$list" "$BUILD/authorities.crt"
        use_authorities
    fi
}

# Any npm that knows lock files of version 3 can fetch the pinned one.
usable_npm() {
    [ -x "$NODE_BIN/node" ] && return 0
    command -v npm >/dev/null && [ "$(npm --version 2>/dev/null | cut -d. -f1)" -ge 8 ] 2>/dev/null
}

npm_ci() { # FOLDER
    (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error)
}

# npm_modules NAME SOURCE TARGET: node_modules of SOURCE's lock file, in TARGET.
npm_modules() {
    local name="$1" source="$2" target="$3"
    if [ -d "$target/node_modules" ] && fresh "npm-$name" "$source/package.json" "$source/package-lock.json"; then
        say "   npm modules of $name: as the lock file says"
        return
    fi
    if [ "$source" != "$target" ]; then
        mkdir -p "$target"
        cp "$source/package.json" "$source/package-lock.json" "$target/"
    fi
    logged "npm-$name" "npm modules of $name" npm_ci "$target" || exit 1
    stamp "npm-$name" "$source/package.json" "$source/package-lock.json"
}

setup_node() {
    npm_modules node tools/node "$BUILD/node"
    local machine=x64
    [ "$(uname -m)" = aarch64 ] && machine=arm64
    mkdir -p "$NODE_BIN"
    ln -sfn "../node_modules/node-linux-$machine/bin/node" "$NODE_BIN/node"
    ln -sfn ../node_modules/npm/bin/npm-cli.js "$NODE_BIN/npm"
    ln -sfn ../node_modules/npm/bin/npx-cli.js "$NODE_BIN/npx"
    use_node
    say "   Node.js $(node --version), npm $(npm --version)"
}

setup_web() {
    [ -f web/package-lock.json ] && npm_modules web web web
    return 0
}

setup_maildev() { npm_modules maildev tools/maildev "$BUILD/maildev"; }
setup_oidc() { npm_modules oidc tools/oidc "$BUILD/oidc"; }

verb_setup() { # GROUP...
    if [ $# -eq 0 ]; then set -- build run test lint package; fi
    step "Installing what is missing"
    setup_packages "$@"
    setup_node
    setup_web
    setup_maildev
    setup_oidc
}
