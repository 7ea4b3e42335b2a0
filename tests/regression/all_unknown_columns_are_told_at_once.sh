# A header with four columns that are no facts is told once, with all four, and what to do.
. "$REGRESSION/support.sh"
cat >"$work/office.csv" <<'CSV'
序号,姓名,联系电话,身份证号,出生日期,备注
1,甲,000,210100194001053212,1940-01-05,
CSV
refused import office.csv 2025-06-16
for one in 4 '第 1 列 ‘序号’' '第 2 列 ‘姓名’' '第 3 列 ‘联系电话’' '第 6 列 ‘备注’' 删去; do says "$one"; done
# Hundreds of them do not fit: the message says that there are more.
{ printf '身份证号'; printf ',不认识的列%s' $(seq 100 199); echo; } >"$work/wide.csv"
refused import wide.csv 2025-06-16
says '表头有 100 列'
says '…'
