# Benchmarks with their baselines in the same run: tests/bench, built with the preset release.
# shellcheck shell=bash
. tools/dev/build.sh

verb_bench() { # [NAME...] [--json]
    # With --json the standard output holds nothing but the objects.
    {
        verb_setup build run
        step "Building (release)"
        build_programs release platen-bench || exit 1
        step "Measuring"
    } >&2
    exec "$BUILD/release/tests/bench/platen-bench" "$@"
}
