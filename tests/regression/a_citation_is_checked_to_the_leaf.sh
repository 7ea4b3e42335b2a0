# That a citation begins like a place of the document is not enough: 二（十） is no place of 二, 第四条第二款第（五）项胡 is none of 第四条. A document of headings
# lists its leaves; one of articles has 款, 项, 目 and passages written in this order; the account of `check` goes to the parts where they are listed.
. "$REGRESSION/support.sh"
document() { # outline, citation of a rule
  cat >"$work/p.lua" <<LUA
local act = document { id = "p", number = "无", title = "试", issuers = { "试验局" }, issued = "2025-05-20", in_force = { from = "2025-01-01", cite = "《通知》" },
  outline = $1 }
act:facts("x", { label = "人", key = "n", n = fact.text { label = "号" } })
local d = act:decision("d", { label = "甲", of = "x", per = "day", gives = "money" })
d:rule("$2", { give = yuan(1) })
return act
LUA
  run check p --policies "$work/p.lua"
}
headings='{ headings = { "一", "二（一）", "二（二）", "二（二）1", "四", "末段" } }'
articles='{ articles = 9, items = { ["第六条"] = 3 } }'
taken() {
  document "$@"
  [ "$status" != 2 ] || fail "refused: $2 — $out"
}
not_taken() { # outline, citation, what is said
  document "$1" "$2"
  [ "$status" = 2 ] || fail "taken: $2 — $out"
  says "$3"
}
for cite in 一 '二（一）' '二（一）第二句' '二（二）1' '二（二）1前段' '四' '末段' '一、四'; do taken "$headings" "$cite"; done
for cite in 二 '二（十）' '二（一）1' '二（二）12' '一（一）' '二(一)' '二（一）第句' '三' '四（末段）'; do not_taken "$headings" "$cite" '不在本文件的标题之中'; done
for cite in 第六条 '第六条第（二）项' '第六条第（二）项第1目' '第四条第二款第（五）项' '第六条第3项后段' '第六条末段' '第四条第二款第二句' '民法典第202条'; do
  taken "$articles" "$cite"
done
for cite in '第六条末款' '第六条(二)' '第四条第二款第（五）项胡' '第六条第项' '第四条第（五）项第二款' '第四条第（无）项' '第四条之一'; do
  not_taken "$articles" "$cite" '不是条、款、项、目的写法'
done
not_taken "$articles" '第六条第（四）项' '第六条只有3项'
not_taken "$articles" '第六条第4项' '第六条只有3项'
not_taken "$articles" '第十条' '本文件共9条'

# Of 第二条 only the first of its three parts is coded; an article that is spoken of as a whole has all of them.
parts='{ articles = 2, parts = { ["第二条"] = { "第1项", "第2项", "末段" } } }'
document "$parts" '第二条第1项'
says '第二条第2项、第二条末段没有编码，也没有登记'
document "$parts" '第二条第1项、第二条第2项第一句、第二条末段'
says_not '第二条第'
document "$headings" '二（二）1'
says '二（二）没有编码，也没有登记'
says_not '二（二）1没有编码'

# What a scenario expects is met by what stands inside it, and by nothing that only begins alike: 二（二）1 is inside 二（二）, 12 is not inside 1.
headings='{ headings = { "二（二）1", "二（二）12" } }'
expects() { # citation of the rule, citation expected, exit status
  document "$headings" "$1"
  printf 'policy "p"\nscenario "一个" { x = { n = "1" }, on = "2025-06-01", d = { "1.00", because = "%s" } }\n' "$2" >"$work/s.lua"
  run test "$work/s.lua" --policies "$work/p.lua"
  [ "$status" = "$3" ] || fail "$1 for $2: status $status — $out"
}
expects '二（二）1第二句' '二（二）1' 0
expects '二（二）12' '二（二）' 0
expects '二（二）12' '二（二）1' 1
