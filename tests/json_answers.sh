#!/usr/bin/env bash
# The shapes of JSON in host/README.md against real answers of every verb with --json and every function that gives JSON: what comes is
# told, what is told comes (tests/json_answers.lua compares). Usage: tests/json_answers.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
export BYLAW_TODAY=2031-01-01 BYLAW_POLICIES=policies
unset BYLAW_DB
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/answers" "$work/small" "$work/small/values"
silent='' number=0

bylaw() { "$build/bylaw" "$@" </dev/null; }
got() { # shape, arguments...: what the program answers is of this shape, whatever its exit status
  number=$((number + 1))
  local file
  file=$(printf '%s/answers/%s.%04d' "$work" "$1" "$number")
  shift
  bylaw "$@" --json >"$file" 2>"$work/said"
  [ -s "$file" ] || silent="$silent
  no answer: $*: $(head -1 "$work/said")"
}
quiet() { # arguments...: done on the way to an answer
  bylaw "$@" >"$work/said" 2>&1 || silent="$silent
  failed: $*: $(head -1 "$work/said")"
}
elders=old-age-allowance canteen=canteen-subsidy

# --- policies ------------------------------------------------------------------------------------------------------------
# The canteen with a notice, a value that was set elsewhere, and, as another one, rules that contradict each other.
sed '/^act:uncoded/i act:letter { decisions = "subsidy", about = "补贴", bring = "bag", by = { "十日内", cite = "第六条" },\
  at = { "后勤处", cite = "第六条" }, changes = { "请告知", cite = "第六条" } }\
act:remedies { text = "可以申请复核。", source = "内部办法第三条" }\
local bag = act:decision("bag", { label = "要带的", of = "worker", per = "month", gives = "list", cite = "第五条" })\
bag:item("第五条", { give = "工作证" })\
bag:item("第五条", { when = "not not_left", give = "离职单" })\
act:term("has_joined", { cite = "第三条", text = "已入职", is = function(worker, d) return worker.joined <= d end })\
act:decision("inside", { label = "在职", of = "worker", per = "day", gives = "truth", cite = "第三条" })\
  :rule("第三条", { give = "has_joined" })' \
  examples/policies/canteen_subsidy.lua >"$work/small/canteen_subsidy.lua"
cat >"$work/small/values/canteen_subsidy.lua" <<'LUA'
values "canteen-subsidy"
value("night_rate", { from = "2025-03-01", value = yuan(5), by = "后勤处", source = "后勤处通知" })
LUA
sed 's/when = "not full_attendance"/when = "full_attendance"/' examples/policies/canteen_subsidy.lua >"$work/contradicts.lua"
small=(--policies "$work/small")
got policies list
for id in $elders tests/language/policies/language.lua tests/language/policies/venues.lua; do got policy show "$id"; done
got policy show $canteen "${small[@]}"
got problems check examples/policies/canteen_subsidy.lua
got problems check tests/bad/broken.lua
got problems check "$work/contradicts.lua"
got new new heating-grant --policies "$work/new" --scenarios-in "$work/new-scenarios"
got version version

# --- one case, many cases ------------------------------------------------------------------------------------------------
lost='{"birth_date": "1935-07-31", "hukou": "和平区", "low_income": null, "applied": [{"on": "2025-01-06"}],
  "survival": [{"from": "2025-03-05", "value": "unverifiable"}]}'
partly='{"birth_date": "1935-07-31", "hukou": "和平区", "low_income": null, "applied": [{"at": "hukou"}]}'
soldier='{"birth_date": "1940-01-05", "hukou": null, "low_income": null, "serviceman": "和平区"}'
for facts in examples/facts/*.json "$lost" "$partly" '{}'; do
  got decide decide $elders due --month 2025-07 --facts "$facts"
  got explain explain $elders due --month 2025-07 --facts "$facts"
  got needs needs $elders due --month 2025-07 --facts "$facts" --optional
  got what_if explain $elders due --month 2025-07 --facts "$facts" --what-if --years 12
done
exhibits=(exhibits --policies tests/language/policies)
got decide decide "${exhibits[@]}" received_by --on 2025-06-30 --facts '{"class": "general"}'
got decide decide "${exhibits[@]}" activities_done --year 2026 --facts '{"activities": []}'
got what_if explain "${exhibits[@]}" season_done --year 2026 --facts '{"activities": [{"on": "2026-07-01"}, {"on": "2026-07-02"}, {"on": "2026-07-03"}]}' --what-if
got explore explore "${exhibits[@]}" activities_done --year 2026
got decide decide $elders payer --month 2025-06 --facts "$soldier" --reading serviceman_payer=undetermined
got explain explain $elders due --month 2015-06 --facts examples/facts/turning-90.json
got decide decide $elders payday --month 2024-12 --facts '{}'
got decide decide $elders payday --month 2027-10 --facts '{}'
worker='{"joined": "2025-03-03", "left": "2025-05-04", "days": 20, "posted": false, "night": true}'
got explain explain $canteen subsidy --month 2025-06 --facts "$worker" "${small[@]}"
got explain explain $canteen night_extra --month 2025-06 --facts "$worker" "${small[@]}"
got decide decide $canteen papers --on 2025-06-01 --facts "{\"worker\": $worker, \"lost\": true}" "${small[@]}"
got what_if explain $canteen inside --on 2025-03-01 --facts "$worker" --what-if "${small[@]}"
got what_if explain $elders payer --month 2025-07 --facts "$soldier" --what-if
got decide decide $canteen night_extra --month 2025-06 --facts "$worker" --policies examples/policies
printf '%s\n' '{"id": "a", "birth_date": "1935-07-31", "hukou": "和平区"}' "$(tr '\n' ' ' <<<"$lost")" "${soldier/1940/1960}" '{"hukou": 1}' x >"$work/many"
got many decide $elders due --month 2025-07 --many "$work/many"
printf '%s\n' "$worker" >"$work/workers"
got many decide $canteen night_extra --month 2025-06 --many "$work/workers" --policies examples/policies
echo '{}' >"$work/nobody"
got many decide $elders payday --month 2027-10 --many "$work/nobody"
tr '\n' ' ' <examples/facts/no-hukou.json >"$work/warned"
got many decide $elders standard --month 2025-07 --many "$work/warned"
bylaw decide $elders due --month 2025-07 --many "$work/many" --json --stats 2>&1 >/dev/null | grep '^{' >"$work/answers/statistics.1"

# --- register, pay, proof ------------------------------------------------------------------------------------------------
cat >"$work/register.csv" <<'CSV'
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
210100194001053212,1940-01-05,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000001
210100193506303227,1935-06-30,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000019
210100193001011018,1930-01-01,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000019
210100193803013031,1938-03-01,和平区,无,2025-01-06|户籍地居（村）委会,
CSV
printf '身份证号,死亡日期\n210100193803013031,2025-06-31\n210100194107074046,2025-06-20\n' >"$work/bad.csv"
printf '身份证号,死亡日期\n210100193803013031,2025-06-20\n210100194107074046,2025-06-20\n' >"$work/deaths.csv"
one=210100194001053212
db=(--db "$work/register.db")
record() { got record record elder "$@" --why 试 "${db[@]}"; }
got import import $elders "$work/register.csv" "${db[@]}" --on 2025-06-16
got import import $elders "$work/bad.csv" "${db[@]}" --on 2025-06-16 --skip-bad --known-only --bad-file "$work/kept.csv"
got pay pay $elders --month 2025-06 --on 2025-06-25 "${db[@]}"
got pay pay $elders --month 2025-06 --on 2025-06-26 "${db[@]}"
quiet pay $elders --month 2025-07 --on 2025-07-25 "${db[@]}"
record $one low_income=和平区 --from 2025-05-10 --on 2025-08-01 --dry-run
record $one low_income=和平区 --from 2025-05-10 --on 2025-08-01
record $one returned=2025-07 --on 2025-08-02
record $one card=6200009000000000001 --on 2025-08-03
record $one paid_before=2025-03:30.00 --on 2025-08-04
entry=$(sed 's/.*"log":\([0-9]*\),"event".*/\1/' "$work/answers/record.$(printf %04d "$number")")
record $one "withdraw=$entry" --on 2025-08-05
record 210100193803013031 card=6200009000000000001 --on 2025-08-05
got import import $elders "$work/deaths.csv" "${db[@]}" --on 2025-08-06 --known-only
record 210100193506303227 birth_date=1935-06-30 id_number=210100193506303307 --on 2025-08-06
printf '身份证号,银行卡号\n210100193506303227,6200009000000000001\n' >"$work/old.csv"
got import import $elders "$work/old.csv" "${db[@]}" --on 2025-08-07
got pay pay $elders --month 2025-08 --on 2025-08-25 "${db[@]}" --dry-run
quiet pay $elders --month 2025-08 --on 2025-08-25 "${db[@]}"
got replay replay $elders $one "${db[@]}"
got replay replay $elders 210100193803013031 "${db[@]}"
quiet verify --make-keys "$work/keys" "${db[@]}"
got verify verify "${db[@]}" --head 0123456789abcdef0123456789abcdef --sign "$work/keys.key" --signature "$work/signed"
cp "$work/register.db" "$work/damaged.db"
sqlite3 "$work/damaged.db" "UPDATE ledger SET amount = amount + 1"
got verify verify --db "$work/damaged.db"
got budget budget $elders --years 2026-2027 "${db[@]}" --with parameter:rate_80s=40
got compare_people compare $elders due --to parameter:rate_90s=240 --month 2025-08 "${db[@]}"
got compare_people compare $elders due --from 2025-07 --to 2025-08 "${db[@]}"
got compare_people compare $elders payer --to reading:serviceman_payer=undetermined --month 2025-08 "${db[@]}"
# What a change moves cannot be told: a later version pays, and the one of the first run cannot be read any more.
cp "$work/register.db" "$work/unread.db"
mkdir "$work/later"
cp -r policies/old_age_allowance.lua policies/values "$work/later"
echo '-- later' >>"$work/later/old_age_allowance.lua"
quiet pay $elders --month 2025-09 --on 2025-09-25 --db "$work/unread.db" --policies "$work/later"
sqlite3 "$work/unread.db" "UPDATE archive SET data = X'00' WHERE id = (SELECT min(id) FROM archive)"
got record record elder 210100193001011018 low_income=和平区 --from 2025-05-10 --on 2025-10-01 --why 试 \
  --db "$work/unread.db" --policies "$work/later"

# --- explore, compare, test ----------------------------------------------------------------------------------------------
got explore explore $elders standard --month 2025-06 --cases 300
got explore explore $canteen subsidy --month 2025-06 --policies "$work/contradicts.lua" --cases 300
got explore explore $canteen papers --on 2025-06-01 "${small[@]}"
got compare_classes compare $canteen subsidy --to parameter:full=400 --month 2025-06 "${small[@]}"
got compare_classes compare $canteen papers --from 2025-04-01 --to 2025-06-01 "${small[@]}"
cover=(--policies tests/cover/policies)
sed 's/"30.00"/"31.00"/' tests/cover/scenarios/some.lua >"$work/wrong.lua"
cat >>"$work/wrong.lua" <<'LUA'
local other = "99.00"
scenario "值在变量里" { member, month = "2025-03", pay = other }
LUA
sed -n '1,/全勤发300元/p' examples/scenarios/canteen_subsidy.lua >"$work/full.lua"
echo 'policy "cover' >"$work/unloadable.lua"
got test test "$work/wrong.lua" "${cover[@]}"
got test test "$work/unloadable.lua" "${cover[@]}"
got test test "$work/full.lua" --policies "$work/contradicts.lua"
got test test tests/scenarios/old_age_allowance_stories_begin.lua
got test_coverage test tests/cover/scenarios/some.lua --coverage "${cover[@]}"
got mutate test tests/cover/scenarios/some.lua --mutate "${cover[@]}"

# --- what only functions give --------------------------------------------------------------------------------------------
others="$(pkg-config --libs lua5.4 jansson libsodium sqlite3) -lcsv"
# shellcheck disable=SC2086
if gcc -std=c11 -Wall -Wextra -Werror -I host tests/json_answers.c "$build/libbylaw.a" $others -o "$work/functions" 2>"$work/said"; then
  "$work/functions" "$work/answers" "$work/register.db" "$work/wrong.lua" 2>"$work/said" || silent="$silent
  functions: $(head -1 "$work/said")"
else
  silent="$silent
  functions: $(head -3 "$work/said")"
fi

lua5.4 tests/json_answers.lua host/README.md "$work/answers" "$build/bylaw" >"$work/out" 2>&1
if [ -z "$silent" ]; then echo 'ok every answer came' >>"$work/out"; else echo "not ok every answer came$silent" >>"$work/out"; fi
passed=$(grep -c '^ok ' "$work/out") failed=$(grep -c '^not ok ' "$work/out")
cat "$work/out"
[ "$passed" -ge 3 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
