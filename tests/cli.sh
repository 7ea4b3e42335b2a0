#!/usr/bin/env bash
# The program `bylaw` from outside: verbs, options, exit statuses, input that is wrong, what it must never print, and that a
# changed line of a policy holds at the next call. Usage: tests/cli.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 1
build=${1:-build}
bylaw=$build/bylaw
export BYLAW_POLICIES=policies # named, so that nothing is said about it
passed=0 failed=0 seconds=600
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -x "$bylaw" ] || make --no-print-directory BUILD="$build" "$bylaw" >"$work/make" 2>&1 || tail -5 "$work/make"

# --- how to say it -----------------------------------------------------------------------------------------------------
good() { # name
  passed=$((passed + 1))
  echo "ok $((passed + failed)) - cli: $1"
}
bad() { # name, expected, got
  failed=$((failed + 1))
  echo "not ok $((passed + failed)) - cli: $1"
  echo "  expected: $2" | head -12
  echo "  got: $3" | head -12 | cut -c1-400
}
same() { # name, expected, got
  if [ "$2" = "$3" ]; then good "$1"; else bad "$1" "$2" "$3"; fi
}
differ() { # name, one, other: neither is empty, and they differ
  if [ -n "$2" ] && [ -n "$3" ] && [ "$2" != "$3" ]; then good "$1"; else bad "$1" "not $2" "$3"; fi
}

# Run the program; standard input is $input. Leaves $status, $out and $err.
input=/dev/null
call() {
  timeout "$seconds" "$bylaw" "$@" <"$input" >"$work/out" 2>"$work/err"
  status=$?
  out=$(tr -d '\0' <"$work/out") err=$(tr -d '\0' <"$work/err")
}

# Whether each line of `wanted` occurs in `text`. '*' is anything; '' is nothing at all.
holds() { # wanted, text
  local line
  [ "$1" = '*' ] && return 0
  [ -n "$1" ] || { [ -z "$2" ] && return 0 || return 1; }
  while IFS= read -r line; do
    case $2 in *"$line"*) ;; *) return 1 ;; esac
  done <<<"$1"
}

# name, exit status, what stands in standard output, what stands in standard error, arguments...
try() {
  local name=$1 wanted=$2 in_out=$3 in_err=$4
  shift 4
  call "$@"
  if [ "$status" -eq "$wanted" ] && holds "$in_out" "$out" && holds "$in_err" "$err"; then good "$name"; else
    bad "$name" "status $wanted; out: ${in_out:-(nothing)}; err: ${in_err:-(nothing)}" "status $status; out: $out; err: $err"
  fi
}

# A strict reader of JSON: prints the keys of an object, or `array N`; fails on anything else, also on a key twice.
cat >"$work/json.lua" <<'LUA'
local s, at = io.read "a", 1
local value
local function fail(why) error(why .. " at byte " .. at, 0) end
local function space() at = s:find("[^ \t\r\n]", at) or #s + 1 end
local function take(c)
  space()
  if s:sub(at, at) ~= c then return false end
  at = at + 1
  return true
end
local function text()
  space()
  local from = at
  if not take '"' then fail "no string" end
  while s:sub(at, at) ~= '"' do
    if s:byte(at) == nil or s:byte(at) < 32 then fail "string not closed" end
    local stop = s:match('^\\["\\/bfnrt]()', at) or s:match("^\\u%x%x%x%x()", at) or s:match("^[^\\]()", at)
    at = stop or fail "escape"
  end
  at = at + 1
  return s:sub(from + 1, at - 2)
end
local function list(close, one)
  local n = 0
  if take(close) then return n end
  repeat
    one()
    n = n + 1
  until not take ","
  if not take(close) then fail("no " .. close) end
  return n
end
function value()
  if take "{" then
    local keys, seen = {}, {}
    list("}", function()
      local key = text()
      if seen[key] then fail("key twice: " .. key) end
      seen[key], keys[#keys + 1] = true, key
      if not take ":" then fail "no colon" end
      value()
    end)
    return table.concat(keys, " ")
  elseif take "[" then
    return "array " .. list("]", value)
  elseif s:sub(at, at) == '"' then
    return text()
  end
  local word = s:match("^[%w+.-]+", at) or fail "no value"
  local number = word:match "^%-?%d+%.?%d*[eE]?[+-]?%d*$" and not word:match "^%-?0%d" and tonumber(word)
  if not number and word ~= "true" and word ~= "false" and word ~= "null" then fail("word " .. word) end
  at = at + #word
  return word
end
if not utf8.len(s) then fail "not UTF-8" end
local shape = value()
space()
if at <= #s then fail "something follows" end
print(shape)
LUA

# A strict reader of XML without namespaces and comments: prints the names of its elements in the order in which they open.
cat >"$work/xml.lua" <<'LUA'
local s = io.read "a"
local open, names = {}, {}
assert(utf8.len(s), "not UTF-8")
local at = assert(s:match '^<%?xml version="1.0" encoding="UTF%-8"%?>%s*()', "no declaration")
local function plain(text)
  for what in text:gmatch "&[^;]*;?" do
    assert(what:match "^&[lg]t;$" or what:match "^&amp;$" or what:match "^&quot;$" or what:match "^&#%d+;$", "entity " .. what)
  end
end
while at <= #s do
  local text, stop = s:match("^([^<]*)()", at)
  assert(text:match "^%s*$" or #open > 0, "text outside")
  plain(text)
  at = stop
  if at > #s then break end
  local close, name, inside, empty, past = s:match('^<(/?)(%w+)([^<>]-)(/?)>()', at)
  assert(name, "bad tag at byte " .. at)
  for key, said in inside:gmatch '(%w+)="([^"]*)"' do plain(key .. said) end
  assert(inside:gsub('%s+%w+="[^"]*"', "") == "", "bad attributes: " .. inside)
  if close == "/" then
    assert(table.remove(open) == name, "closes " .. name)
  else
    names[#names + 1] = name
    if empty == "" then open[#open + 1] = name end
  end
  at = past
end
assert(#open == 0, "not closed")
print(table.concat(names, " "))
LUA

shape() { # json|xml, file: its shape, or what is wrong with it
  lua5.4 "$work/$1.lua" <"$2" 2>&1
}
json() { # name, exit status, shape (a pattern of the shell), arguments...
  local name=$1 wanted=$2 pattern=$3 got
  shift 3
  call "$@"
  got=$(shape json "$work/out")
  # shellcheck disable=SC2053
  if [ "$status" -eq "$wanted" ] && [[ $got == $pattern ]] && [ "$(wc -l <"$work/out")" -eq 1 ]; then good "$name"; else
    bad "$name" "status $wanted, one line of JSON: $pattern" "status $status: $got $err"
  fi
}
refused=0
for sample in '{"a":1,"a":2}' '{"a":1} x' '{"a":01}' '[1,]' '{"a" 1}' '"a' ''; do
  printf '%s' "$sample" >"$work/sample"
  shape json "$work/sample" >/dev/null || refused=$((refused + 1))
done
same 'the reader of JSON refuses what is none' 7 $refused
refused=0
for sample in '<a></b>' '<a b=c/>' '<a>&x;</a>' '<a>' '<a/>x'; do
  printf '<?xml version="1.0" encoding="UTF-8"?>\n%s' "$sample" >"$work/sample"
  shape xml "$work/sample" >/dev/null || refused=$((refused + 1))
done
same 'the reader of XML refuses what is none' 5 $refused

# --- whom it is about --------------------------------------------------------------------------------------------------
policy=old-age-allowance
policies=$(ls policies/*.lua | wc -l)
text=policies/old_age_allowance.lua
id=210102194006151236 # a valid number: its check character is right
rest='"low_income":null,"applied":[{"on":"2025-01-06"}]'
usual="{\"birth_date\":\"1940-06-15\",\"hukou\":\"和平区\",$rest}"
ask() { # name, exit status, out, err, decision, facts, more arguments...
  local name=$1 wanted=$2 in_out=$3 in_err=$4 decision=$5 facts=$6
  shift 6
  try "$name" "$wanted" "$in_out" "$in_err" decide $policy "$decision" --month 2025-06 --facts "$facts" "$@"
}
born() { # date of birth
  echo "{\"birth_date\":\"$1\",\"hukou\":\"和平区\",$rest}"
}

# --- 1. verbs and their help -------------------------------------------------------------------------------------------
verbs='list show check decide explain explore test pay budget record import export verify replay help version'
for verb in $verbs; do
  example=$'用法：bylaw '"$verb"$'\n例：\n  bylaw '"$verb"
  try "$verb --help shows the usage and an example" 0 "$example" '' "$verb" --help
  help=$out
  call help "$verb"
  same "help $verb says the same as $verb --help" "$help" "$out"
  call "$verb" -h
  same "$verb -h says the same as $verb --help" "$help" "$out"
done
try 'help lists every verb' 0 "$(printf '  %s\n' $verbs)" '' help
everything=$out
call --help
same '--help says the same as help' "$everything" "$out"
try 'without a verb the usage stands in standard error' 2 '' '用法：bylaw' 
try '--version is the version' 0 'bylaw 0.1.0' '' --version
try '--help wins over whatever else is wrong' 0 '用法：bylaw decide' '' decide --help --frobnicate
try 'list names the policy and its decisions' 0 $'old-age-allowance\n沈民发〔2025〕21号\nstandard、due、payer' '' list
try 'show has decisions, facts, parameters, readings, articles' 0 \
  $'决定 standard：月标准\n事实：老年人（elder）\n参数\n适用口径（\n条文\n第三十条' '' show $policy
try 'show gives the four standards of article four' 0 $'30.00\n100.00\n200.00\n800.00' '' show $policy
try 'check finds no error and no warning in the policies' 0 "检查了 $policies 项政策：0 个错误，0 个警告" '' check
try 'decide gives the outcome with its article' 0 $'结果：30.00\n依据：第四条第1项' '' \
  decide $policy standard --month 2025-06 --facts "$usual"
try 'explain gives outcome, article, fact, parameter and reading' 0 \
  $'结果：30.00 元\n第四条第1项\n出生日期：1940年6月15日\n= 30.00 元/月\n所采用的适用口径\n政策版本' '' \
  explain $policy standard --month 2025-06 --facts "$usual" --path
try 'test runs all scenarios' 0 ' 项，未通过 0 项' '' test
try 'version is the version' 0 'bylaw 0.1.0' '' version

# --- 2. JSON -----------------------------------------------------------------------------------------------------------
keys='policy version decision month deciding outcome because failed warnings parameters readings facts'
json 'list --json is an array of policies' 0 "array $policies" list --json
same 'list --json has the id and the decisions' '1' \
  "$(grep -c '"id":"old-age-allowance".*"decisions":\["standard","due","payer"' "$work/out")"
json 'show --json is an object with the law in it' 0 'id *decisions*articles*' show $policy --json
json 'check --json is an array' 0 'array *' check --json
json 'version --json is an object' 0 'version number semantics' version --json
json 'test --json is an array' 0 'array *' test tests/scenarios --json
for verb in decide explain; do
  [ $verb = explain ] && more=' path letter path_complete' || more=
  json "$verb --json has exactly its keys" 0 "$keys$more" "$verb" $policy standard --month 2025-06 --facts "$usual" --json
  same "$verb --json: the fields" 1 "$(grep -cE '^\{"policy":"old-age-allowance","version":"[0-9a-f]{64}","decision":"standard","month":"2025-06","deciding":"2025-06-30","outcome":"30.00","because":\[\{"article":"第四条第1项",' "$work/out")"
  same "$verb --json: the parameter with its value and article" 1 \
    "$(grep -c '"value":"30.00","issued":"2025-05-20","parameter":"rate_80s","label":"[^"]*","article":"第四条第1项"' "$work/out")"
done
young=$(born 1946-07-01)
json 'a refusal has the same keys' 1 "$keys" decide $policy standard --month 2025-06 --facts "$young" --json
same 'a refusal says which article failed' 1 "$(grep -c '"outcome":{"refused":\[{"article":"第三条第1项、第三条第2项"' "$work/out")"
json 'a question has the same keys' 1 "$keys" decide $policy standard --month 2025-06 --json
same 'a question names the facts that are missing' 1 "$(grep -c '"outcome":{"needs":\[{"name":"birth_date"' "$work/out")"
json 'a decision by day says `on` where one by month says `month`' 0 "${keys/month/on}" \
  decide $policy materials --on 2025-06-30 --json --facts "{\"elder\":$usual,\"by_agent\":false}"
same 'a list is an array' 1 "$(grep -c '"outcome":\["身份证原件","户口簿原件","银行卡原件"\]' "$work/out")"
json 'check --json tells what did not load' 2 'array 1' check tests/bad/broken.lua --json
same 'check --json has file, line and column of it' 1 \
  "$(grep -c '"level":"error","file":"tests/bad/broken.lua","line":6,"column":24' "$work/out")"
json 'list --json of a broken folder is still JSON' 2 'array 0' list --policies tests/bad --json

# --- 3. kinds of outcome and their exit status; values by hand from articles four, six, eight, twelve and thirteen -----
ask 'value: 80 years, 30 yuan' 0 '结果：30.00' '' standard "$(born 1945-06-30)"
ask 'value: 80 years and low income, 100 yuan' 0 '结果：100.00' '' standard \
  '{"birth_date":"1942-04-18","hukou":"和平区","low_income":"和平区","applied":[]}'
ask 'value: 90 years in this month, 200 yuan' 0 '结果：200.00' '' standard "$(born 1935-06-30)"
ask 'value: 100 years in this month, 800 yuan' 0 '结果：800.00' '' standard "$(born 1925-06-30)"
ask 'value: a day short of 90 years at the end of the month, 30 yuan' 0 '结果：30.00' '' standard "$(born 1935-07-01)"
ask 'value: nothing is a value too' 0 '结果：0.00' '' standard \
  "{\"birth_date\":\"1940-06-15\",\"hukou\":\"和平区\",$rest,\"choices\":[{\"on\":\"2025-01-06\",\"choice\":\"home_care\"}]}"
ask 'value: due as the standard' 0 '结果：30.00' '' due "$usual"
ask 'value: a district' 0 '结果：和平区' '' payer "$usual"
try 'value: 25 October 2025 is a Saturday, so the day before' 0 '结果：2025-10-24' '' decide $policy payday --month 2025-10
try 'value: a request of 31 October holds from January' 0 '结果：2026-01' '' \
  decide $policy switch_from --on 2025-10-31 --facts "{\"requested_on\":\"2025-10-31\",\"elder\":$usual}"
ask 'refused: 79 years' 1 $'结果：不符合条件\n第三条' '' standard "$young"
ask 'refused: nobody applied' 1 $'结果：不符合条件\n第六条' '' due \
  '{"birth_date":"1940-06-15","hukou":"和平区","low_income":null,"applied":[]}'
unsure="{\"birth_date\":\"1940-06-15\",\"hukou\":\"和平区\",$rest,\"survival\":[{\"from\":\"2025-01-05\",\"value\":\"unverifiable\"}]}"
ask 'hold: nobody knows for three months whether the person lives' 1 $'结果：暂缓\n第十九条' '' due "$unsure"
ask 'hold: in JSON' 1 '"outcome":{"hold":[{"article":"第十九条"' '' due "$unsure" --json
try 'undetermined: says who decides' 1 $'结果：尚无规定\n由沈阳市民政局决定' '' \
  decide $policy standard --month 2015-06 --facts "$(born 1914-03-15)"
try 'undetermined: explained' 1 '沈阳市民政局' '' explain $policy standard --month 2015-06 --facts "$(born 1914-03-15)"
ask 'needs: the facts that are missing, by label and name' 1 $'缺少：户籍区县（hukou）\n缺少：低保（边缘）保障关系所在区县（low_income）' '' \
  standard '{"birth_date":"1940-06-15"}'
try 'needs: no facts at all' 1 '缺少：出生日期（birth_date）' '' decide $policy standard --month 2025-06
try 'needs: explained' 1 '缺少：户籍区县' '' explain $policy standard --month 2025-06 --facts '{"birth_date":"1940-06-15"}'
late="{\"birth_date\":\"1942-04-18\",\"hukou\":\"和平区\",\"low_income\":null,\"applied\":[{\"on\":\"2025-09-05\"}]}"
try 'back pay reaches back to January 2025' 0 '结果：30.00' '' decide $policy due --month 2025-01 --facts "$late" --deciding 2025-09-30
try 'the day of deciding is in the answer' 0 '"deciding":"2025-09-30"' '' \
  decide $policy due --month 2025-01 --facts "$late" --deciding 2025-09-30 --json
income='{"birth_date":"1940-06-15","hukou":"和平区","low_income":[{"from":"2025-06-10","value":"和平区"}],"applied":[{"on":"2025-01-06"}]}'
ask 'a reading: low income counts from the next month' 0 '结果：30.00' '' standard "$income"
ask 'a reading: another one by --reading' 0 '结果：100.00' '' standard "$income" --reading low_income_start=same_month
ask 'a reading: holds for its own call only' 0 '结果：30.00' '' standard "$income"
ask '--reading may be given for several readings' 0 '结果：100.00' '' standard "$income" --reading low_income_start=same_month \
  --reading first_month_80=next_month
try '--option=value is the same as --option value' 0 '结果：30.00' '' decide $policy standard --month=2025-06 "--facts=$usual"
try '-- ends the options' 0 '用法：bylaw decide' '' help -- decide

# --- 4. bad usage ------------------------------------------------------------------------------------------------------
try 'unknown verb, with a suggestion' 2 '' $'没有命令 ‘decid’\n是否想写 ‘decide’？' decid
try 'unknown verb that is like none' 2 '' $'没有命令 ‘frobnicate’\nbylaw help' frobnicate
try 'help of an unknown verb, with a suggestion' 2 '' $'没有命令 ‘chek’\n是否想写 ‘check’？' help chek
try 'unknown option, with a suggestion' 2 '' $'‘--mont’\n是否想写 ‘--month’？' decide $policy standard --mont 2025-06
try 'unknown option of list, with a suggestion' 2 '' $'‘--polices’\n是否想写 ‘--policies’？' list --polices x
try 'unknown option that is like none' 2 '' $'没有选项 ‘--frobnicate’\nbylaw help list' list --frobnicate
try 'unknown short option' 2 '' '没有选项 ‘-x’' list -x
try 'unknown policy, with a suggestion' 2 '' $'没有政策 ‘old-age-allowanc’\n是否想写 ‘old-age-allowance’？' \
  decide old-age-allowanc standard --month 2025-06
try 'unknown policy that is like none' 2 '' $'没有政策 ‘nosuch’\n已加载的政策：' show nosuch
try 'unknown decision, with a suggestion' 2 '' $'没有决定 ‘standrd’\n是否想写 ‘standard’？' decide $policy standrd --month 2025-06
try 'unknown decision that is like none' 2 '' $'没有决定 ‘zzzzzzz’\nstandard、due' decide $policy zzzzzzz --month 2025-06
try 'unknown reading, with a suggestion' 2 '' $'没有适用口径 ‘low_income_strt’\n是否想写 ‘low_income_start’？' \
  decide $policy standard --month 2025-06 --reading low_income_strt=same_month
try 'unknown option of a reading, with those there are' 2 '' $'没有选项 ‘same_mont’\nsame_month' \
  decide $policy standard --month 2025-06 --reading low_income_start=same_mont
try 'a reading without an option' 2 '' 'low_income_start' decide $policy standard --month 2025-06 --reading low_income_start
try 'one reading twice' 2 '' '给了两次' decide $policy standard --month 2025-06 --reading low_income_start=same_month \
  --reading low_income_start=next_month
try 'missing value at the end' 2 '' '选项 --month 缺少值' decide $policy standard --month
try 'missing value before another option' 2 '' '选项 --month 缺少值' decide $policy standard --month --json
try 'a value for an option that takes none' 2 '' '--json 不带值' list --json=1
try 'repeated option' 2 '' '选项 --month 只能给一次' decide $policy standard --month 2025-06 --month 2025-07
try 'repeated flag' 2 '' '选项 --json 只能给一次' list --json --json
try 'too few arguments' 2 '' $'decide 缺少参数\n用法：bylaw decide POLICY DECISION' decide $policy
try 'show without a policy' 2 '' 'show 缺少参数' show
try 'extra argument of decide' 2 '' '多余的参数 ‘extra’' decide $policy standard extra --month 2025-06
try 'extra argument of list' 2 '' '多余的参数 ‘extra’' list extra
try 'extra argument of version' 2 '' '多余的参数 ‘extra’' version extra
try 'extra argument of show' 2 '' '多余的参数' show $policy $policy
try 'extra argument of help' 2 '' '多余的参数 ‘show’' help list show
try '--month and --on together' 2 '' '--month 与 --on 只能给一个' decide $policy standard --month 2025-06 --on 2025-06-30
try 'no month for a decision by month' 2 '' $'按月\n--month' decide $policy standard
try 'a day for a decision by month' 2 '' '--month' decide $policy standard --on 2025-06-30
try 'no day for a decision by day' 2 '' '--on' decide $policy materials
try 'a month that does not exist' 2 '' '2025-13' decide $policy standard --month 2025-13
try 'a month with one digit' 2 '' '2025-6' decide $policy standard --month 2025-6
try 'an empty month' 2 '' '月份' decide $policy standard --month ''
try 'a day of deciding that is a month' 2 '' '决定之日' decide $policy standard --month 2025-06 --deciding 2025-09
try 'a known day that does not exist' 2 '' '2025-02-30' decide $policy standard --month 2025-06 --known 2025-02-30
try '--tap and --json together' 2 '' '只能给一个' test --tap --json

# --- 5. facts: from where, and what is wrong with them -----------------------------------------------------------------
printf '%s\n' "$usual" >"$work/usual.json"
ask 'facts as JSON' 0 '结果：30.00' '' standard "$usual"
ask 'facts as JSON after spaces' 0 '结果：30.00' '' standard "  $usual"
ask 'facts from a file' 0 '结果：30.00' '' standard "$work/usual.json"
ask 'facts of the subject in an object of their own' 0 '结果：30.00' '' standard "{\"elder\":$usual}"
input=$work/usual.json
ask 'facts from standard input' 0 '结果：30.00' '' standard -
try 'facts from standard input for explain' 0 '结果：30.00 元' '' explain $policy standard --month 2025-06 --facts -
input=/dev/null
ask 'facts from an empty standard input' 2 '' '没有写完' standard -
: >"$work/empty.json"
ask 'an empty file' 2 '' '没有写完' standard "$work/empty.json"
ask 'a missing file' 2 '' $'nosuch.json\n没有这个文件' standard "$work/nosuch.json"
ask 'a folder as a file' 2 '' '这是文件夹' standard "$work"
if [ "$(id -u)" -eq 0 ]; then
  ask 'a file that cannot be read' 2 '' '无法读取 /proc/self/mem' standard /proc/self/mem
else
  cp "$work/usual.json" "$work/secret.json" && chmod 000 "$work/secret.json"
  ask 'a file that cannot be read' 2 '' '没有权限' standard "$work/secret.json"
fi
mkfifo "$work/fifo"
cat "$work/usual.json" >"$work/fifo" &
ask 'facts from a pipe' 0 '结果：30.00' '' standard "$work/fifo"
wait
head -c 9000000 /dev/zero | tr '\0' ' ' >"$work/large.json"
ask 'a file of 9 MB' 2 '' $'输入太大\n8 MiB' standard "$work/large.json"
ask 'JSON: a key twice' 2 '' '同一个键写了两次' standard '{"birth_date":"1940-06-15","birth_date":"1940-06-16"}'
ask 'JSON: a key twice, deep inside' 2 '' '同一个键写了两次' standard '{"applied":[{"on":"2025-01-06","on":"2025-01-07"}]}'
ask 'JSON: trailing bytes' 2 '' '结尾之后还有内容' standard "$usual x"
ask 'JSON: a second object' 2 '' '结尾之后还有内容' standard "$usual{}"
ask 'JSON: not closed, with its place' 2 '' $'没有写完\n第 1 行' standard '{"birth_date":"1940-06-15"'
ask 'JSON: a comma too many' 2 '' 'JSON' standard '{"birth_date":"1940-06-15",}'
ask 'JSON: a NUL in a text' 2 '' '空字符' standard '{"birth_date":"\u0000"}'
printf '{"hukou":"\xff"}' >"$work/bytes.json"
ask 'JSON: bad UTF-8' 2 '' 'UTF-8' standard "$work/bytes.json"
printf '{"hukou":"\xed\xa0\x80"}' >"$work/bytes.json"
ask 'JSON: a surrogate in UTF-8' 2 '' 'UTF-8' standard "$work/bytes.json"
printf '%s\0{}' "$usual" >"$work/bytes.json"
ask 'JSON: a NUL byte after the object' 2 '' '错误：' standard "$work/bytes.json"
printf '[1]' >"$work/array.json"
ask 'JSON: an array' 2 '' '应为 JSON 对象' standard "$work/array.json"
{ printf '{"hukou":' && head -c 10000 /dev/zero | tr '\0' '[' && head -c 10000 /dev/zero | tr '\0' ']' && printf '}'; } >"$work/deep.json"
ask 'JSON: 10,000 levels' 2 '' '嵌套太深' standard "$work/deep.json"
ask 'an unknown fact, with a suggestion' 2 '' $'没有 ‘birth_dat’\n是否想写 ‘birth_date’？' standard '{"birth_dat":"1940-06-15"}'
ask 'a date that does not exist' 2 '' $'birth_date（出生日期）\n1940-02-30' standard '{"birth_date":"1940-02-30"}'
ask 'a number for a date' 2 '' $'birth_date（出生日期）\n得到整数' standard '{"birth_date":19400615}'
ask 'a district that is none, with those there are' 2 '' $'hukou（户籍区县）\n沈河区' standard '{"hukou":"朝阳区"}'
ask 'facts that contradict each other' 2 '' $'互相矛盾\n死亡日期' standard '{"birth_date":"1940-06-15","death_date":"1940-06-14"}'
ask 'null for a fact that must be there' 2 '' 'birth_date（出生日期）' standard '{"birth_date":null}'
call decide $policy standard --month 2025-06 --json --facts '{"birth_date":"1940-02-30"}'
same 'with --json, too, an error stands in standard error only' '2 ' "$status $out"

# --- 6. output that cannot be written ----------------------------------------------------------------------------------
if [ -c /dev/full ]; then
  while read -r line; do
    # shellcheck disable=SC2086
    timeout "$seconds" "$bylaw" $line >/dev/full 2>"$work/err" </dev/null
    status=$?
    if [ $status -eq 2 ] && grep -q '无法写出结果' "$work/err"; then good "a full disk is no answer: $line"; else
      bad "a full disk is no answer: $line" 'status 2: 无法写出结果' "status $status: $(cat "$work/err")"
    fi
  done <<END
list
list --json
show $policy
show $policy --json
check
check --json
decide $policy payday --month 2025-06
decide $policy payday --month 2025-06 --json
explain $policy payday --month 2025-06
test tests/scenarios/old_age_allowance_due.lua
test tests/scenarios/old_age_allowance_due.lua --tap
test tests/scenarios/old_age_allowance_due.lua --json
help
help decide
decide --help
version
version --json
END
  try 'a JUnit file on a full disk' 2 '*' '无法写入 /dev/full' test --junit /dev/full
fi

# --- 7. a number that identifies somebody is never shown in full -------------------------------------------------------
masked() { # name, exit status, facts: in no output of decide or explain, in text or JSON
  local name=$1 wanted=$2 facts=$3 verb option shown=
  for verb in decide explain; do
    for option in '' --json; do
      # shellcheck disable=SC2086
      call "$verb" $policy due --month 2025-06 $option --facts "$facts"
      [ "$status" -eq "$wanted" ] || shown="$shown status $status of $verb $option: $err"
      case $out$err in *"$id"* | *"${id:6:8}"*) shown="$shown $verb $option: $(grep -h -e "${id:6:8}" "$work/out" "$work/err" | head -1)" ;; esac
    done
  done
  same "masked: $name" '' "$shown"
}
inner="\"birth_date\":\"1940-06-15\",\"hukou\":\"和平区\",$rest"
masked 'a valid number' 0 "{\"id_number\":\"$id\",$inner}"
masked 'a valid number, when facts are missing' 1 "{\"id_number\":\"$id\"}"
masked 'a valid number, refused' 1 "{\"id_number\":\"$id\",\"birth_date\":\"1950-01-01\",\"hukou\":\"和平区\",$rest}"
masked 'a number with a wrong last character' 2 "{\"id_number\":\"${id%?}9\",$inner}"
masked 'a number with spaces around it' 2 "{\"id_number\":\" $id \",$inner}"
masked 'a number twice' 2 "{\"id_number\":\"$id$id\",$inner}"
masked 'a number without quotes' 2 "{\"id_number\":$id,$inner}"
masked 'a number in an array' 2 "{\"id_number\":[\"$id\"]}"
masked 'beside another error' 2 "{\"id_number\":\"$id\",\"birth_date\":\"1940-02-30\"}"
masked 'the key given twice' 2 "{\"id_number\":\"$id\",\"id_number\":\"$id\"}"
masked 'JSON without the colon' 2 "{\"id_number\" \"$id\",$inner}"
masked 'JSON without the closing quote' 2 "{\"id_number\":\"$id}"
masked 'JSON without the comma' 2 "{\"birth_date\":\"1940-06-15\" \"$id\"}"
masked 'JSON after the end' 2 "{} \"$id\""
masked 'the number as a key' 2 "{\"$id\":\"id_number\"}"
masked 'the number as a key twice' 2 "{\"$id\":1,\"$id\":2}"
masked 'the number as a date' 2 "{\"birth_date\":\"$id\"}"
masked 'the number as a district' 2 "{\"hukou\":\"$id\"}"
masked 'the number as a date in a list' 2 "{\"applied\":[{\"on\":\"$id\"}]}"
masked 'the number as a key in a list' 2 "{\"applied\":[{\"$id\":1}]}"
masked 'the number as a key of a ruling' 2 "{\"rulings\":[{\"$id\":1}]}"
masked 'the number as a bank card' 2 "{\"card\":\"$id\"}"
ask 'masked: beside a date of birth the rest does not give it back' 2 '' '2101************39' due "{\"id_number\":\"${id%?}9\"}"

# --- 8. no recompile: a line with a date in a policy holds at the next call --------------------------------------------
cp -r policies "$work/policies"
changed=$work/policies/old_age_allowance.lua
standard() { # month, more arguments...: the outcome in JSON
  call decide $policy standard --month "$1" --facts "$usual" --policies "$work/policies" --json "${@:2}"
  echo "$out" | sed -n 's/.*"outcome":\("[^"]*"\).*/\1/p'
}
version() {
  echo "$out" | sed -n 's/.*"version":"\([0-9a-f]*\)".*/\1/p'
}
program=$(cksum <"$bylaw")
call decide $policy standard --month 2026-01 --facts "$usual" --policies "$work/policies" --json
before=$(version)
without=${out//$before/}
same 'before the change January 2026 is 30.00' '"30.00"' "$(standard 2026-01)"
sed -i '/^act:parameter("rate_80s"/,/})$/s/ })$/,\n  { from = "2026-01-01", value = yuan(50), issued = "2026-03-10" } })/' "$changed"
same 'the change is one line' 1 "$(diff "$text" "$changed" | grep -c '^>.*yuan(50)')"
same 'after it December 2025 stays 30.00' '"30.00"' "$(standard 2025-12)"
same 'after it January 2026 is 50.00' '"50.00"' "$(standard 2026-01)"
same 'what was known on 2026-02-01 still gives 30.00 for January' '"30.00"' "$(standard 2026-01 --known 2026-02-01)"
same 'what was known on the day of issue gives 50.00' '"50.00"' "$(standard 2026-01 --known 2026-03-10)"
standard 2026-01 >/dev/null
call decide $policy standard --month 2026-01 --facts "$usual" --policies "$work/policies" --json
differ 'the version is another one' "$before" "$(version)"
same 'the outcome names the new value and its day of issue' 1 "$(grep -c '"from":"2026-01-01","to":null,"value":"50.00","issued":"2026-03-10","parameter":"rate_80s"' "$work/out")"
same 'low income is untouched' '结果：100.00' "$("$bylaw" decide $policy standard --month 2026-01 --policies "$work/policies" \
  --facts '{"birth_date":"1942-04-18","hukou":"和平区","low_income":"和平区"}' | head -1)"
same 'the program is the same' "$program" "$(cksum <"$bylaw")"
cp "$text" "$changed"
sed -i '2i -- 一行说明' "$changed"
call decide $policy standard --month 2026-01 --facts "$usual" --policies "$work/policies" --json
same 'a comment changes nothing in the answer but the version' "$without" "${out//$(version)/}"
cp "$text" "$changed"
call decide $policy standard --month 2026-01 --facts "$usual" --policies "$work/policies" --json
same 'the old text has the old version again' "$before" "$(version)"

# --- 9. where policies come from ---------------------------------------------------------------------------------------
sed -i 's/value = yuan(30)/value = yuan(35)/' "$changed"
input=$work/usual.json
at() { # name, exit status, out, err, policy, more arguments...
  local name=$1 wanted=$2 in_out=$3 in_err=$4 asked=$5
  shift 5
  try "$name" "$wanted" "$in_out" "$in_err" decide "$asked" standard --month 2025-06 --facts - "$@"
}
at 'policies by default from ./policies' 0 '结果：30.00' '' $policy
at 'policies by --policies FOLDER' 0 '结果：35.00' '' $policy --policies "$work/policies"
at 'policies by --policies FILE' 0 '结果：35.00' '' $policy --policies "$changed"
at 'a policy by its path' 0 '结果：35.00' '' "$changed"
at 'a policy by its path needs no folder' 0 '结果：35.00' '' "$changed" --policies "$work/nosuch"
export BYLAW_POLICIES=$work/policies
at 'policies by BYLAW_POLICIES' 0 '结果：35.00' '' $policy
at '--policies wins over BYLAW_POLICIES' 0 '结果：30.00' '' $policy --policies policies
BYLAW_POLICIES=$changed
at 'BYLAW_POLICIES may be a file' 0 '结果：35.00' '' $policy
BYLAW_POLICIES=
at 'an empty BYLAW_POLICIES is none' 0 '结果：30.00' '政策取自当前文件夹' $policy
export BYLAW_POLICIES=policies # named, so that nothing is said about it
input=/dev/null
at 'policies from nowhere' 2 '' '没有这个文件' $policy --policies "$work/nosuch"
mkdir "$work/none"
at 'policies from an empty folder' 2 '' '没有政策（*.lua）' $policy --policies "$work/none"
try 'list of an empty folder' 2 '' '没有政策（*.lua）' list --policies "$work/none"
at 'a pipe is no policy' 2 '' '不是普通文件' $policy --policies "$work/fifo"
cp tests/bad/broken.lua "$work/policies/"
try 'a broken policy hides no other' 2 'old-age-allowance' 'broken.lua:6:24' list --policies "$work/policies"
input=$work/usual.json
at 'a broken policy stops no other' 0 '结果：35.00' 'broken.lua:6:24' $policy --policies "$work/policies"
rm "$work/policies/broken.lua"
cp "$text" "$work/policies/twice.lua"
at 'one id in two files is not decided' 2 '' "已经在" $policy --policies "$work/policies"
input=/dev/null
rm "$work/policies/twice.lua"

# --- 10. check ---------------------------------------------------------------------------------------------------------
sed '/^act:uncoded("第一条"/d' "$text" >"$work/a.lua"
try 'check: an article that is neither coded nor registered' 1 $'警告：第一条没有编码，也没有登记\n0 个错误，1 个警告' '' check "$work/a.lua"
json 'check: the same in JSON' 1 'array *' check "$work/a.lua" --json
same 'check: a warning in JSON has level and article' 1 "$(grep -c '"level":"warning",[^}]*"article":"第一条"' "$work/out")"
sed 's/plus_years(law.first_age)/plus_years(80)/' "$text" >"$work/b.lua"
line=$(grep -n 'plus_years(80)' "$work/b.lua" | cut -d: -f1)
before_number=$(sed -n "${line}s/80):month().*//p" "$work/b.lua")
place=$work/b.lua:$line:$(($(printf '%s' "$before_number" | lua5.4 -e 'print(utf8.len(io.read "a"))') + 1)) # characters, not bytes
try 'check: a bare number in a term, with line and column' 1 "$place: 警告：规则里有直接写入的数值 80" '' check "$work/b.lua"
try 'check: several policies, the worst decides' 2 '直接写入的数值 80' '没有政策 ‘nosuch’' check "$work/b.lua" nosuch
try 'check: a policy that is not there is not counted' 2 '检查了 0 项政策' '没有政策 ‘nosuch’' check nosuch
caret() { # name, columns before it
  same "$1" "$(printf "%${2}s^" '')" "$(grep -E '^ *\^$' "$work/err")"
}
try 'check: a broken policy, with the line and a suggestion' 2 '检查了 0 项政策' \
  $'tests/bad/broken.lua:6:24: 错误：\n‘bigg’\n  d:rule("第一条", { when = "bigg", give = true })\n是否想写 ‘big’？' check tests/bad/broken.lua
caret 'check: the caret stands under the name' 28 # two spaces, 23 characters, 3 of them wide
try 'show: a broken policy' 2 '' 'tests/bad/broken.lua:6:24' show tests/bad/broken.lua
try 'decide: a broken policy' 2 '' 'tests/bad/broken.lua:6:24' decide tests/bad/broken.lua d --on 2025-01-01
printf 'local act = document {\n  id = = "x" }\n' >"$work/c.lua"
try 'check: a policy that is not Lua, with line and column' 2 '*' "$work/c.lua:2:8: 错误："$'\n    id = = "x" }' check "$work/c.lua"
caret 'check: the caret stands under the second =' 9
try 'check: a missing policy' 2 '*' '没有这个文件' check "$work/nosuch.lua"
: >"$work/d.lua"
try 'check: an empty policy' 2 '*' '错误：' check "$work/d.lua"

# --- 11. scenarios -----------------------------------------------------------------------------------------------------
head='policy "old-age-allowance"
local usual = person { elder = { birth_date = "1940-06-15", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }'
file() { # name, scenarios: a scenario file
  printf '%s\n%s\n' "$head" "$2" >"$work/$1"
}
file fails.lua 'scenario "普通老年人30元" { usual, month = "2025-06", standard = { "30.00", because = "第四条第1项" } }
scenario "期望 <40> & \"更多\" #元" { usual, month = "2025-06", standard = "40.00" }
scenario "理由不对" { usual, month = "2025-06", standard = { "30.00", because = "第四条第2项" } }'
try 'test: a failure has file and line, expected, got and articles' 1 \
  "$work/fails.lua:4: 期望 <40> & \"更多\" #元（月标准）"$'\n期望：40.00\n得到：30.00\n依据：第四条第1项\n通过 1 项，未通过 2 项' '' test "$work/fails.lua"
try 'test: a value with the wrong article fails' 1 "$work/fails.lua:5: 理由不对"$'\n依据 第四条第2项' '' test "$work/fails.lua"
count=$(call test tests/scenarios/old_age_allowance_due.lua --json; shape json "$work/out")
try 'test: what passes is only counted' 0 "通过 ${count#array } 项，未通过 0 项" '' test tests/scenarios/old_age_allowance_due.lua
same 'test: and nothing else is said' 1 "$(wc -l <"$work/out")"
try 'test: several paths add up' 1 "通过 $((${count#array } + 1)) 项，未通过 2 项" '' test "$work/fails.lua" tests/scenarios/old_age_allowance_due.lua
try 'test: with other policies other results' 1 '得到：35.00' '' test --policies "$work/policies" "$work/fails.lua"
call test "$work/fails.lua" --tap
same 'test --tap: version, plan, results' $'1 TAP version 13\n1..3\nok 1 - 普通老年人30元（月标准）\nnot ok 2 - 期望 <40> & "更多" \\#元（月标准）\nnot ok 3 - 理由不对（月标准）\n# 1 passed, 2 failed' \
  "$status $(grep -vE '^  ' "$work/out")"
same 'test --tap: a failure has its YAML' $'  ---\n  file: "'"$work"$'/fails.lua"\n  line: 4\n  expected: "40.00"\n  got: "30.00"' \
  "$(grep -A6 '^not ok 2' "$work/out" | tail -6 | grep -v '^  duration_ms: [0-9]*\.[0-9]*$')"
call test --tap
same 'test --tap: as many results as planned' "$(sed -n 's/^1\.\.//p' "$work/out")" "$(grep -cE '^(not )?ok ' "$work/out")"
try 'test --junit: the report beside the text' 1 '通过 1 项，未通过 2 项' '' test "$work/fails.lua" --junit "$work/report.xml"
same 'test --junit: well-formed' 'testsuites testsuite testcase testcase failure testcase failure' "$(shape xml "$work/report.xml")"
same 'test --junit: failures are counted' 2 "$(grep -c 'tests="3" failures="2" errors="0"' "$work/report.xml")"
same 'test --junit: names are escaped' 1 "$(grep -c 'name="期望 &lt;40&gt; &amp; &quot;更多&quot; #元（月标准）"' "$work/report.xml")"
same 'test --junit: file and line of a failure' 1 "$(grep -c "file=\"$work/fails.lua\" line=\"4\"" "$work/report.xml")"
same 'test --junit: nothing else is left behind' 'report.xml' "$(cd "$work" && echo report.xml*)"
call test --junit "$work/all.xml"
same 'test --junit: of all scenarios well-formed' 'testsuites testsuite testcase' "$(shape xml "$work/all.xml" | cut -d' ' -f1-3)"
same 'test --junit: of all scenarios no failure' 1 "$(grep -c '^<testsuites tests="[0-9]*" failures="0" errors="0" time="[0-9.]*">' "$work/all.xml")"
try 'test --junit: into a folder that is not there' 2 '*' '无法写入' test --junit "$work/nosuch/report.xml"
file syntax.lua 'scenario "少了逗号" { usual, month = "2025-06" standard = "30.00" }'
try 'test: a syntax error has its line and column' 2 '通过 0 项，未通过 1 项' \
  "$work/syntax.lua:3:44: 错误："$'\n‘standard’\n少了逗号' test "$work/syntax.lua"
caret 'test: the caret stands under the word' 49 # two spaces, 43 characters, 4 of them wide
try 'test: a broken file hides no other' 2 '通过 1 项，未通过 3 项' "$work/syntax.lua:3" test "$work/fails.lua" "$work/syntax.lua"
call test "$work/syntax.lua" --junit "$work/report.xml"
same 'test --junit: a broken file is an error, not a failure' 'testsuites testsuite testcase error 2' \
  "$(shape xml "$work/report.xml") $(grep -c 'tests="1" failures="0" errors="1"' "$work/report.xml")"
call test "$work/syntax.lua" --tap
same 'test --tap: a broken file is a failure' $'1..1\nnot ok 1' "$(grep -oE '^(1\.\..*|(not )?ok [0-9]+)' "$work/out")"
file key.lua 'scenario "键" { usual, month = "2025-06", standrd = "30.00" }'
try 'test: an unknown key, with a suggestion' 1 "$work/key.lua:3"$'\n‘standrd’\n是否想写 ‘standard’？' '' test "$work/key.lua"
file key.lua 'scenario "键" { usual, month = "2025-06", standard = { "30.00", becuse = "第四条第1项" } }'
try 'test: an unknown key of an expectation, with a suggestion' 1 $'‘becuse’\n是否想写 ‘because’？' '' test "$work/key.lua"
file key.lua 'scenario "键" { usual, month = "2025-06", elder = { birth_dat = "1940-06-15" }, standard = "30.00" }'
try 'test: an unknown fact, with a suggestion' 1 $'‘birth_dat’\n是否想写 ‘birth_date’？' '' test "$work/key.lua"
sed 's/allowance"/allowanc"/' "$work/fails.lua" >"$work/policy.lua"
try 'test: an unknown policy, with a suggestion' 1 $'‘old-age-allowanc’\n是否想写 ‘old-age-allowance’？' '' test "$work/policy.lua"
printf '%s\n' "$head" >"$work/nothing.lua"
try 'test: no scenario in a file' 2 '' '没有找到场景' test "$work/nothing.lua"
try 'test: no scenario in a folder' 2 '' '没有找到场景' test "$work/none"
try 'test: no scenario, as JSON' 2 '' '没有找到场景' test "$work/none" --json
try 'test: a missing file' 2 '*' '没有这个文件' test "$work/nosuch.lua"
try 'test: a pipe is no scenario file' 2 '*' '不是普通文件' test "$work/fifo"
try 'test: a policy that does not load is bad input' 2 '*' 'broken.lua:6:24' test --policies tests/bad "$work/fails.lua"

# --- the examples check their own answers ------------------------------------------------------------------------------
for example in demo decisions; do
  if examples/$example.sh "$bylaw" >"$work/example" 2>&1; then good "examples/$example.sh"; else bad "examples/$example.sh" 'status 0' "$(tail -5 "$work/example")"; fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
