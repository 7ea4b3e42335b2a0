# A letter told an elder neither what to bring nor where, by when, and how to object; it carried every requirement of a grant and
# warnings to the office. It says what the policy declares, and nothing that only programs need.
. "$REGRESSION/support.sh"
mine=$REGRESSION/policies/a_letter_says_what_to_do.lua
letter() { # facts, options...
  local facts=$1
  shift
  run explain letters grant --month 2025-06 --facts "$facts" --letter --policies "$mine" "$@"
}

# Refused: what to bring with the case in which it is needed, by when (the day from its parameter), where, and the remedies.
letter '{"poor":false,"path":"in_person"}'
says '您申请的困难补贴（2025年6月），经审核，结果如下：
不符合条件。现将全部理由一次性告知如下：
1. 家庭不困难（第二条）'
says '需要携带（第三条）：身份证；地址证明（邮寄的）。
办理期限：每月15日以前（第三条）。
办理地点：街道办事处（第五条）。
上述情况如有错误，或者以后发生变化，请告知街道办事处（第五条）。
不服的，可以申请行政复议或者提起行政诉讼。（《中华人民共和国行政复议法》第二十条）'
says '以上条件满足以后，可以再次提出申请。'
says_not '离开日期：无' # what need not be told and is not there
[ -z "$(tr -d ',./0-9 \n()' <<<"$out" | grep -o '[A-Za-z_]\+')" ] || fail "an identifier: $out"

# What cannot be mended: nothing to bring, no invitation to ask again, but the remedies.
letter '{"poor":true,"path":"by_post","left":"2025-02-01"}'
says '已离开（第二条）'
says_not 需要携带
says_not 再次提出
says 行政复议

# Granted: the reasons that decided it, the warning for the person and not the one for the office, no remedies unless the policy wants
# them there. (30 + 20) yuan a month for three months are 150 yuan.
letter '{"poor":true,"path":"by_post"}'
says '补贴：150.00 元。'
says 邮寄的请留意查收
says_not 人工复核
says_not 需要携带
says_not 行政复议
sed 's/第二十条" }$/第二十条", favourable = true }/' "$mine" >"$work/favourable.lua"
run explain letters grant --month 2025-06 --facts '{"poor":true,"path":"by_post"}' --letter --policies "$work/favourable.lua"
says 行政复议

# Missing facts are asked for; there is nothing to object to yet. A decision without a letter of its own invents no office.
letter '{"path":"by_post"}'
says '1. 家庭困难'
says 办理地点：街道办事处
says_not 行政复议
run explain letters plain --month 2025-06 --facts '{"poor":false}' --letter --policies "$mine"
says '您2025年6月的资格，经审核，结果如下：
资格：否。'
says 请告知受理机关
says 行政复议 # a no is not favourable
says_not 街道办事处

# For programs.
run explain letters grant --month 2025-06 --facts '{"poor":false,"path":"by_post"}' --json --policies "$mine"
says '"letter":{"about":"困难补贴","bring":[{"item":"身份证","article":"第三条"},{"item":"地址证明","article":"第三条","when":"邮寄"}],"by":{"text":"每月15日以前","article":"第三条"},"at":{"text":"街道办事处","article":"第五条"},"changes":{"text":"请告知街道办事处","article":"第五条"},"remedies":{"text":"不服的，可以申请行政复议或者提起行政诉讼。","source":"《中华人民共和国行政复议法》第二十条"}}'

# Remedies without a source are refused by check; a policy without remedies has none.
sed 's/, *source = "[^"]*" }$/ }/;s/诉讼。",$/诉讼。" }/' "$mine" >"$work/no_source.lua"
refused run check --quick "$work/no_source.lua"
says '缺少 ‘source’'
sed '/^act:remedies/d' "$mine" >"$work/none.lua"
run explain letters grant --month 2025-06 --facts '{"poor":false,"path":"by_post"}' --letter --policies "$work/none.lua"
says_not 行政复议

# The allowance: sixty days and six months, the office, the papers; the day for switching from its parameters; a death is no invitation.
never='{"birth_date":"1940-01-05","hukou":"和平区","low_income":null,"applied":[]}'
run explain "$policy" due --month 2025-06 --facts "$never" --letter
says 六十日内
says 六个月内
says '《中华人民共和国行政复议法》第二十条'
says '《中华人民共和国行政诉讼法》第四十四条、第四十六条'
says '需要携带（第八条）：身份证原件；户口簿原件（有户口簿的）'
says '办理地点：老年人户籍地或居住地居（村）民委员会'
says_not 9999
run explain "$policy" due --month 2025-08 --letter --facts "${never%\}},\"death_date\":\"2025-06-19\"}"
says 截至上月末已离世
says_not 再次提出
says_not 需要携带
run explain "$policy" switch_from --on 2025-11-10 --letter --facts '{"requested_on":"2025-11-10","choices":[{"on":"2025-01-05","choice":"home_care"}]}'
says 每年10月31日以前提出
