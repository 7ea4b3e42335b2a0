# An error of a term was half Chinese, half Lua's own English: 这两种值不能比较大小（Lua：attempt to compare number with nil）, and what was not in the table
# was English alone (脚本出错（Lua：table index is nil）). The message is Chinese: what is wrong, with types and names, the line, the article, what to do.
. "$REGRESSION/support.sh"
body() { # a line of a term: what is said of it
  cat >"$work/term.lua" <<LUA
local act = document { id = "words", number = "试〔2025〕1号", title = "试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }
act:facts("base", { label = "基地", key = "number", number = fact.text { label = "编号" } })
local d = act:decision("d", { label = "决定", of = "base", per = "month", gives = "money", else_give = yuan(0), cite = "第一条" })
act:term("t", { cite = "第二条", text = "术语", is = function(base, when, law)
  local x, y = nil, {}
  $1
end })
d:rule("第一条", { when = "t", give = yuan(1) })
return act
LUA
  refused run decide words d --month 2025-06 --facts '{"number":"1"}' --policies "$work/term.lua"
  says "term.lua:7: 错误：$2（第"
  case $out in *Lua* | *attempt* | *expected* | *bad\ * | *invalid* | *index* | *' value'*) fail "English: $out" ;; esac
  case $out in *建议：*) ;; *) fail "nothing to do: $out" ;; esac
}
body 'return 1 < x' '数(number)与空值(nil)不能比较大小'
body 'return "a" < 1' '文字(string)与数(number)不能比较大小'
body 'return {} < {}' '表(table)与表(table)不能比较大小'
body 'return x.foo' '读取了空值(nil)的项：‘x’'
body 'return y.a.b' '读取了空值(nil)的项：‘a’'
body 'return y:foo()' '调用了空值(nil)：‘foo’'
body 'return y()' '调用了不是函数的值：‘y’ 是表(table)'
body 'return x + 1' '空值(nil)不能运算：‘x’'
body 'return -y' '这种值不能运算：‘y’ 是表(table)'
body 'return (3 | y) > 1' '这种值不能作位运算：‘y’ 是表(table)'
body 'return ("a" .. x) == "b"' '这种值不能拼接成文字：‘x’ 是空值(nil)'
body 'return #x > 1' '这种值没有长度（#）：‘x’ 是空值(nil)'
body 'return 1 // 0 > 1' '除以零'
body 'return 1 % 0 > 1' '除以零'
body 'y[x] = 1 return true' '空值(nil)不能作表的键'
body 'for i = 1, "x" do end return true' 'for 的起点、终点与步长必须是整数'
body 'for i = 1, 3, 0 do end return true' 'for 的步长不能是 0'
body 'for k in 3 do end return true' '调用了不是函数的值：数(number)'
body 'return string.format("%d", "x") == "a"' '函数的第 2 个参数不对：应为数(number)，得到文字(string)'
body 'return string.char(300) == "a"' '函数的第 1 个参数不对：超出范围'
body 'return select(0) == 1' '函数 select 的第 1 个参数不对：超出范围'
body 'return table.concat({ {} }) == "a"' 'table.concat 的表里有不能拼接的项'
body 'return utf8.offset("中", 1, 2) == 1' '从一个汉字的中间开始读'
