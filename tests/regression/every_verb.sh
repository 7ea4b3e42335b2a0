# Sourced by claims about what all verbs say: `every_verb DIR` runs them as a bureau does, on the examples and a few elders of its
# own, and leaves what each says to people in DIR/NNN-VERB.txt (standard output and error), and the command beside it in NNN-VERB.command.
every_verb() {
  local into=$1 facts=$PWD/examples/facts people=$work/people.csv n=0
  local never='{"birth_date":"1940-01-05","hukou":"和平区","low_income":null,"applied":[]}'
  local nobody='{"birth_date":"1940-01-05","hukou":"和平区","low_income":null}'
  mkdir -p "$into"
  say() { # verb, arguments...
    n=$((n + 1))
    local file
    file=$(printf '%s/%03d-%s.txt' "$into" "$n" "$1")
    printf '$ bylaw %s\n' "$*" >"${file%.txt}.command"
    "$BYLAW" "$@" >"$file" 2>&1 || true
  }
  # The registry of the example: every thirteenth of its elders, so that districts, bands and every kind of wait are among them.
  iconv -f GB18030 -t UTF-8 examples/shenyang/registry.csv | awk 'NR == 1 || NR % 13 == 0' >"$people"

  say help
  say version
  say list
  say show "$policy"
  say check "$policy" --quick
  say check examples/policies/canteen_subsidy.lua "$REGRESSION/policies/a_refusal_says_what_is_not_the_case.lua"
  for verb in list show check decide explain needs explore compare test import record export pay budget verify replay; do
    say help $verb
  done
  for who in home-care late-applicant moved no-hukou turning-90; do
    say decide "$policy" due --month 2025-06 --facts "$facts/$who.json"
    say explain "$policy" due --month 2025-06 --facts "$facts/$who.json"
    say explain "$policy" due --month 2025-06 --facts "$facts/$who.json" --path
    say explain "$policy" due --month 2025-06 --facts "$facts/$who.json" --letter
    say explain "$policy" due --month 2025-06 --facts "$facts/$who.json" --what-if
  done
  say explain "$policy" due --month 2025-06 --facts "$facts/moved.json" --all
  say explain "$policy" due --month 2025-06 --facts "$never"
  say explain "$policy" due --month 2025-06 --facts "$nobody"
  say explain "$policy" due --month 2025-06 --facts "$nobody" --path
  say explain "$policy" due --month 2014-06 --facts '{"birth_date":"1920-01-05","hukou":"和平区","low_income":null,"applied":[{"on":"2013-01-05"}]}' --path
  say explain "$policy" due --month 2025-08 --path --facts '{"birth_date":"1940-01-05","hukou":"和平区","low_income":null,
    "applied":[{"on":"2025-01-06"}],"survival":[{"from":"2025-03-01","value":"unverifiable"}]}'
  say explain "$policy" payer --month 2025-11 --facts "$facts/moved.json" --path
  say explain "$policy" switch_from --on 2026-11-03 --facts '{"requested_on":"2026-11-03","choices":[{"on":"2025-01-05","choice":"home_care"}]}' --path
  say explain "$policy" materials --on 2025-06-10 --facts '{"birth_date":"1940-01-05","hukou":"和平区","low_income":null,"by_agent":true}' --path
  say decide "$policy" due --month 2025-06 --facts "$nobody" --stats
  say needs "$policy" due --month 2025-06 --facts '{}'
  say needs "$policy" due --month 2025-06 --facts "$nobody"
  say explore "$policy" standard --month 2025-06
  say explore "$policy" payer --month 2025-06
  say explore "$policy" switch_from --on 2025-06-10
  say compare "$policy" standard --to 'parameter:rate_80s=40.00@2025-06' --month 2025-06
  say test examples/scenarios/canteen_subsidy.lua --policies examples/policies/canteen_subsidy.lua
  say test tests/scenarios/old_age_allowance_materials.lua --coverage
  say test examples/scenarios/canteen_subsidy.lua --policies examples/policies/canteen_subsidy.lua --mutate
  sed 's/"[0-9]*\.00"/"7.00"/' examples/scenarios/canteen_subsidy.lua >"$work/wrong.lua"
  say test "$work/wrong.lua" --policies examples/policies/canteen_subsidy.lua

  export BYLAW_DB=$work/verbs.db
  rm -f "$BYLAW_DB"*
  say import "$policy" "$people" --on 2025-06-16 --by 张经办 --why 名册
  say import "$policy" "$people" --on 2025-06-16 --by 张经办 --why 名册
  say pay "$policy" --month 2025-06 --on 2025-06-25 --dry-run
  say pay "$policy" --month 2025-06 --on 2025-06-25 --stats
  say pay "$policy" --month 2025-06 --on 2025-06-26
  say pay "$policy" --month 2025-07 --on 2025-07-25
  late "$people"
  say pay "$policy" --month 2025-09 --on 2025-09-25
  say pay "$policy" --month 2025-09 --run 3
  say replay "$policy" "$dead" --month 2025-07 --run 3
  say replay "$policy" "$dead" --run 3
  say decide "$policy" due --month 2025-09 --id "$dead"
  say explain "$policy" due --month 2025-07 --id "$dead" --letter
  say verify
  say budget "$policy" --years 2026-2028
  say budget "$policy" --years 2026-2027 --with parameter:rate_80s=40.00@2026-01
  say compare "$policy" due --to parameter:rate_80s=40.00@2025-09 --month 2025-09 --db "$BYLAW_DB"
  sed '/^act:parameter("rate_80s"/,/})$/s/yuan(30)/yuan(20)/' policies/old_age_allowance.lua >"$work/lower.lua"
  say pay "$policy" --month 2025-10 --on 2025-10-24 --policies "$work/lower.lua"
  printf '身份证号,出生日期,户籍区县\n210100194001053219,1940-01-05,和平区\n210100194503150012,1945/4/31,沈北区\n' >"$work/bad.csv"
  say import "$policy" "$work/bad.csv" --on 2025-10-25 --why 试
  say export "$policy" --out "$work/out.csv"
  mistakes
}
# What becomes known late: `dead`, paid in two months, had died before them; another is of a low-income family.
late() {
  local ids
  mapfile -t ids < <(sed -n 's/^\([0-9X]\{18\}\),.*/\1/p' "$1" | head -40)
  dead=${ids[3]}
  say record elder "$dead" death_date=2025-06-02 --on 2025-09-04 --why 公安死亡信息比对
  say record elder "${ids[5]}" low_income=皇姑区 --from 2025-03-12 --on 2025-09-05 --why 低保系统比对
  say record elder "${ids[7]}" returned=2025-07 --on 2025-09-05 --why 银行退回
  say record elder "${ids[9]}" hukou=浑南区 --from 2025-06-20 --on 2025-09-05 --why 迁转 --dry-run
}
# What people type wrong.
mistakes() {
  say decid
  say decide
  say decide "$policy" dew --month 2025-06 --facts '{}'
  say decide "$policy" due --facts '{}'
  say decide "$policy" due --month 2025-13 --facts '{}'
  say decide "$policy" due --month 2025-06 --facts '{"birthday":1}'
  say decide "$policy" due --month 2025-06 --facts '{"birth_date":true}'
  say decide "$policy" due --month 2025-06 --facts '{"hukou":"沈北区"}'
  say decide "$policy" due --month 2025-06 --facts '{"birth_date":"2030-01-01"}'
  say decide "$policy" due --month 2025-06 --facts '{'
  say decide "$policy" due --month 2025-06 --facts '{}' --reading first_month_80=never
  say record elder 210100194001053212 --on 2025-09-05 --why 试
  say record elder 210100194001053212 card=1 --on 2025-09-05 --why 试
  say pay "$policy" --month 2025-06
  say pay "$policy" --month 2035-06
  say verify --db "$work/none.db"
  say replay "$policy" 210100194001053212
  say compare "$policy" standard --to x:y --month 2025-06
  say budget "$policy" --years 2028-2026
  say import "$policy" "$work/none.csv" --on 2025-06-16
  say explain "$policy" due --month 2025-06 --facts '{}' --lang fr
}
