#!/usr/bin/env bash
# A unified social credit code is kept in capitals whatever the list says, found again by either, refused where its check
# character is wrong, and not masked: it is public.
. "$REGRESSION/support.sh"
export BYLAW_POLICIES=$REGRESSION/policies/a_credit_code_is_checked.lua
printf '%s\n' 统一社会信用代码,成立日期 91210100ma0p12345k,2020-01-01 ５2210100K12345678E,2021-05-06 52210100K12345678F,2021-05-06 >"$work/units.csv"
run import hosts "$work/units.csv" --on 2025-02-03 --why 试 --skip-bad --bad-file "$work/bad.csv"
[ "$(grep -c '52210100K12345678F.*校验码不符' "$work/bad.csv")" = 1 ] || fail "the wrong one is not told: $(cat "$work/bad.csv")"
run export hosts --out - || fail "$out"
[ "$(grep -c '^91210100MA0P12345K,' <<<"$out")" = 1 ] || fail "not in capitals: $out"
[ "$(grep -c '^52210100K12345678E,' <<<"$out")" = 1 ] || fail "not folded: $out"
run decide hosts registered --on 2025-06-30 --id 91210100ma0p12345k || fail "not found by small letters: $out"
run record hosts 91210100MA0P12345K guarantor=52210100k12345678e --on 2025-02-04 --why 试 || fail "$out"
run explain hosts registered --on 2025-06-30 --id 91210100MA0P12345K --path
grep -q 52210100K12345678E <<<"$out" || fail "masked: $out"
run record hosts 91210100MA0P12345K guarantor=52210100K12345678F --on 2025-02-04 --why 试 && fail "recorded: $out"
grep -q 校验码不符 <<<"$out" || fail "$out"
