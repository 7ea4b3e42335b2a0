# 重放只要这个政策的存档：同一数据库里另一个政策的存档坏了，不妨碍；更正以前的号码也能找到这个人。
. "$REGRESSION/support.sh"
register
mkdir "$work/policies"
cp -r "$BYLAW_POLICIES"/* "$work/policies"
cp "$REGRESSION/policies/a_story_names_its_payment.lua" "$work/policies"
export BYLAW_POLICIES=$work/policies
done_well pay 2025-06 2025-06-25
printf '编号,起始日期,银行卡号\nP1,2025-06-01,6200009000000000001\n' >"$work/people.csv"
done_well run import two-payments "$work/people.csv" --on 2025-06-25 --why 试
done_well run pay two-payments --payment food --month 2025-06 --on 2025-06-26
sqlite3 "$BYLAW_DB" "UPDATE archive SET data = X'00' WHERE id = (SELECT max(id) FROM archive)"
refused run replay two-payments P1
done_well run replay "$policy" 210100194001053212
says 30.00
done_well run replay elder 210100194001053212 # by the subject's name: the only one that can be read is of it
says 30.00
done_well record 210100194001053212 2025-07-01 id_number=210100194001053255
for id in 210100194001053212 210100194001053255; do
  done_well run replay "$policy" $id
  says 30.00
done
