#!/bin/sh
# Runs a target: fuzz/run.sh TARGET [libFuzzer's options]. Its corpus begins with the paragraphs of
# the bundled articles. Needs `cargo install cargo-fuzz` and a nightly toolchain.
set -eu
[ $# -gt 0 ] || { echo "usage: $0 typeset|stretch|fold|find|read|decode|html|dates|lines|feed|keys [-max_total_time=SECONDS ...]" >&2; exit 2; }
target=$1
shift
cd "$(dirname "$0")/.."
corpus=fuzz/corpus/$target
if [ ! -d "$corpus" ]; then
    mkdir -p "$corpus"
    case $target in
    read) cp seeds/*.txt "$corpus" ;;
    decode)
        for encoding in UTF-8 UTF-16 WINDOWS-1256 WINDOWS-1252 ISO-8859-6; do
            for page in seeds/*.txt; do
                iconv -c -f UTF-8 -t "$encoding" "$page" >"$corpus/$(basename "$page" .txt)-$encoding"
            done
        done
        # Read in another encoding than it is written in.
        for page in seeds/*.txt; do
            iconv -c -f CP1256 -t UTF-8 "$page" >"$corpus/$(basename "$page" .txt)-misread"
        done
        ;;
    dates) awk -v folder="$corpus" 'NF { print > (folder "/" NR); close(folder "/" NR) }' fuzz/dates.txt ;;
    lines)
        printf '%s\n' '{"title":"خبر","text":"نص الخبر، وفيه جملة.","date":"2024-05-01"}' '{"a":' '[]' \
            '{"html":"<p>نص الخبر، وفيه جملة.</p>","timestamp":1700000000}' >"$corpus/1"
        ;;
    feed)
        printf '%s' '<rss><channel><title>خبر</title><item><title>أول</title><description><![CDATA[<p>نص.]]></description>' \
            '<pubDate>2026-11-22</pubDate><link>https://example.org/1</link></item></channel></rss>' >"$corpus/1"
        printf '%s' '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><content type="xhtml"><div>نص</div>' \
            '</content><author><name>a</name></author></entry></feed>' >"$corpus/2"
        printf '%s' '{"version":"https://jsonfeed.org/version/1.1","items":[{"title":"أول","content_html":"<p>نص"}]}' >"$corpus/3"
        printf 'From a@b Sun Nov 22 11:00:00 2026\nFrom: a@b\nDate: x\nSubject: y\n\nنص\n\n%s' \
            'From a@b Sun Nov 22 11:00:00 2026' >"$corpus/4"
        ;;
    html) cp tests/data/html/*.html "$corpus" ;;
    # The last six bytes are numbers, such as a width.
    *) awk -v folder="$corpus" 'NF { printf "%s      ", $0 > (folder "/" NR); close(folder "/" NR) }' seeds/*.txt ;;
    esac
fi
case $target in
read|html|decode|lines|feed) longest=20000 ;;
*) longest=400 ;;
esac
# The project has no unsafe code for the address sanitizer to watch; without it runs are faster.
exec cargo +nightly fuzz run --sanitizer none "$target" "$corpus" -- \
    -max_len=$longest -timeout=20 -rss_limit_mb=2048 "$@"
