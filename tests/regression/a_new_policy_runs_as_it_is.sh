# What `bylaw new` writes loads, checks without a word and passes its scenarios, which reach all of it, on whatever day it is written; files that
# are there stay as they are, and what is refused leaves nothing.
. "$REGRESSION/support.sh"
unset BYLAW_POLICIES
case $BYLAW in /*) ;; *) BYLAW=$PWD/$BYLAW ;; esac
for day in 2026-01-31 2028-02-29 2027-12-31 2026-03-01; do
  export BYLAW_TODAY=$day
  mkdir "$work/$day" && cd "$work/$day" || exit 2
  done_well run new heating-grant --title 冬季取暖补贴办法 --number 示〔2026〕1号
  done_well run check heating-grant
  says '0 个错误，0 个警告，0 条说明'
  done_well run test --coverage
  says '通过 12 项，未通过 0 项'
  says 全部触及
  done_well run list
  says 冬季取暖补贴办法
done
cp -r . "$work/before"
refused run new heating-grant
says '已经有文件'
rm policies/heating_grant.lua
refused run new heating-grant
[ ! -e policies/heating_grant.lua ] || fail 'a policy without its scenarios is left'
cmp -s tests/scenarios/heating_grant.lua "$work/before/tests/scenarios/heating_grant.lua" || fail 'the scenarios were touched'
for id in Heating '' heat_grant -x 1x 'a b' ../x; do refused run new "$id"; done
refused run new other --title 'a"b'
refused run new other --policies /dev/null/x
[ ! -e policies/other.lua ] && [ ! -e tests/scenarios/other.lua ] || fail 'something is left'
done_well run new other-grant --policies "$work/p" --scenarios-in "$work/s" --json
[ -s "$work/p/other_grant.lua" ] && [ -s "$work/s/other_grant.lua" ] || fail "not written: $out"
done_well run test "$work/s/other_grant.lua" --policies "$work/p"
