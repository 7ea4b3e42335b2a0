#!/usr/bin/env bash
# Some telling cases decided and explained, then a rate changed without a rebuild. Usage: examples/decisions.sh BYLAW
set -euo pipefail
[ $# -eq 1 ] || { echo 'usage: examples/decisions.sh BYLAW' >&2; exit 2; }
shown=$1
bylaw=$(cd "$(dirname "$1")" && pwd)/${1##*/}
[ -x "$bylaw" ] || { echo "decisions: no program $1 (make all builds it)" >&2; exit 2; }
cd "$(dirname "$0")/.."
unset BYLAW_POLICIES
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n── %s\n' "$*"; }
show() { # the command as it can be pasted into a shell
  local word
  printf '$ %s' "$shown"
  for word; do
    word=${word/"$work"/副本}
    case $word in *'{'* | *' '* | '') printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '\n'
}
run() { # a decision that is no value exits 1: an answer, not a failure
  show "$@"
  local status=0
  "$bylaw" "$@" || status=$?
  [ "$status" -le 1 ]
}
decide() { run decide old-age-allowance "$@"; }
short() { # what the answer must say (blanks do not count), lines to show, a run
  local must=$1 lines=$2 status=0
  shift 2
  show "$@"
  "$bylaw" "$@" >"$work/out" || status=$?
  [ "$status" -le 1 ] || exit 1
  tr -s ' ' <"$work/out" | grep -qF -- "$must" || { cat "$work/out"; echo "decisions: the answer does not say: $must" >&2; exit 1; }
  head -n "$lines" "$work/out"
  [ "$(wc -l <"$work/out")" -le "$lines" ] || echo '…'
}

say '政策：每份公文一个 Lua 模块。'
run list

say '1935年7月31日出生：7月的最后一天满90周岁，7月整月按200元。'
decide standard --facts examples/facts/turning-90.json --month 2025-06
decide standard --facts examples/facts/turning-90.json --month 2025-07

say '2025年6月才申请，已92岁：从满90周岁的2022年9月补发，2025年以前按当月执行的标准。'
decide due --facts examples/facts/late-applicant.json --month 2022-08
decide due --facts examples/facts/late-applicant.json --month 2022-09

say '为什么是200元：先说结果和起决定作用的理由；加 --path 是全部经过、事实、参数和适用口径。'
run explain old-age-allowance due --facts examples/facts/late-applicant.json --month 2022-09

say '怎样会不同：每次只改一项事实；自己能做的、部门登记的、只有时间能改变的，分开列。'
short '满90周岁：2025-07-31起（2025-07） → 200.00' 14 explain old-age-allowance due --facts examples/facts/turning-90.json --month 2025-06 --what-if

say '选择居家养老服务的不兼得；10月31日提出更换，次年1月起发放。'
decide standard --facts examples/facts/home-care.json --month 2025-12
decide standard --facts examples/facts/home-care.json --month 2026-01

say '没有本市户籍的低保老年人满90周岁：不再符合条件，提醒人工复核。'
decide standard --facts examples/facts/no-hukou.json --month 2025-05
decide standard --facts examples/facts/no-hukou.json --month 2025-06

say '市内迁转：4月2日办理，次月起换区县发放；迁出本市的次月停发。'
decide payer --facts examples/facts/moved.json --month 2025-04
decide payer --facts examples/facts/moved.json --month 2025-05
decide due --facts examples/facts/moved.json --month 2025-10

say '没有说明是否申请过：不猜，先问。'
decide due --facts '{"birth_date":"1940-01-05","hukou":"和平区","low_income":null}' --month 2025-06

say '窗口问什么：只问下一项真正要紧的事实。先问出生日期；79周岁的，别的都不必再问。'
short '下一项需要的事实：出生日期（birth_date）' 6 needs old-age-allowance due --facts '{}' --month 2025-06
short '第三条' 6 needs old-age-allowance due --facts '{"birth_date":"1946-01-05"}' --month 2025-06

say '2015年7月以前的标准起点不明：列为尚无规定，不推测。'
decide standard --facts '{"birth_date":"1920-01-05","hukou":"和平区","low_income":null}' --month 2014-03

say '2026年9月25日是中秋节：最迟9月24日发放。'
decide payday --facts '{}' --month 2026-09

say '2026年10月31日是星期六：顺延到11月2日，当天提出更换仍然有效，3日就晚了。'
decide switch_from --facts '{"requested_on":"2026-11-02"}' --on 2026-11-02
decide switch_from --facts '{"requested_on":"2026-11-03"}' --on 2026-11-03

say '所有可能的结果：不是举例，是从规则本身找出来的。每行一个案例；没有人符合的规则也列出。'
short '200.00 90 ≤ 年龄 ≤ 99' 14 explore old-age-allowance standard --month 2025-06

say '换一种口径，哪些人会变：满80周岁从次月起，而不是当月起。'
short '30.00 不符合条件' 7 compare old-age-allowance standard --to reading:first_month_80=next_month --month 2025-06

say '改一个金额：在政策的副本里加一行，程序不重新编译。'
cp -R policies "$work/policies"
changed=$work/policies/old_age_allowance.lua
sed '/^act:parameter("rate_80s"/,/})$/s/ })$/,\n  { from = "2026-01-01", value = yuan(50) } })/' \
  policies/old_age_allowance.lua >"$changed"
diff policies/old_age_allowance.lua "$changed" && { echo 'decisions: no row was added' >&2; exit 1; }
elder='{"birth_date":"1942-04-18","hukou":"和平区","low_income":null}'
first_line() { # month, folder: decide there, show only the outcome
  local command=(decide old-age-allowance standard --facts "$elder" --month "$1" --policies "$2") text
  show "${command[@]}"
  text=$("$bylaw" "${command[@]}")
  printf '%s\n' "${text%%$'\n'*}"
}
version() { # folder: the policy version, abridged
  local json
  json=$("$bylaw" list --json --policies "$1")
  json=${json#*'"version":"'}
  printf '%.16s' "$json"
}
say '以前的月份不变。'
first_line 2025-12 policies
first_line 2025-12 "$work/policies"
say '2026年1月起按50元；政策版本也变了，每个结果都写着它。'
first_line 2026-01 policies
first_line 2026-01 "$work/policies"
printf '政策版本：%s → %s\n' "$(version policies)" "$(version "$work/policies")"

say '全部场景。'
show test
"$bylaw" test >"$work/tests" || { cat "$work/tests"; exit 1; }
tail -n 1 "$work/tests"
