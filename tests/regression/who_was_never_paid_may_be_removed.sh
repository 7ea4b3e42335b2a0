# 误登记、从未发放过的人可以移出：变更日志中一条，从此不在名册、发放、未结、复核和重复卡号里；移出以前的日子仍照当时所知。发放过的，或有账外登记的，不能移出。
. "$REGRESSION/support.sh"
register
never=210100195805058013 again=210100194107074046 paid=210100193506303227 ruled=210100196905241004
explain() { run explain "$policy" due --month 2025-06 --id "$@"; }
people() { run export "$policy" --out - "$@" && out=$(grep -c ^2 <<<"$out"); }
# Of two more people nothing is paid: one is too young, with the card of the third; of one the district is not known, which stays open.
cat >"$work/more.csv" <<'CSV'
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
210100195805058013,1958-05-05,和平区,无,无,6200009000000000027
210100196905241004,1969-05-24,和平区,无,无,6200009000000000050
CSV
done_well import more.csv 2025-06-17
# What stands in the way: the ledger (with its day), and what is recorded beside facts until it is withdrawn.
done_well pay 2025-06 2025-06-25
cp "$BYLAW_DB" "$work/paid.db"
refused record "$paid" 2025-07-01 --remove
says '2025-06-25 第 1 次发放有这个人的账目'
done_well record "$ruled" 2025-07-01 paid_before=2025-03:100.00
entry=$(sqlite3 "$BYLAW_DB" 'SELECT max(log) FROM event')
refused record "$ruled" 2025-07-02 --remove
says "2025-07-01 登记过账前已发 2025-03 100.00 元（变更日志第 $entry 条）"
says "withdraw=$entry"
done_well record "$ruled" 2025-07-02 withdraw="$entry"
# Nothing else goes with it, it needs its reason, and a trial writes nothing.
refused record "$never" 2025-07-02 --remove 银行卡号=6200009000000000050
refused record "$never" 2025-07-02 --remove --create
refused run record elder "$never" --remove --on 2025-07-02
refused record "$never" 2025-06-16 --remove # the clock
refused record 210100194001053255 2025-07-02 --remove # nobody
done_well record "$never" 2025-07-02 --remove --dry-run
says 试算
people
[ "$out" = 7 ] || fail "$out people after a trial"
done_well record "$ruled" 2025-07-02 --remove
done_well run record elder "$never" --remove --on 2025-07-02 --why 与邻居混淆
says 已记录：移出
people
[ "$out" = 5 ] || fail "$out people"
people --known 2025-07-01
[ "$out" = 7 ] || fail "$out people as of the day before"
people --known 2025-07-02
[ "$out" = 5 ] || fail "$out people as of the day"
# Whoever asks is told the day and the reason; of a day before, what was known then.
explain "$never" && fail "$out"
says '2101************13'
says '已于 2025-07-02 移出（原因：与邻居混淆）'
says_not "$never"
refused record "$never" 2025-07-03 card=6200009000000000050
says '已于 2025-07-02 移出（原因：与邻居混淆）'
refused record "$never" 2025-07-03 --remove
says '已于 2025-07-02 移出'
refused run replay elder "$never"
says '已于 2025-07-02 移出'
explain "$never" --as-of 2025-07-01
says_not 移出
[ "$status" -le 1 ] || fail "as of the day before: $out"
refused explain "$never" --as-of 2025-07-02
says '已于 2025-07-02 移出'
# The next run: four people are owed nothing new, nobody is open who is gone, no card is shared; all is verified.
done_well pay 2025-07 2025-07-25
says_not 同一银行卡号
[ "$(sqlite3 "$BYLAW_DB" 'SELECT count(*) FROM pending WHERE subject > 5')" = 0 ] || fail 'open cases of who is gone'
done_well run verify
says '重新计算了 5 人'
# What is changed by hand is found: the row goes, the key goes or comes back, an entry comes that nobody made.
cp "$BYLAW_DB" "$work/clean.db"
tampered() { # what verify says, sql
  cp "$work/clean.db" "$BYLAW_DB"
  sqlite3 "$BYLAW_DB" "$2" || exit 2
  run verify
  [ $status = 1 ] || fail "verify ends with $status: $2 — $out"
  says "$1"
}
tampered '变更记录里的对象不存在' 'DELETE FROM facts_elder WHERE subject = 6'
tampered '没有标识的对象：1 处' 'UPDATE facts_elder SET id_number = NULL WHERE subject = 5'
tampered 与变更记录不符 "UPDATE facts_elder SET id_number = '$never' WHERE subject = 6"
tampered 与登记时的不符 'UPDATE facts_elder SET birth_date = 19300101 WHERE subject = 6'
tampered 链尾不合 "UPDATE facts_elder SET id_number = NULL WHERE subject = 5;
  INSERT INTO change_log (seq, act, type, subject, fact, before, after)
  SELECT max(seq) + 1, max(act), 1, 5, 'id_number', '\"$again\"', 'null' FROM change_log"
tampered 哈希与内容不符 "DELETE FROM change_log WHERE seq = (SELECT max(seq) FROM change_log WHERE after = 'null')"
cp "$work/clean.db" "$BYLAW_DB"
# The same number comes again: somebody new, by a register or by record; who was removed before is still told of the days before.
sed -n '1,2p' "$work/more.csv" >"$work/again.csv"
done_well import again.csv 2025-08-01
says '新增 1 人'
says '同一银行卡号'
done_well record "$ruled" 2025-08-01 --create 出生日期=1969-05-24 户籍区县=和平区
explain "$never"
says_not 移出
explain "$never" --as-of 2025-07-01
[ "$status" -le 1 ] || fail "as of the day before, after a new registration: $out"
refused explain "$never" --as-of 2025-07-15
people
[ "$out" = 7 ] || fail "$out people in the end"
done_well run record elder "$never" --remove --on 2025-08-02 --why 又误登记
explain "$never"
says '已于 2025-08-02 移出（原因：又误登记）'
done_well pay 2025-08 2025-08-25
done_well run verify
