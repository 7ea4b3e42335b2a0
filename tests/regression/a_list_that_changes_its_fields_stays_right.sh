# The log keeps a list as a text that names the fields in the order of the policy of its day. A policy whose list gains a field in the
# middle, has its fields in another order or drops one changes nobody's facts: verify finds all well and the next month is paid. What is
# really changed by hand is found all the same, in a record written before the change and in one written after it.
. "$REGRESSION/support.sh"
mkdir "$work/policies" || exit 2
export BYLAW_POLICIES=$work/policies
law=$work/policies/household.lua
cp "$REGRESSION/../memory/household.lua" "$law"
policy=household-heating
fields() { # the fields of the list from now on
  sed -i "s/^    on = fact.date.*passed = .*/    $1 },/; s/^    passed = .*/    $1 },/" "$law"
  grep -qF "$1" "$law" || exit 2
}
on='on = fact.date { label = "日期" }'
passed='passed = fact.boolean { label = "合格" }'
by='by = fact.text { label = "检查人" }'
entry() { run record household "$1" "checks=$2" --on "$3" --why 试; }
cat >"$work/in.csv" <<'CSV'
户号,入住日期,老年户,面积,收入,所在区县,检查记录,账号
A1,2024-05-01,是,120,,和平区,2025-01-02|是,6200001
A2,2024-05-01,是,80,,和平区,,6200002
CSV
done_well import in.csv 2025-08-01
done_well entry A2 '2025-08-02|否' 2025-08-02
done_well pay 2025-08 2025-08-25
done_well entry A1 '2025-08-26|否' 2025-08-26

fields "$on, $by, $passed"
done_well entry A2 '2025-09-01|甲|是' 2025-09-01
done_well pay 2025-09 2025-09-25
done_well run verify
fields "$passed, $on, $by"
done_well entry A1 '是|2025-09-26|乙' 2025-09-26
done_well pay 2025-10 2025-10-24
fields "$passed, $on"
done_well entry A2 '是|2025-10-25' 2025-10-25
done_well pay 2025-11 2025-11-25
done_well run verify
# What the dropped field held is in the log, now that the rows are written without it.
sqlite3 "$BYLAW_DB" "SELECT before FROM change_log WHERE subject = 2 AND fact = 'checks' ORDER BY seq DESC LIMIT 1" | grep -q 甲 ||
  fail 'the log has lost what the dropped field held'

cp "$BYLAW_DB" "$work/clean.db"
tampered() { # sql
  cp "$work/clean.db" "$BYLAW_DB"
  sqlite3 "$BYLAW_DB" "$1" || exit 2
  run verify
  [ $status = 1 ] || fail "verify ends with $status: $1 — $out"
  says 与变更记录不符
  pay 2025-12 2025-12-25 && fail "paid: $1 — $out"
  says 不经登记
}
tampered "UPDATE facts_household_checks SET passed = 1 WHERE subject = 2 AND row = 0" # written before the change
tampered "UPDATE facts_household_checks SET \"on\" = 20250902 WHERE subject = 2 AND row = 1"
tampered "UPDATE facts_household_checks SET \"by\" = '丙' WHERE subject = 1 AND row = 2"
tampered "UPDATE facts_household_checks SET \"by\" = '丙', unknown = 0 WHERE subject = 1 AND row = 0" # it was never told
tampered "DELETE FROM facts_household_checks WHERE subject = 1 AND row = 1"
