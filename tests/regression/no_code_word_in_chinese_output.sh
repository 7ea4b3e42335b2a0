# hold, law, passed, fact ids and English words stood in what officers read. Every verb's text, its messages and hints hold no Latin
# word but these: names that the reader types (verbs, options, policy, decision, files, $VARIABLES), proper names of formats, hashes,
# and, in what policy staff read and in hints for --facts, the names that the policy itself declares.
. "$REGRESSION/support.sh"
. "$REGRESSION/every_verb.sh"
unset COLUMNS
every_verb "$work/said"

{ # formats and proper names
  printf '%s\n' APP API BOM CSV GB18030 JSON JUnit Lua NDJSON SQLite TAP UTF XLSX XML bylaw lua csv json ndjson xlsx bad db
  printf '%s\n' BYLAW_DB BYLAW_POLICIES BYLAW_TODAY GB h zh en X report xml Chart data js pub paid_before recovered
  printf '%s\n' standard due payer # decisions that the commands name
} >"$work/allowed"
"$BYLAW" help | sed -n 's/^  \([a-z]*\) .*/\1/p' >>"$work/allowed"
for verb in $("$BYLAW" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do "$BYLAW" help "$verb"; done >"$work/help"
# Options and what stands for their value: --month M.
grep -oE -- '--[a-z][a-z-]*' "$work/help" | tr -d - >>"$work/allowed"
grep -oE -- '--[a-z][a-z-]*' "$work/help" | tr -s - '\n' >>"$work/allowed"
grep -oE '\b[A-Z][A-Z_]*\b' "$work/help" >>"$work/allowed"
sort -u "$work/allowed" -o "$work/allowed"
# What the policies, their scenarios and values declare by name.
cat policies/*.lua policies/values/*.lua examples/policies/*.lua examples/scenarios/*.lua tests/scenarios/old_age_allowance_materials.lua \
  "$REGRESSION/policies/a_refusal_says_what_is_not_the_case.lua" | grep -oE '[A-Za-z_]+' | sort -u |
  grep -vxE 'hold|law|passed|failed|true|false|nil|fact|needs|refused|not|and|or|return|function' >"$work/declared"

words_of() { # file: its Latin words without paths, quoted names, options with values, hashes, addresses
  sed -E "s#[^ ：（(‘“]*/[^ ：，。；）)’”]*##g; s/‘[^’]*’//g; s/“[^”]*”//g; s/\"[^\"]*\"//g; s/(parameter|reading|returned|ruling|withdraw)[:=][^ ，；）]*//g
    s/old-age-allowance|canteen-subsidy|words-of-a-refusal//g; s/A-5\.[0-9]+//g; s/\b[0-9a-f]{4,64}\b//g; s/[A-Za-z_]+\.(lua|csv|xlsx|db|json|sql)\b//g" "$1" |
    grep -oE '[A-Za-z_]+' | sort -u
}
for file in "$work"/said/*.txt; do
  name=${file##*/}
  # What --coverage quotes is the policy's own text, after its place (file:line:column).
  grep -vE '^[^ ]+:[0-9]+:[0-9]+: ' "$file" >"$work/text"
  words_of "$work/text" | grep -vxFf "$work/allowed" >"$work/words"
  case $name in
    *-show.* | *-check.* | *-test.* | *-list.* | *-explore.* | *-help.*) # for policy staff: also the names of the policy
      grep -vxFf "$work/declared" "$work/words" >"$work/left" ;;
    *)
      # In hints: a fact by the name that --facts takes, in brackets behind its label, or in a list of what can be written.
      grep -vxFf <(grep -oE '（[a-z_.]+）|：[a-z_]+(、[a-z_]+)+|^错误：[a-z_]+（' "$file" | grep -oE '[A-Za-z_]+') "$work/words" >"$work/left" ;;
  esac
  [ ! -s "$work/left" ] || echo "$(tr '\n' ' ' <"$work/left") — $(head -c 120 "${file%.txt}.command" | tr '\n' ' ')" >>"$work/bad"
done
[ "$(ls "$work"/said/*.txt | wc -l)" -gt 100 ] || fail "too few commands were tried"
[ ! -e "$work/bad" ] || fail "$(cat "$work/bad")"
