#!/bin/sh
# Runs a target: fuzz/run.sh TARGET [libFuzzer's options]. Its corpus begins with the paragraphs of
# the bundled articles. Needs `cargo install cargo-fuzz` and a nightly toolchain.
set -eu
[ $# -gt 0 ] || { echo "usage: $0 typeset|stretch|fold|find|read|html|keys [-max_total_time=SECONDS ...]" >&2; exit 2; }
target=$1
shift
cd "$(dirname "$0")/.."
corpus=fuzz/corpus/$target
if [ ! -d "$corpus" ]; then
    mkdir -p "$corpus"
    case $target in
    read) cp seeds/*.txt "$corpus" ;;
    html) cp tests/data/html/*.html "$corpus" ;;
    # The last six bytes are numbers, such as a width.
    *) awk -v folder="$corpus" 'NF { printf "%s      ", $0 > (folder "/" NR); close(folder "/" NR) }' seeds/*.txt ;;
    esac
fi
case $target in
read|html) longest=20000 ;;
*) longest=400 ;;
esac
# The project has no unsafe code for the address sanitizer to watch; without it runs are faster.
exec cargo +nightly fuzz run --sanitizer none "$target" "$corpus" -- \
    -max_len=$longest -timeout=20 -rss_limit_mb=2048 "$@"
