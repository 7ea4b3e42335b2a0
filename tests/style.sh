#!/usr/bin/env bash
# Style: formatted C, clean Lua, sizes that one can hold in the head, both compilers content.
set -u
cd "$(dirname "$0")/.." || exit 2
failed=0 passed=0
say() {
  if [ "$1" = ok ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  echo "$1 $((passed + failed)) - style: $2"
}
check() { # name, command...
  local name=$1 out
  shift
  if out=$("$@" 2>&1); then say ok "$name"; else say 'not ok' "$name"; echo "$out" | head -20 | sed 's/^/  /'; fi
}

c_files=$(git ls-files -co --exclude-standard 'host/*.[ch]' 'tests/*.[ch]' 2>/dev/null)
[ -n "$c_files" ] || c_files=$(find host tests -name '*.[ch]')
# shellcheck disable=SC2086
check 'clang-format' clang-format --dry-run -Werror $c_files
check 'luacheck' luacheck -q --no-color policies stdlib tests/scenarios

# shellcheck disable=SC2046
check 'shellcheck' shellcheck -S warning -s bash $(git ls-files -co --exclude-standard '*.sh' .ci/run .ci/setup 2>/dev/null || find tests .ci examples -name '*.sh')

long_files() { # look twice at 600 lines; of the public header, which is its own manual, only what is no comment counts
  awk '/^\/\*/ { comment = 1 } !comment && NF { lines++ } /\*\// { comment = 0 }
       END { if (lines > 600) { print lines, "host/bylaw.h"; exit 1 } }' host/bylaw.h || return 1
  awk 'FNR > 600 && FILENAME !~ /meta.lua/ { print FILENAME; bad = 1; nextfile } END { exit bad }' host/*/*.[ch] host/*/*/*.[ch] stdlib/*.lua stdlib/*/*.lua
}
check 'files of at most 600 lines' long_files

wide_comments() { # a comment that stands by itself fits into 100 columns; the C locale would count bytes
  # shellcheck disable=SC2046
  LC_ALL=C.UTF-8 grep -nE '^[[:space:]]*(/\*|\*\*).{99,}' $(git ls-files -co --exclude-standard 'host/*.[ch]' 2>/dev/null || find host -name '*.[ch]') |
    awk -F: '{ line = $0; sub(/^[^:]*:[^:]*:/, "", line); if (length(line) > 100) { print; bad = 1 } } END { exit bad }'
}
check 'comments of at most 100 columns' wide_comments

long_functions() { # of the C code: from a line that opens a function to its closing brace in column 1
  awk 'FNR == 1 { start = 0 } /^[a-z].*\) \{$|^ +[a-z].*\) \{$/ && !start { start = FNR }
       /^}/ { if (start && FNR - start > 70) { print FILENAME ":" start ": " FNR - start " lines"; bad = 1 } start = 0 }
       END { exit bad }' host/*/*.c host/*/*/*.c
}
check 'functions of at most 70 lines' long_functions

one_limit() { # one limit, one name, one place: a search for MOST_… finds it at once
  local twice
  twice=$(grep -rhoE '\bMOST_[A-Z_]+ = ' host --include='*.[ch]' | sort | uniq -d)
  [ -z "$twice" ] || { echo "$twice"; return 1; }
}
check 'a limit has one name and one place' one_limit

clang_content() {
  local flags
  flags="-std=gnu11 -fsyntax-only -Wall -Wextra -Werror -Wshadow -I. $(pkg-config --cflags lua5.4 jansson libsodium)"
  # shellcheck disable=SC2086
  printf '%s\n' host/*/*.c host/*/*/*.c tests/bench/*.c | xargs -P "$(nproc)" -n 8 clang $flags
}
check 'clang -Wall -Wextra -Werror' clang_content

spaced_words() { # in messages a blank stands between Chinese and letters or quotations, none between a quotation and Chinese punctuation
  # Held for literal texts; what is put into them at run time is spaced by blank_after and shape.words.
  # shellcheck disable=SC2046
  perl -CSD -Mutf8 -ne '
    next if $ARGV =~ /\.lua$/ ? /^\s*--/ : /^\s*(\/\*|\*\*)/;
    my $line = $_;
    while ($line =~ /"((?:[^"\\]|\\.)*)"/g) {
      my $text = $1;
      (my $plain = $text) =~ s/%[-+ #0-9.*]*(?:ll|l|z|h)*[a-zA-Z]|\\x[0-9a-fA-F]+|\\./\x{0}/g;
      next unless $plain =~ /[一-鿿][A-Za-z‘]|[A-Za-z’][一-鿿]|’ [，。；：、）！？]|[，。；：、（！？] ‘|[（「] |[ ][）」]/;
      print "$ARGV:$.: $text\n";
      $bad = 1;
    }
    close ARGV if eof;
    END { exit($bad // 0) }' $(git ls-files -co --exclude-standard 'host/*.[ch]' 'stdlib/*.lua' 2>/dev/null || find host stdlib -name '*.[ch]' -o -name '*.lua')
}
check 'blanks in messages' spaced_words

no_strangers() { # the project speaks of itself alone
  ! grep -rnE '/work/|\.library|shared/' --include=* . --exclude-dir=.git --exclude-dir=build --exclude=style.sh
}
check 'no word of a workplace' no_strangers

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
