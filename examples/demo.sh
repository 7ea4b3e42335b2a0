#!/usr/bin/env bash
# A district bureau's months: 5,000 invented elders imported, three months paid, late facts, and what they change.
# Usage: examples/demo.sh BYLAW
set -euo pipefail
[ $# -eq 1 ] || { echo 'usage: examples/demo.sh BYLAW' >&2; exit 2; }
shown=$1
bylaw=$(cd "$(dirname "$1")" && pwd)/${1##*/}
[ -x "$bylaw" ] || { echo "demo: no program $1 (make all builds it)" >&2; exit 2; }
cd "$(dirname "$0")/.."
unset BYLAW_POLICIES BYLAW_DB
out=${shown%/*}/demo
mkdir -p "$out"
rm -f "$out"/registry.db* "$out"/2025-09.xlsx
db=$out/registry.db
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n── %s\n' "$*"; }
show() { # the command as it can be pasted into a shell
  local word
  printf '$ %s' "$shown"
  for word; do
    case $word in *'{'* | *' '* | *'|'* | '') printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '\n'
}
run() { # 1 is an answer (no, or a difference), not a failure
  show "$@"
  local status=0
  "$bylaw" "$@" || status=$?
  [ "$status" -le 1 ]
}
short() { # a run, its first lines
  local lines=$1
  shift
  show "$@"
  "$bylaw" "$@" >"$work/out"
  head -n "$lines" "$work/out"
  [ "$(wc -l <"$work/out")" -le "$lines" ] || echo '…'
}

say '名册：5,000 名虚构的高龄老年人，GB18030 的 CSV，像区县民政局手里的那样。'
run import old-age-allowance examples/shenyang/registry.csv --db "$db" --on 2025-06-16 --by 张经办 --why 2025年6月名册

say '发放 2025年6月：账本从这个月开始；当月申请的，从应得之月起补发；不能确定的都列出来。'
run pay old-age-allowance --month 2025-06 --on 2025-06-25 --db "$db"

say '再发放一次：没有变化。'
short 6 pay old-age-allowance --month 2025-06 --on 2025-06-26 --db "$db"

say '7月、8月。'
short 8 pay old-age-allowance --month 2025-07 --on 2025-07-25 --db "$db"
short 8 pay old-age-allowance --month 2025-08 --on 2025-08-25 --db "$db"

say '9月才知道的事：一位6月离世，一位3月起是低保，一位92岁才申请，一位迁转补录。'
run record elder 210100193102120854 death_date=2025-06-19 --on 2025-09-04 --why 公安死亡信息比对 --db "$db"
run record elder 210100194009199240 low_income=皇姑区 --from 2025-03-12 --on 2025-09-05 --why 低保系统比对 --db "$db"
run record elder 210100193212183223 'applied=2025-09-02|户籍地居（村）委会' --on 2025-09-08 --why 本人申请 --db "$db"
run record elder 210100194304153843 hukou=浑南区 'transfers=2025-07-03|浑南区' --from 2025-06-20 --on 2025-09-09 --why 迁转手续补录 --db "$db"

say '发放 2025年9月：差额逐月补发、追缴，或在区县之间结算，都带条文和原因。'
run pay old-age-allowance --month 2025-09 --on 2025-09-25 --db "$db" --xlsx "$out/2025-09.xlsx"

say '为什么追缴：只凭数据库，用存档的政策版本和当时所知的事实重新推出。'
run replay old-age-allowance 210100193102120854 --month 2025-08 --run 4 --db "$db"
say '为什么补发。'
run replay old-age-allowance 210100193212183223 --month 2025-08 --run 4 --db "$db"

say '全部重新计算一遍：账与应发一致。'
run verify --db "$db"

say '第二十七条：资金测算。'
short 12 budget old-age-allowance --years 2026-2027 --db "$db"

say '要是80–89周岁提到40元：多少人、多少钱、哪些区县，发放之前就知道。'
short 16 compare old-age-allowance due --to parameter:rate_80s=40 --month 2025-09 --db "$db"
tr -s ' ' <"$work/out" | grep -q ' 30.00 40.00 [0-9,]* 第十二条、第四条第1项' ||
  { cat "$work/out"; echo 'demo: nobody goes from 30.00 to 40.00' >&2; exit 1; }

say '单项决定、解释，和不经编译改一个金额：examples/decisions.sh；名册、账本与表格在这里：'
ls "$out"
