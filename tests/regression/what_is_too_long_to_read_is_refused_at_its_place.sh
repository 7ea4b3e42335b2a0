# Each of these texts hung or crashed as it was loaded (150,000 `and`, 300,000 closures ...). Each must end with a message and its line,
# or load, on a stack of 256 KiB. In the middle of each stands what is said.
. "$REGRESSION/support.sh"
ulimit -s 256
many() { # text, times
  awk -v text="$1" -v times="$2" 'BEGIN { for (i = 0; i < times; i++) printf "%s", text }'
}
text() { # the middle of a policy
  cat <<'LUA'
local act = document { id = "long", number = "试1号", title = "试验", issuers = { "局" }, issued = "2025-01-10",
  in_force = { from = "2025-01-01", cite = "第一条" }, outline = { articles = 3 } }
act:facts("p", { label = "人", n = fact.count { label = "数" },
  l = fact.list { label = "记录", on = fact.date { label = "日" } } })
LUA
  cat
  cat <<'LUA'
local d = act:decision("d", { label = "决定", of = "p", per = "month", gives = "money", else_give = yuan(0) })
d:rule("第三条", { when = "t", give = yuan(5) })
return act
LUA
}
term() { # its body
  echo 'act:term("t", { cite = "第二条", is = function(p, m, law)'
  cat
  echo 'end })'
}
refuses() { # the message; the policy comes in
  cat >"$work/long.lua"
  timeout 600 "$BYLAW" check "$work/long.lua" >"$work/out" 2>&1
  status=$?
  out=$(head -c 1000 "$work/out" | tr -d '\0')
  [ "$status" -lt 124 ] || fail "status $status instead of: $1"
  says "$1"
  says "long.lua:"
}
{ echo 'return true'; many ' and true' 150000; } | term | text | refuses '‘and’ 与 ‘or’超过 1000 个'
{ echo 'if p.n == 1 then return true'; many ' elseif p.n == 2 then return true' 150000; echo ' end'; } | term | text |
  refuses '‘elseif’超过 1000 个'
{ echo 'while true do'; many ' if p.n == 1 then break end' 100000; echo ' end'; } | term | text | refuses '‘break’超过 1000 个'
{ echo 'return p.l'; many ':where{}' 200000; echo ':any{}'; } | term | text | refuses '字段与调用超过 200 个'
{ echo 'return p'; many '()' 300000; } | term | text | refuses '字段与调用超过 200 个'
{ echo 'local t = {'; many '1,' 1000000; seq 1 2000 | sed 's/.*/k&=1,/'; echo '}'; } | text | refuses '内存已经超出限制'
{ echo 'local t = {'; many '{},' 1300000; echo '}'; } | text | refuses '内存已经超出限制'
{ echo -n 'act:uncoded("'; many 第 333333; echo '", "x")'; } | text | refuses '引用太长：999999 字节'
# a chain of closures is long, not deep: it loads
{
  echo 'local f = function() return true end'
  echo 'for i = 1, 300000 do local g = f; f = function() return g end end'
  echo 'return f() ~= nil' | term
} | text >"$work/long.lua"
done_well run check "$work/long.lua"
# a million plain items and 2,000 names fit into more memory; a name twice is told by both its lines
{
  echo 'local t = {'
  many '1,' 100000
  seq 1 2000 | sed 's/.*/k&=1,/'
  echo 'k7 = 2 }'
} | text | refuses '一张表里有 2001 个名称'
{ echo 'local t = { a = 1,'; many '1,' 100000; echo; echo 'a = 2 }'; } | text | refuses '‘a’ 写了两次（第 5 行已经写过）'
cat >"$work/deep.lua" <<'LUA'
policy "old-age-allowance"
local t = {}
for i = 1, 200000 do t = { hukou = t } end
scenario "太深" { person { elder = t }, elder = t, month = "2025-06", due = "1.00" }
LUA
run test "$work/deep.lua" --policies policies && fail "deep facts are taken: $out"
says "事实套了 20 层以上的表"
