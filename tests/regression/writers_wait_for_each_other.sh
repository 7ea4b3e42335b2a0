# A lock of milliseconds is waited for: fifteen clerks who record at the same time all succeed, and each record is there. Who must not
# wait says so: --wait 0 while another program writes is refused at once, with what to do.
. "$REGRESSION/support.sh"
register
mkdir "$work/failed"
for month in 1 2 3; do
  for key in 210100194001053212 210100193506303227 210100193001011018 210100193803013031 210100194107074046; do
    "$BYLAW" record elder $key applied="2025-0$month-15|户籍地居（村）委会" --on 2025-06-17 --why 试 >"$work/out.$month.$key" 2>&1 ||
      : >"$work/failed/$month.$key" &
  done
done
wait
[ -z "$(ls "$work/failed")" ] || fail "failed: $(ls "$work/failed") — $(cat "$work"/out.*)"
entries=$(sqlite3 "$BYLAW_DB" "SELECT count(*) FROM change_log WHERE fact = 'applied'")
[ "$entries" = 15 ] || fail "$entries of 15 entries"
mkfifo "$work/hold"
sqlite3 "$BYLAW_DB" <"$work/hold" >"$work/held" &
exec 9>"$work/hold"
echo "BEGIN IMMEDIATE; SELECT 'held';" >&9
until grep -q held "$work/held"; do sleep 0.05; done
refused record 210100194001053212 2025-06-17 applied='2025-04-15|户籍地居（村）委会' --wait 0
says 另一个程序正在写入
says --wait
exec 9>&-
wait
refused record 210100194001053212 2025-06-17 applied='2025-04-15|户籍地居（村）委会' --wait soon
says 不是秒数
