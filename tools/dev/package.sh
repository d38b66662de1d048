# Debian packages of the server and the agent, built with the preset release.
# shellcheck shell=bash
. tools/dev/build.sh

version_of_project() { sed -n 's/^project(platen VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt; }

# make_deb NAME PROGRAM: packaging/NAME and what the caller put below $stage become build/packages/NAME_*.deb.
make_deb() {
    local name="$1" program="$2" stage="$BUILD/packages/$1" out="$BUILD/packages" version architecture depends also
    version="$(version_of_project)"
    architecture="$(dpkg --print-architecture)"
    install -D -m 755 "$program" "$stage/usr/bin/$name"
    strip --strip-unneeded "$stage/usr/bin/$name"
    node tools/dev/hardened.ts "$stage/usr/bin/$name" || exit 1
    install -D -m 644 "packaging/$name/$name.service" "$stage/lib/systemd/system/$name.service"
    install -D -m 644 docs/operations.md "$stage/usr/share/doc/$name/operations.md"
    install -D -m 644 CHANGELOG.md "$stage/usr/share/doc/$name/changelog"
    printf 'Platen, https://spdx.org/licenses/Apache-2.0: see /usr/share/common-licenses/Apache-2.0\n' \
        >"$stage/usr/share/doc/$name/copyright"
    install -d -m 755 "$stage/DEBIAN"
    install -m 755 "packaging/$name/postinst" "packaging/$name/prerm" "$stage/DEBIAN/"
    (cd "$stage" && find etc -type f -printf '/%p\n') >"$stage/DEBIAN/conffiles"

    # dpkg-shlibdeps wants to stand in a source package.
    mkdir -p "$out/shlibs/debian"
    printf 'Source: platen\n\nPackage: %s\nArchitecture: any\n' "$name" >"$out/shlibs/debian/control"
    depends="$(cd "$out/shlibs" && dpkg-shlibdeps -O "$stage/usr/bin/$name" 2>>"$LOGS/shlibdeps.log" | sed -n 's/^shlibs:Depends=//p')"
    also="$(sed -n 's/^Depends-also: //p' "packaging/$name/description")"
    {
        printf 'Package: %s\nVersion: %s\nArchitecture: %s\n' "$name" "$version" "$architecture"
        printf 'Maintainer: Platen contributors <platen@platen.example>\n'
        printf 'Installed-Size: %s\n' "$(du -sk --exclude=DEBIAN "$stage" | cut -f1)"
        printf 'Depends: %s\n' "${depends:+$depends, }passwd, $also"
        grep -v '^Depends-also: ' "packaging/$name/description"
    } >"$stage/DEBIAN/control"
    dpkg-deb --root-owner-group --build "$stage" "$out/${name}_${version}_${architecture}.deb" >>"$LOGS/package.log"
    rm -rf "$stage"
    say "   $out/${name}_${version}_${architecture}.deb"
}

# With PLATEN_SIGNING_KEY, the file of a secret key: the package in which agents update themselves (docs/agent-updates.md).
sign_agent() {
    [ -n "${PLATEN_SIGNING_KEY:-}" ] || return 0
    local name program="$BUILD/packages/platen-agent.program"
    name="platen-agent_$(version_of_project)_$(dpkg --print-architecture).package"
    strip --strip-unneeded -o "$program" "$BUILD/release/agent/platen-agent"
    "$BUILD/release/server/platen" agent-package sign "$program" --key "$PLATEN_SIGNING_KEY" \
        --version "$(version_of_project)" --architecture "$(dpkg --print-architecture)" --out "$BUILD/packages/$name"
    rm "$program"
    say "   $BUILD/packages/$name"
}

verb_package() {
    verb_setup build run package
    step "Building"
    build_programs release platen platen-agent || exit 1
    build_portal || exit 1
    step "Packing"
    rm -rf "$BUILD/packages"
    mkdir -p "$BUILD/packages/platen/usr/share/platen/portal"
    install -D -m 640 packaging/platen/platen.toml "$BUILD/packages/platen/etc/platen/platen.toml"
    cp -r web/dist/. "$BUILD/packages/platen/usr/share/platen/portal/"
    make_deb platen "$BUILD/release/server/platen"
    install -D -m 640 packaging/platen-agent/agent.toml "$BUILD/packages/platen-agent/etc/platen/agent.toml"
    install -D -m 644 -t "$BUILD/packages/platen-agent/usr/share/doc/platen-agent/makers" \
        agent/devices/example-maker.json agent/devices/maker.schema.json
    make_deb platen-agent "$BUILD/release/agent/platen-agent"
    sign_agent
    rm -rf "$BUILD/packages/shlibs"
}
