# A fact or an input that stands as a condition is told by its label, not by the name in the program; and an input of a name that another
# decision has already is refused at load: the second decision failed for everybody.
. "$REGRESSION/support.sh"
write() { # name of the second decision's input
  cat >"$work/flag.lua" <<LUA
local act = document { id = "flag", number = "示〔2025〕11号", title = "示例", issuers = "示例单位", interpreter = { "示例单位", cite = "第四条" },
  issued = "2025-01-01", in_force = { from = "2025-01-01", cite = "第四条" }, outline = { articles = 4 } }
act:facts("p", { label = "人", flag = fact.boolean { label = "已登记备案", optional = true } })
local d = act:decision("d", { label = "决定", of = "p", per = "month", gives = "money", cite = "第二条", else_give = yuan(0),
  given = { asks = fact.boolean { label = "本次提出申请" } } })
d:requires("第二条", "flag")
d:rule("第三条", { when = "asks", give = yuan(5) })
local other = act:decision("other", { label = "另一决定", of = "p", per = "month", gives = "money", cite = "第四条", else_give = yuan(0),
  given = { $1 = fact.boolean { label = "愿意" } } })
other:rule("第四条", { when = "$1", give = yuan(1) })
return act
LUA
}
write wishes
done_well run explain flag d --policies "$work/flag.lua" --facts '{"p": {"flag": true}, "asks": true}' --month 2025-06
says 因为：本次提出申请（第三条）
run explain flag d --policies "$work/flag.lua" --facts '{"p": {}, "asks": true}' --month 2025-06
says '“已登记备案”（第二条）'
says_not '“flag”'
done_well run decide flag other --policies "$work/flag.lua" --facts '{"p": {}, "wishes": true}' --month 2025-06
says 1.00
write asks
run check "$work/flag.lua" && fail "taken: $out"
says '输入 ‘asks’ 已是决定 ‘d’ 的输入'
