# A line of NDJSON that cannot be read is one answer with its place and reason, and the next line is decided: a backslash before
# a Chinese character ended the batch with "no memory", and a NUL after a number was taken for the end.
. "$REGRESSION/support.sh"
good='{"name":"甲","filed":"2020-03-01","granted":"2024-05-01","size":3}'
many() {
  run decide law-days inner_first --on 2025-08-01 --policies tests/language/policies --many "$work/lines.ndjson"
  iconv -f UTF-8 -t UTF-8 <<<"$out" >/dev/null || fail "no UTF-8: $out"
}
{ # 10 ≠ 8: each bad line stands between good ones
  echo "$good"
  printf '{"name":"\\甲"}\n{"size":5\000}\n5\n["甲"]\n{"name":"\\ud800"}\n{"name":"\300\257"}\n{"name":"a\001"}\n{"size":1e999}\n'
  printf '\357\273\277%s\n' "$good"
} >"$work/lines.ndjson"
many
[ "$(grep -c '"outcome":"value"' <<<"$out")" = 2 ] || fail "not both good lines: $out"
[ "$(grep -c '"outcome":"error"' <<<"$out")" = 8 ] || fail "not eight errors: $out"
says '"line":2,"column":11,"outcome":"error","message":"事实不是有效的 JSON'
says '"line":3,"column":10,"outcome":"error","message":"事实含有空字符'
says '应为 JSON 对象 { … }，得到整数'
says '应为 JSON 对象 { … }，得到数组'
# The mark before UTF-8 is passed over for one person as for many; a NUL is not.
printf '\357\273\277%s' "$good" >"$work/bom.json"
done_well run decide law-days inner_first --on 2025-08-01 --policies tests/language/policies --facts "$work/bom.json"
printf '{"size":5\000}' >"$work/nul.json"
refused run decide law-days inner_first --on 2025-08-01 --policies tests/language/policies --facts "$work/nul.json"
says '含有空字符'
# No number of a person in the reason why a line is no JSON.
printf '{"name":"210100194001053212" x}\n' >"$work/lines.ndjson"
many
says_not 210100194001053212
