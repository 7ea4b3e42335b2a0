# Names, reasons, cells and what stands in a database may hold escape sequences (ESC, BEL, U+009B) and marks that turn a text (U+202E): neither
# output nor messages hand them to the terminal. JSON says them as \u….
. "$REGRESSION/support.sh"
household=$PWD/tests/memory/household.lua
export BYLAW_POLICIES=$household
evil=$(printf '\033]0;x\007\302\2332J\342\200\256\033[31m')
quiet() { # command...: what it says holds none of them
  run "$@"
  if grep -qaP '[\x00-\x08\x0B-\x1F\x7F]|\xC2[\x80-\x9F]|\xE2\x80[\xAA-\xAE]|\xE2\x81[\xA6-\xA9]' <<<"$out"; then
    fail "an escape in the output of: $* — $(cat -v <<<"$out" | head -5)"
  fi
}
cat >"$work/list.csv" <<CSV
户号,入住日期,老年户,所在区县,账号
A${evil}1,2024-05-01,是,和平区,62${evil}
A2,2025-03-01,否,和平区,62${evil}
A3,${evil},否,${evil},1
CSV
quiet import household-heating "$work/list.csv" --on 2025-08-01
says 'list.csv:4'
quiet import household-heating "$work/list.csv" --on 2025-08-01 --why "$evil" --by "$evil" --skip-bad --bad-file "$work/bad$evil.csv"
says '新增 2 人'
sed -i 4d "$work/list.csv"
printf 'B%s9,2024-05-01,是,和平区,7\n' "$evil" >>"$work/list.csv"
quiet import household-heating "$work/list.csv" --on 2025-08-02 --known-only
says '没有登记过、没有新增的 1 行'
quiet import household-heating "$work/list.csv" --on 2025-08-02 --known-only --json
sed "1s/\$/,$evil/; s/[^t]\$/&,1/" "$work/list.csv" >"$work/odd.csv"
quiet import household-heating "$work/odd.csv" --on 2025-08-02
quiet pay household-heating --month 2025-08 --on 2025-08-25
quiet record household-heating "A${evil}1" area=90 --on 2025-09-01 --why "$evil"
quiet record household-heating "C$evil" "area=$evil" "$evil=1" --on 2025-09-01 --why "$evil"
quiet explain household-heating due --id "A${evil}1" --month 2025-08
quiet explain household-heating due --id "A${evil}1" --month 2025-08 --path
quiet explain household-heating due --month 2025-08 --json --path \
  --facts "{\"number\":\"\\u001b[31m\\u009b\\u202e\",\"since\":\"\\u001b[2J\",\"old\":true}"
quiet explain household-heating due --month 2025-08 --path \
  --facts '{"number":"\u001b[31m\u009b\u202e","since":"2024-05-01","old":true,"seat":"和平区","account":"\u0007"}'
quiet verify
sqlite3 "$BYLAW_DB" "UPDATE ledger SET payer = '$evil', account = '$evil'; UPDATE pending SET text = '$evil', payer = '$evil'; UPDATE run SET report = '$evil';
  UPDATE change_log SET after = '\"$evil\"' WHERE after IS NOT NULL; UPDATE facts_household SET account = '$evil'; UPDATE payment SET policy = '$evil';
  UPDATE version SET policy = '$evil', meta = '$evil'; UPDATE version_file SET name = '$evil'; UPDATE change_set SET who = '$evil', why = '$evil';"
quiet verify
quiet pay household-heating --month 2025-09 --on 2025-09-25
quiet replay household-heating "A${evil}1"
quiet "$evil"
quiet decide household-heating "$evil" --month "$evil" --facts "$evil"
quiet check "$evil" --policies "$evil"
