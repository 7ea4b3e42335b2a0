# shellcheck shell=bash
# What the scripts that test the program from outside share: sourced from the top of the project with `about` (the word before each test's name)
# and the build folder as $1. Runs the program as $bylaw; files go to $work; `seconds` bounds a call.
build=${1:-build}
bylaw=$build/bylaw
unset BYLAW_DB
export BYLAW_POLICIES=policies # named, so that nothing is said about it
passed=0 failed=0 seconds=${seconds:-600}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -x "$bylaw" ] || make --no-print-directory BUILD="$build" "$bylaw" >"$work/make" 2>&1 || tail -5 "$work/make"

good() { # name
  passed=$((passed + 1))
  echo "ok $((passed + failed)) - $about: $1"
}
bad() { # name, expected, got
  failed=$((failed + 1))
  echo "not ok $((passed + failed)) - $about: $1"
  echo "  expected: $2" | head -12
  echo "  got: $3" | head -30 | cut -c1-400
}
same() { # name, expected, got
  if [ "$2" = "$3" ]; then good "$1"; else bad "$1" "$2" "$3"; fi
}

# Run the program. Leaves $status, $out and $err.
call() {
  timeout "$seconds" "$bylaw" "$@" </dev/null >"$work/out" 2>"$work/err"
  status=$?
  out=$(tr -d '\0' <"$work/out") err=$(tr -d '\0' <"$work/err")
}

# Blanks in a row count as one: tables are aligned. '*' is anything; '' is nothing at all.
squeezed() { # text
  tr -s ' ' <<<"$1"
}
holds() { # wanted lines, text
  local line text
  [ "$1" = '*' ] && return 0
  [ -n "$1" ] || { [ -z "$2" ] && return 0 || return 1; }
  text=$(squeezed "$2")
  while IFS= read -r line; do
    case $text in *"$line"*) ;; *) return 1 ;; esac
  done <<<"$(squeezed "$1")"
}

# name, exit status, what stands in standard output, what stands in standard error, arguments...
try() {
  local name=$1 wanted=$2 in_out=$3 in_err=$4
  shift 4
  call "$@"
  if [ "$status" -eq "$wanted" ] && holds "$in_out" "$out" && holds "$in_err" "$err"; then good "$name"; else
    bad "$name" "status $wanted; out: ${in_out:-(nothing)}; err: ${in_err:-(nothing)}" "status $status; out: $out; err: $err"
  fi
}
lacks() { # name, what must not stand in the output of the call before
  local what found=
  for what in "${@:2}"; do
    case $out$err in *"$what"*) found="$found $what" ;; esac
  done
  same "$1" '' "$found"
}
