# Messages are put together of Chinese and of names that are not: "ruling没有写完", "参数 ‘X’缺少", "document没有", "requires没有", "fact.date的 … 应为true 或 false".
# A blank stands between Chinese and letters, digits or a quotation, none between Chinese and Chinese; what reads badly says it in other words.
. "$REGRESSION/support.sh"
register
told() { # fact=value, what is said
  refused record 210100194001053212 2025-06-20 "$1"
  says "错误：$2"
}
told 'ruling={"decision":' 'ruling 没有写完（'
told 'ruling=[]' 'ruling 应为 JSON 对象 { … }，得到数组'
told 'ruling={"to":1,"to":2}' 'ruling 里同一个键写了两次：to'
told returned=run:99 'returned：第 99 次发放里没有这个人的款项'
told returned=2025-06:run=99 'returned：第 99 次发放里 2025-06 没有这个人的款项'
told returned=2025-06 'returned：没有给这个人发放过 2025-06 的款项'
told 身份证号=21010019400105321 '身份证号："2101***********21"：身份证号应为18位'
refused run decide "$policy" standard --month 2025-06 --facts '{"a":1e999}'
says '错误：事实里的数字太大（'
refused run decide "$policy" standard --month 2025-06 --facts '{'
says '错误：事实没有写完（'

declared() { # declaration, what is said of it
  {
    echo 'local act = document { id = "words", number = "试〔2025〕1号", title = "试验办法", issuers = { "试验局" }, issued = "2024-12-01",'
    echo '  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }'
    printf '%s\nreturn act\n' "$1"
  } >"$work/words.lua"
  refused run check words --policies "$work/words.lua"
  says "错误：$2"
}
number='number = fact.text { label = "编号" }'
declared 'act:parameter("rate", { cite = "第二条", { from = "2025-01-01", value = yuan(10) } })' '参数 ‘rate’ 缺少 ‘label’'
declared 'act:parameter("rate", { label = "标准", cite = "第二条", { value = yuan(10) } })' '参数 ‘rate’ 的一行没有日期'
declared 'act:parameter("rate", { label = "标准", cite = "第二条", { from = "2025-01-01", foo = 1 } })' '参数 ‘rate’ 的一行没有 ‘foo’ 这一项'
declared "act:facts('base', { label = '基地', key = 'number', $number, d = fact.date { label = '日期', optional = 3 } })" \
  '事实 fact.date 的 ‘optional’ 应为 true 或 false，得到整数'
declared "act:facts('base', { label = '基地', key = 'number', $number, d = fact.timeline(fact.district) { label = '日期' } })" \
  '事实 fact.timeline 缺少 ‘absent’'
declared 'local x = act.foo' 'document 没有 ‘foo’'
declared 'act:duty("第一条", { foo = 1 })' 'duty 没有 ‘foo’ 这一项'
base="act:facts('base', { label = '基地', key = 'number', $number })
local d = act:decision('d', { label = '决定', of = 'base', per = 'month', gives = 'money', else_give = yuan(0), cite = '第一条' })"
declared "$base
d:requires('第一条', 't', { foo = 1 })" 'requires 没有 ‘foo’ 这一项'
declared "$base
d:rule('第一条', { give = yuan(1) })
act:payment('grant', { label = '补贴', cite = '第一条', pays = 'x', first_month = 'm', before_ledger = 'closed' })" '发放 ‘grant’ 的 pays ‘x’ 没有声明'
