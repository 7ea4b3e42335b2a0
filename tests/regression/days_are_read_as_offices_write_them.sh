# Dots and a time of midnight are forms of a day. A spreadsheet's number of a day (14615 is 1940-01-05) and its empty day 1900-01-00 are refused
# with a word on spreadsheets; so is any other time of day, which would be lost.
. "$REGRESSION/support.sh"
n=0
for day in 1940.01.05 1940.1.5 '1940/1/5 0:00:00' '1940-01-05 00:00:00' '1940年1月5日 0:00' 1940-01-05T00:00:00; do
  printf '身份证号,出生日期\n210100194001053212,%s\n' "$day" >"$work/d.csv"
  rm -f "$BYLAW_DB"*
  done_well import d.csv 2025-06-16
  run export "$policy" --out -
  says 210100194001053212,1940-01-05,
done
for day in 14615 14615.0 1900-01-00 '1900/1/0 0:00:00'; do
  printf '身份证号,出生日期\n210100194001053212,%s\n' "$day" >"$work/d.csv"
  refused import d.csv 2025-06-16
  says 电子表格
done
for day in '1940-01-05 08:30:00' 1940.01-05 1940-01-05Z; do
  printf '身份证号,出生日期\n210100194001053212,%s\n' "$day" >"$work/d.csv"
  refused import d.csv 2025-06-16
done
# The signature of GB18030 (84 31 95 33) is no part of the first name.
{ printf '\204\061\225\063'; printf '身份证号,户籍区县\n210100194001053212,和平区\n' | iconv -f UTF-8 -t GB18030; } >"$work/gb.csv"
rm -f "$BYLAW_DB"*
done_well import gb.csv 2025-06-16
