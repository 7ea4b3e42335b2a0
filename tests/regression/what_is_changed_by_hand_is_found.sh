# Whatever is changed in a database by other means than the program is found by verify, a change each; and what the next run would pay by is
# not paid by.
. "$REGRESSION/support.sh"
register
done_well record 210100193506303227 2025-06-17 银行卡号=6200009000000000050
done_well pay 2025-06 2025-06-25
done_well record 210100194001053212 2025-07-02 death_date=2025-06-28
done_well record 210100193001011018 2025-07-02 paid_before=2025-03:100.00
done_well run verify
cp "$BYLAW_DB" "$work/clean.db"
tampered() { # what verify says, sql
  cp "$work/clean.db" "$BYLAW_DB"
  sqlite3 "$BYLAW_DB" "$2" || exit 2
  run verify
  [ $status = 1 ] || fail "verify ends with $status: $2 — $out"
  says "$1"
}
unpaid() { # and pay stops before it writes anything
  pay 2025-07 2025-07-25 && fail "paid: $out"
  says 不经登记
  says 'bylaw verify'
  [ "$(sqlite3 "$BYLAW_DB" 'SELECT count(*) FROM run')" = 1 ] || fail 'a run was written'
}
# A card, a birth date, a removed death, a district, an application: of somebody untouched since he was registered, and of one changed since.
tampered 与登记时的不符 "UPDATE facts_elder SET card = '6200009000000000068' WHERE subject = 4" && unpaid
tampered 与变更记录不符 "UPDATE facts_elder SET card = '6200009000000000068' WHERE subject = 2" && unpaid
tampered 与登记时的不符 "UPDATE facts_elder SET birth_date = 19300101 WHERE subject = 5" && unpaid
tampered 与变更记录不符 "UPDATE facts_elder SET death_date = NULL WHERE subject = 1" && unpaid
tampered 与登记时的不符 "UPDATE facts_elder_applied SET row = 7 WHERE subject = 99; DELETE FROM facts_elder_applied WHERE subject = 5" && unpaid
tampered 与登记时的不符 "UPDATE facts_elder SET unknown = unknown | (1 << (SELECT bit FROM fact_column WHERE name = 'death_date')) WHERE subject = 5" && unpaid
# The log itself, since the last run: a value before or after, a day, who, why, a person's registration.
tampered 哈希与内容不符 "UPDATE change_log SET after = '\"2025-06-29\"' WHERE fact = 'death_date'" && unpaid
tampered 哈希与内容不符 "UPDATE change_log SET before = '\"2025-06-29\"' WHERE fact = 'death_date'" && unpaid
tampered 哈希与内容不符 "UPDATE change_set SET on_day = 20250703 WHERE id = (SELECT max(id) FROM change_set)" && unpaid
tampered 哈希与内容不符 "UPDATE change_set SET why = '别的' WHERE id = (SELECT max(id) FROM change_set)" && unpaid
# An event since the last run; a registration's digest; the last entries taken out with their acts.
tampered 哈希与内容不符 "UPDATE event SET amount = 90000" && unpaid
tampered 哈希与内容不符 "UPDATE change_log SET after = '$(printf 'A%.0s' {1..32})' WHERE seq = 3"
tampered 链尾不合 "DELETE FROM event; DELETE FROM change_log WHERE seq = (SELECT max(seq) FROM change_log)" && unpaid
# Cases that are open, a reason and a version that nobody's run has written, the chain, the last run.
tampered 未结事项 "INSERT INTO pending (payment, subject, from_month, to_month, kind, amount, payer, text) VALUES (1, 1, 202506, 202506, 'hold', 3000, '和平区', '')"
tampered 不属于任何一次发放的理由 "INSERT INTO reason (hash, text) VALUES (x'00', '{}')"
tampered 不属于任何一次发放的政策版本 "INSERT INTO version (policy, hash, meta) VALUES ('x', 'y', '{}')"
tampered 断开 "UPDATE link SET hash = randomblob(32) WHERE id = 1"
tampered 已被删去 "DELETE FROM ledger WHERE run = 1; DELETE FROM pending; DELETE FROM run WHERE id = 1"
tampered 有缺 "DELETE FROM link WHERE id = 2"
# Nothing of it: the month is paid.
cp "$work/clean.db" "$BYLAW_DB"
done_well pay 2025-07 2025-07-25
done_well run verify
