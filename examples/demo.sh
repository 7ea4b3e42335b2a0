#!/usr/bin/env bash
# Some telling cases decided and explained, then a rate changed without a rebuild. Usage: examples/demo.sh BYLAW
set -euo pipefail
cd "$(dirname "$0")/.."
bylaw=$1
policy=old-age-allowance
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n── %s\n' "$*"; }
run() { # show the command, run it; a decision that is no value exits 1, which is an answer and not a failure
  printf '$ bylaw'
  printf ' %s' "$@"
  printf '\n'
  local status=0
  "$bylaw" "$@" || status=$?
  [ "$status" -le 1 ]
}
decide() { run decide "$policy" "$@"; }

say '政策：每份公文一个 Lua 模块'
run list

say '1935-07-31 出生：7月的最后一天满90周岁，7月整月按200元'
decide standard --facts examples/facts/turning-90.json --month 2025-06
decide standard --facts examples/facts/turning-90.json --month 2025-07

say '92岁才申请：从满90周岁当月起补发，2025年以前按当月执行的标准'
decide due --facts examples/facts/late-applicant.json --month 2022-08
decide due --facts examples/facts/late-applicant.json --month 2022-09

say '选择居家养老服务的不兼得；10月31日提出更换，次年1月生效'
decide due --facts examples/facts/home-care.json --month 2025-12
decide due --facts examples/facts/home-care.json --month 2026-01

say '无本市户籍的低保老年人满90周岁：不再符合条件，提醒人工复核'
decide standard --facts examples/facts/no-hukou.json --month 2025-05
decide standard --facts examples/facts/no-hukou.json --month 2025-06

say '市内迁转：办理的次月起换区发放；迁出本市的次月停发'
decide payer --facts examples/facts/moved.json --month 2025-04
decide payer --facts examples/facts/moved.json --month 2025-05
decide due --facts examples/facts/moved.json --month 2025-10

say '没有告诉申请记录：不猜，先问'
decide due --facts '{"birth_date":"1940-01-05","hukou":"和平区","low_income":null}' --month 2025-06

say '2015年7月以前的标准起点不明：待定，不推测'
decide standard --facts '{"birth_date":"1920-01-05","hukou":"和平区","low_income":null}' --month 2014-03

say '2026年9月25日是中秋节：最迟9月24日发放；2027年的放假安排尚未公布'
decide payday --facts '{}' --month 2026-09
"$bylaw" decide "$policy" payday --facts '{}' --month 2027-01 2>&1 || true

say '2026年10月31日是星期六：11月2日提出更换仍然有效'
decide switch_from --facts '{"requested_on":"2026-11-02"}' --on 2026-11-02

say '为什么：条文、事实、参数、解读'
run explain "$policy" due --facts examples/facts/late-applicant.json --month 2025-06

say '改一个金额：加一行，不用重新编译'
cp -r policies "$work/policies"
file=$work/policies/old_age_allowance.lua
sed -i 's|  { from = "2025-01-01", value = yuan(30), issued = "2025-05-20" } })|  { from = "2025-01-01", value = yuan(30), issued = "2025-05-20" },\n  { from = "2026-01-01", value = yuan(50), issued = "2026-03-10" } })|' "$file"
diff policies/old_age_allowance.lua "$file" || true
facts='{"birth_date":"1942-04-18","hukou":"和平区","low_income":null}'
for month in 2025-12 2026-01; do
  for folder in policies "$work/policies"; do
    [ "$folder" = policies ] && which='改之前' || which='改之后'
    printf '%s %s ' "$which" "$month"
    "$bylaw" decide "$policy" standard --facts "$facts" --month "$month" --policies "$folder" | head -1
  done
done
for folder in policies "$work/policies"; do
  [ "$folder" = policies ] && which='改之前' || which='改之后'
  printf '%s 的版本 ' "$which"
  "$bylaw" list --json --policies "$folder" | grep -o '"version": *"[0-9a-f]*"' | cut -c1-30
done

say '全部场景'
"$bylaw" test | tail -1
