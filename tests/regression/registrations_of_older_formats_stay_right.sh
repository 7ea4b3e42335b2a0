# A database of the third format, whose entries of registrations have the longer form of digests: it becomes one of today's by the first act,
# nothing in it is reported as tampered, the month is paid, and what is changed by hand in it is found, as in one that was made today.
. "$REGRESSION/support.sh"
sqlite3 "$BYLAW_DB" <"$REGRESSION/databases/format_3.sql" || exit 2
cp "$BYLAW_DB" "$work/old.db"
run verify && fail "verified as it is: $out"
says 第\ 3\ 版
done_well record 210100193506303227 2025-07-02 card=6200009000000000027
done_well run verify
done_well pay 2025-07 2025-07-25 --dry-run
[ "$(sqlite3 "$BYLAW_DB" 'PRAGMA user_version')" = 4 ] || fail 'the format is not the fourth'

# One registered then and one registered now, side by side.
cat >"$work/more.csv" <<'CSV'
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
210100193803013031,1938-03-01,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000035
CSV
done_well import more.csv 2025-07-03 --add
done_well run verify
digest_of() { sqlite3 "$BYLAW_DB" "SELECT length(after) FROM change_log WHERE fact IS NULL AND subject = $1"; }
[ "$(digest_of 1) $(digest_of 4)" = '32 33' ] || fail "digests: $(digest_of 1) $(digest_of 4)"
sqlite3 "$BYLAW_DB" 'UPDATE facts_elder SET birth_date = 19400106 WHERE subject = 1' || exit 2
run verify && fail "not found: $out"
says 2101************12
refused pay 2025-07 2025-07-25
says 不经登记改动
sqlite3 "$BYLAW_DB" 'UPDATE facts_elder SET birth_date = 19400105 WHERE subject = 1;
  UPDATE facts_elder_applied SET "on" = 20250107 WHERE subject = 4' || exit 2
run verify && fail "not found: $out"
says 2101************31
refused pay 2025-07 2025-07-25
