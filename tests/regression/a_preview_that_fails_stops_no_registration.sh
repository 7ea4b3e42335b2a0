# 预估对已发放月份的影响只是提示：存档的旧版本读不出来时，登记与导入照做，并说明未能预估。
. "$REGRESSION/support.sh"
register
cp -r "$BYLAW_POLICIES" "$work/policies"
export BYLAW_POLICIES=$work/policies
done_well pay 2025-06 2025-06-25
sed -i 's/rate_90s", { label = "90–99周岁"/rate_90s", { label = "90至99周岁"/' "$work/policies/old_age_allowance.lua" # another version, the same law
done_well pay 2025-07 2025-07-25
# The version of the first run, against which months before the ledger are reckoned, is damaged.
sqlite3 "$BYLAW_DB" "UPDATE archive SET data = X'00' WHERE id = (SELECT min(id) FROM archive)"
done_well record 210100194001053212 2025-08-01 low_income=和平区 --from 2025-06-10
says '已记录：低保'
says '未能预估对已发放的月份（至 2025-07）的影响，不影响登记：'
printf '身份证号,死亡日期\n210100193803013031,2025-06-20\n' >"$work/death.csv"
done_well import death.csv 2025-08-02
says 未能预估
run export "$policy" --out -
says '1938-03-01,2025-06-20'
