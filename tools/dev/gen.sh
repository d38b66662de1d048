# What is generated and committed: the OpenAPI document, the portal's typed client, the golden schema, and the code in
# documents.
# shellcheck shell=bash
. tools/dev/build.sh

# put FILE < text: writes FILE, or with --check compares it. Remembers in $stale what differs.
put() {
    local file="$1" text
    text="$(cat; printf x)"
    text="${text%x}"
    if [ "$checking" = yes ]; then
        if [ ! -f "$file" ] || [ "$(cat "$file"; printf x)" != "${text}x" ]; then
            printf '%s' "$text" | diff -u --label "$file" --label "$file, generated" "$file" - | head -n 40 || true
            stale+=("$file")
        fi
        return
    fi
    mkdir -p "$(dirname "$file")"
    printf '%s' "$text" >"$file"
    say "   wrote $file"
}

verb_gen() { # [--check]
    checking=no
    stale=()
    [ "${1:-}" = --check ] && checking=yes
    if [ "$checking" = no ]; then
        verb_setup build run
        step "Generating"
        build_programs dev platen || exit 1
    fi
    local platen="$BUILD/dev/server/platen" work="$BUILD/generated"
    mkdir -p "$work"
    "$platen" openapi 2>"$LOGS/openapi.log" >"$work/openapi.json" || fail "$(cat "$LOGS/openapi.log")"
    put api/openapi.json <"$work/openapi.json"
    web/node_modules/.bin/openapi-typescript "$work/openapi.json" --output "$work/schema.d.ts" >"$LOGS/openapi-typescript.log"
    put web/src/api/schema.d.ts <"$work/schema.d.ts"
    PLATEN_OPENAPI="$work/openapi.json" node web/scripts/generate-api.mjs --print operationRoles.ts >"$work/operationRoles.ts"
    put web/src/api/operationRoles.ts <"$work/operationRoles.ts"
    PLATEN_OPENAPI="$work/openapi.json" node web/scripts/generate-api.mjs --print limits.ts >"$work/limits.ts"
    put web/src/api/limits.ts <"$work/limits.ts"
    "$platen" schema 2>"$LOGS/schema.log" >"$work/schema.sql"
    put db/schema.sql <"$work/schema.sql"
    if [ "$checking" = no ]; then
        node tools/dev/snippets.ts || return 1
    else
        node tools/dev/snippets.ts --check || stale+=("code in documents")
    fi
    if [ "${#stale[@]}" -gt 0 ]; then
        say "   stale: ${stale[*]}. './dev gen' writes them anew."
        return 1
    fi
    [ "$checking" = no ] || say "   every generated file is as the code says"
}
