/* Policies that must not load: for each mistake what the error says, where it points and what it
** proposes. */
#include "support.h"

#define AFTER_RULE(text) RULE "\n" text
#define BEFORE_DECISION "local standard = act:decision(\"standard\""

static const struct bad literals[] = {
    {"a float as money", "yuan(200)", "yuan($30.5)", BYLAW_EPOLICY, "30.5|小数", "yuan \"30.50\"", false},
    {"a quotient as money", "yuan(200)", "$$yuan(61 / 2)", EITHER, "浮点数", "yuan \"30.50\"", false},
    {"a third decimal", "yuan(200)", "$$yuan \"1.005\"", EITHER, "1.005|不是金额", "两位小数", false},
    {"letters as money", "yuan(200)", "$$yuan \"abc\"", EITHER, "abc|不是金额", "yuan \"30.50\"", false},
    {"a comma in money", "yuan(200)", "$$yuan \"1,000\"", EITHER, "1,000|不是金额", "逗号", false},
    {"money too large", "yuan(200)", "$$yuan(9223372036854775807)", EITHER, "金额|超出", NULL, false},
    {"an integer too large", "yuan(200)", "yuan($9223372036854775808)", BYLAW_EPOLICY, "太大",
     "9223372036854775807", false},
    {"letters as percent", "yuan(200)", "$$percent \"x\"", EITHER, "percent|x", "percent \"0.5\"", false},
    {"a float as percent", "yuan(200)", "percent($0.5)", BYLAW_EPOLICY, "0.5|小数", "percent \"0.5\"", false},
    {"30 February", "yuan(200)", "$$date \"2025-02-30\"", EITHER, "2025-02-30|没有这一天", NULL, false},
    {"a month as a date", "yuan(200)", "$$date \"2025-06\"", EITHER, "2025-06|不是日期", "年-月-日", false},
    {"a date as a month", "yuan(200)", "$$month \"2025-06-01\"", EITHER, "2025-06-01|不是月份", "年-月",
     false},
    {"month 13", "yuan(200)", "$$month \"2025-13\"", EITHER, "2025-13", NULL, false},
    {"a bare date", "yuan(200)", "$$date(20250601)", EITHER, "date 需要文字", "date \"2025-06-30\"", false},
};

static const struct bad unknown_keys[] = {
    {"key of document", "title =", "$titel = \"x\", title =", BYLAW_EPOLICY, "document|titel", "‘title’",
     false},
    {"key of in_force", "{ from = \"2025-01-01\", cite", "{ $frm = 1, from = \"2025-01-01\", cite",
     BYLAW_EPOLICY, "in_force|frm", "‘from’", false},
    {"who decides after a document that has no such end", "{ from = \"2025-01-01\", cite",
     "{ $who = \"市民政局\", from = \"2025-01-01\", cite", BYLAW_EPOLICY, "who|after", NULL, false},
    {"key of outline", "articles = 30,", "articles = 30, $itms = {},", BYLAW_EPOLICY, "outline|itms",
     "‘items’", false},
    {"key of a parameter", "unit =", "$unti =", BYLAW_EPOLICY, "rate_90s|unti", "‘unit’", false},
    {"key of a row", "{ from = \"2025-01-01\", value", "{ $form = \"2025-01-01\", value", BYLAW_EPOLICY,
     "rate_90s|form", "‘from’", false},
    {"key of an open value", "who =", "$whoo =", BYLAW_EPOLICY, "bonus|whoo", "‘who’", false},
    {"key of facts", "birth_date =", "$lable = \"x\", birth_date =", BYLAW_EPOLICY, "lable", "‘label’",
     false},
    {"key of fact.date", "fact.date { label = \"出生日期\"",
     "fact.date { $optionl = true, label = \"出生日期\"", BYLAW_EPOLICY, "fact.date|optionl", "‘optional’",
     false},
    {"key of fact.timeline", "absent =", "$absnt =", BYLAW_EPOLICY, "fact.timeline|absnt", "‘absent’", false},
    {"key of fact.list", "fact.list { label", "fact.list { $optionl = true, label", BYLAW_EPOLICY,
     "fact.list|optionl", "‘optional’", false},
    {"key of a reading", "ask =", "$aask =", BYLAW_EPOLICY, "start|aask", "‘ask’", false},
    {"key of a term", "{ cite = \"第三条\", is = function(elder, m) ",
     "{ cite = \"第三条\", $txt = \"岁\", is = function(elder, m) ", BYLAW_EPOLICY, "age|txt", "‘text’",
     false},
    {"key of a decision", "gives =", "$givs =", BYLAW_EPOLICY, "standard|givs", "‘gives’", false},
    {"key of requires", "\"probe\")", "\"probe\", { $fals = \"hold\" })", BYLAW_EPOLICY, "requires|fals",
     "‘fails’", false},
    {"key of a rule", "{ when =", "{ $whn =", BYLAW_EPOLICY, "规则|whn", "‘when’", false},
    {"key of an exception", RULE,
     AFTER_RULE("standard:exception(\"第五条\", { $whn = \"probe\", to = \"第四条第3项\", give = yuan(0) })"),
     BYLAW_EPOLICY, "例外|whn", "‘when’", false},
    {"key of a warning", RULE,
     AFTER_RULE("standard:warning(\"第五条\", { when = \"probe\", $sayy = \"x\" })"), BYLAW_EPOLICY,
     "提醒|sayy", "‘say’", false},
    {"key of undetermined", RULE,
     AFTER_RULE("standard:undetermined(\"第五条\", { when = \"probe\", who = \"x\", $says = \"x\" })"),
     BYLAW_EPOLICY, "尚无规定|says", "‘say’", false},
    {"key of a ruling", RULE, AFTER_RULE("standard:ruling(\"第五条\", { by = \"x\", $fille = \"y\" })"),
     BYLAW_EPOLICY, "个案决定|fille", "‘file’", false},
    {"key of a duty", "return act", "act:duty(\"第五条\", { who = \"x\", $whta = \"y\" })\nreturn act",
     BYLAW_EPOLICY, "duty|whta", "what", false},
    {"key of a note", "return act",
     "act:note(\"解读\", { cite = \"第五条\", $say = \"y\", prevails = \"text\" })\n"
     "return act",
     BYLAW_EPOLICY, "note|say", "‘says’", false},
    {"key of a condition", "when = \"aged_90s\"", "when = { $anyy = { \"aged_90s\" } }", BYLAW_EPOLICY,
     "条件|anyy", "‘any’", false},
    {"a key far from all", "title =", "$colour = \"x\", title =", BYLAW_EPOLICY, "document|colour",
     "title|issued", false},
    {"an item without a key", "give = \"rate_90s\" }", "give = \"rate_90s\", $$\"extra\" }", BYLAW_EPOLICY,
     "规则|没有名称", "when", false},
    {"method of document", "act:open(", "act:$opne(", BYLAW_EPOLICY, "document|opne", "open", false},
    {"method of a decision", "standard:rule(", "standard:$rulee(", BYLAW_EPOLICY, "决定|rulee", "‘rule’",
     false},
    {"type of a fact", "fact.date { label = \"出生日期\"", "fact.$dat { label = \"出生日期\"", BYLAW_EPOLICY,
     "fact.dat", "‘date’", false},
};

static const struct bad wrong_types[] = {
    {"id as a number", "id = \"test\"", "$id = 5", BYLAW_EPOLICY, "id|文字|整数", NULL, false},
    {"id in capitals", "id = \"test\"", "id = $\"Test\"", BYLAW_EPOLICY, "Test|小写", "old-age-allowance",
     false},
    {"issuers as a number", "issuers = { \"市民政局\" }", "$issuers = 5", BYLAW_EPOLICY, "issuers|清单|整数",
     NULL, false},
    {"outline as a number", "outline = { articles = 30, items = { [\"第四条\"] = 4 } }", "$outline = 30",
     BYLAW_EPOLICY, "outline|表|整数", NULL, false},
    {"an outline of nothing", "articles = 30,", "", BYLAW_EPOLICY, "outline|articles|headings", NULL, false},
    {"issued on no day", "\"2025-01-10\"", "$\"2025-02-30\"", BYLAW_EPOLICY, "issued|2025-02-30", "年-月-日",
     false},
    {"in force before it ends", "cite = \"第九条\"", "to = \"2024-12-31\", cite = \"第九条\"", BYLAW_EPOLICY,
     "2024-12-31", NULL, false},
    {"month_end of no rule", "outline =", "month_end = { $\"clmp\", cite = \"第三条\" }, outline =",
     BYLAW_EPOLICY, "month_end|clmp", "‘clamp’", false},
    {"facts twice", "return act", "$$act:facts(\"elder\", { label = \"单位\" })\nreturn act", BYLAW_EPOLICY,
     "elder|已经声明", NULL, false},
    {"facts without label", "act:facts(\"elder\", { label = \"老年人\",", "$$act:facts(\"elder\", {",
     BYLAW_EPOLICY, "label", "补上", false},
    {"no facts at all", "act:facts(\"elder\", {", "local _ = ({", BYLAW_EPOLICY, "elder|没有声明",
     "act:facts", false},
    {"key is no fact", "{ label = \"老年人\",", "{ label = \"老年人\", key = $\"birthdate\",", BYLAW_EPOLICY,
     "birthdate", "‘birth_date’", false},
    {"optional as text", "{ label = \"出生日期\"", "{ $optional = \"yes\", label = \"出生日期\"",
     BYLAW_EPOLICY, "optional|true|文字", NULL, false},
    {"a range that is no date", "{ label = \"出生日期\"",
     "{ range = { \"1890\", \"today\" }, label = \"出生日期\"", BYLAW_EPOLICY, "range|1890|日期", NULL,
     false},
    {"a list without fields", ", on = fact.date { label = \"日期\" }", "", BYLAW_EPOLICY,
     "fact.list|没有字段", "fact.date", false},
    {"a timeline of a text", "fact.timeline(fact.district)", "$$fact.timeline(\"district\")", BYLAW_EPOLICY,
     "fact.timeline|类型", "fact.timeline(fact.district)", false},
    {"a choice of nothing", "fact.timeline(fact.district)", "$$fact.timeline(fact.one_of {})", BYLAW_EPOLICY,
     "fact.one_of|选项", "例如", false},
    {"a choice twice", "fact.timeline(fact.district)",
     "$$fact.timeline(fact.one_of { { \"yes\", \"是\" }, { \"yes\", \"否\" } })", BYLAW_EPOLICY,
     "yes|写了两次", NULL, false},
    {"per of no kind", "per = \"month\"", "per = $\"week\"", BYLAW_EPOLICY, "per|month|day|case", NULL,
     false},
    {"gives of no kind", "gives = \"money\"", "gives = $\"mony\"", BYLAW_EPOLICY, "mony", "‘money’", false},
    {"of another subject", "of = \"elder\"", "of = $\"elders\"", BYLAW_EPOLICY, "elders", "‘elder’", false},
    {"else_give of another kind", "gives = \"money\"", "gives = \"money\", $else_give = 0", BYLAW_EPOLICY,
     "else_give|整数", NULL, false},
    {"give of another kind", "give = \"rate_90s\"", "$give = 200", BYLAW_EPOLICY, "规则|整数", NULL, false},
    {"give of another parameter kind", RULE,
     "act:parameter(\"first\", { label = \"x\", cite = \"第三条\", { from = \"2025-01-01\", value = 80 } })\n"
     "standard:rule(\"第五条\", { when = \"probe\", give = $\"first\" })",
     BYLAW_EPOLICY, "standard|first", NULL, false},
    {"a rule without give", ", give = \"rate_90s\"", "", BYLAW_EPOLICY, "规则|缺少|give", "give", false},
    {"is as a truth", "is = function(elder, m) return elder.birth_date:age(m:last()) end", "$is = true",
     BYLAW_EPOLICY, "age|is|函数", NULL, false},
    {"cite as a number", "cite = \"第七条\"", "$cite = 7", BYLAW_EPOLICY, "bonus|cite|文字", NULL, false},
    {"given is no fact", "gives = \"money\"", "gives = \"money\", given = { $paid = \"date\" }",
     BYLAW_EPOLICY, "given|paid", "fact.date", false},
    {"fails of no kind", "\"probe\")", "\"probe\", { fails = $\"warn\" })", BYLAW_EPOLICY,
     "fails|refuse|hold", NULL, false},
    {"an open value of no kind", "kind = \"money\"", "kind = $\"mony\"", BYLAW_EPOLICY, "mony", "‘money’",
     false},
    {"a name in capitals", "act:term(\"age\"", "$$act:term(\"Age\"", BYLAW_EPOLICY, "Age|小写", "rate_80s",
     false},
    {"a default that is no option", "default = \"same_month\"", "default = $\"same_mnth\"", BYLAW_EPOLICY,
     "same_mnth", "‘same_month’", false},
    {"a reading of one option", "{ \"same_month\", \"当月\" }, { \"next_month\", \"次月\" }",
     "{ \"same_month\", \"当月\" }", BYLAW_EPOLICY, "start|两种口径", NULL, false},
    {"a rule from mid-month", "give = \"rate_90s\"", "give = \"rate_90s\", from = $\"2025-01-15\"",
     BYLAW_EPOLICY, "2025-01-15|月中", "1日", false},
    {"an invariant of no fact", "return act",
     "act:invariant(\"elder\", $\"birth_date <= death\")\nreturn act", BYLAW_EPOLICY, "death", NULL, false},
};

static const struct bad parameters[] = {
    {"rows overlap", ROW,
     "{ from = \"2025-01-01\", to = \"2025-12-31\", value = yuan(200) },\n"
     "  $${ from = \"2025-06-01\", value = yuan(300) }",
     BYLAW_EPOLICY, "rate_90s|重叠|2025-06-01", "from", false},
    {"a start twice", ROW, ROW ",\n  $${ from = \"2025-01-01\", value = yuan(300) }", BYLAW_EPOLICY,
     "rate_90s|2025-01-01", "一个值", false},
    {"to before from", ROW, "{ from = \"2025-01-01\", to = $\"2024-12-31\", value = yuan(200) }",
     BYLAW_EPOLICY, "rate_90s|之前", "from", false},
    {"a start in mid-month", ROW, "$${ from = \"2025-01-15\", value = yuan(200) }", BYLAW_EPOLICY,
     "rate_90s|2025-01-15|月中", "mid_month", false},
    {"a row on no day", ROW, "{ from = $\"2025-02-30\", value = yuan(200) }", BYLAW_EPOLICY,
     "from|2025-02-30", "年-月-日", false},
    {"a row without dates", ROW, "$${ value = yuan(200) }", BYLAW_EPOLICY, "rate_90s|日期", "from", false},
    {"a row without value", ROW, "$${ from = \"2025-01-01\" }", BYLAW_EPOLICY, "rate_90s|缺少|value", "value",
     false},
    {"a date as a number", ROW, "{ $from = 2025, value = yuan(200) }", BYLAW_EPOLICY, "from|2025-06-30|整数",
     NULL, false},
    {"rows of two kinds", ROW, ROW ",\n  $${ from = \"2026-01-01\", value = 300 }", BYLAW_EPOLICY,
     "rate_90s|整数", NULL, false},
    {"a bare value as a row", ROW, "$$yuan(200)", BYLAW_EPOLICY, "rate_90s|表|金额", NULL, false},
    {"no row", ",\n  " ROW " })", " })", BYLAW_EPOLICY, "rate_90s|没有值", "from", false},
    {"no label", "label = \"标准\", unit", "unit", BYLAW_EPOLICY, "rate_90s|label", "label", false},
    {"no cite", ", cite = \"第四条第3项\",\n", ",\n", BYLAW_EPOLICY, "rate_90s|cite", "cite", false},
    {"confidence of no grade", "value = yuan(200) }", "value = yuan(200), confidence = $\"X\" }",
     BYLAW_EPOLICY, "confidence|H、M", "官方", false},
    {"on of no kind", "unit =", "on = $\"decided\", unit =", BYLAW_EPOLICY, "on|deciding", NULL, false},
};

static const struct bad citations[] = {
    {"an article too many", "standard:rule(\"第四条第3项\"", "standard:rule($\"第三十一条\"", BYLAW_EPOLICY,
     "第三十一条|30", "核对", false},
    {"an item too many", "standard:rule(\"第四条第3项\"", "standard:rule($\"第四条第5项\"", BYLAW_EPOLICY,
     "第四条第5项|4项", "核对", false},
    {"an item in Chinese too many", "standard:rule(\"第四条第3项\"", "standard:rule($\"第四条第五项\"",
     BYLAW_EPOLICY, "第四条第五项", "核对", false},
    {"nonsense", "standard:rule(\"第四条第3项\"", "standard:rule($\"nonsense\"", BYLAW_EPOLICY,
     "nonsense|不是本文件", "第四条", false},
    {"article zero", "standard:rule(\"第四条第3项\"", "standard:rule($\"第零条\"", BYLAW_EPOLICY, "第零条",
     "核对", false},
    {"the second of two", "standard:rule(\"第四条第3项\"", "standard:rule($\"第四条、第四十条\"",
     BYLAW_EPOLICY, "第四十条", "核对", false},
    {"of a term", "{ cite = \"第三条\", is = function(elder, m) ",
     "{ cite = $\"第三十三条\", is = function(elder, m) ", BYLAW_EPOLICY, "第三十三条|30", "核对", false},
    {"of in_force", "cite = \"第九条\"", "cite = $\"第九十条\"", BYLAW_EPOLICY, "第九十条|30", "核对", false},
    {"of a fact", "{ label = \"出生日期\"", "{ cite = $\"第四十条\", label = \"出生日期\"", BYLAW_EPOLICY,
     "第四十条|30", "核对", false},
    {"of a duty", "return act", "act:duty($\"第四十条\", { who = \"x\", what = \"y\" })\nreturn act",
     BYLAW_EPOLICY, "第四十条", "核对", false},
    {"none for a term", "{ cite = \"第三条\", is = function(elder, m) ", "{ is = function(elder, m) ",
     BYLAW_EPOLICY, "age|缺少|cite", "cite", false},
    {"none for a rule", "standard:rule(\"第四条第3项\", ", "$$standard:rule(nil, ", BYLAW_EPOLICY,
     "缺少|cite", "第四条第3项", false},
    {"an empty one", "standard:rule(\"第四条第3项\", ", "$$standard:rule(\"\", ", BYLAW_EPOLICY, "缺少|cite",
     "第四条第3项", false},
};

static const struct bad names[] = {
    {"a condition misspelt", "when = \"aged_90s\"", "when = $\"agd_90s\"", BYLAW_EPOLICY, "agd_90s|没有定义",
     "‘aged_90s’", false},
    {"a condition misspelt after not", "when = \"aged_90s\"", "when = $\"not agd_90s\"", BYLAW_EPOLICY,
     "agd_90s", "‘aged_90s’", false},
    {"a condition inside any", "when = \"aged_90s\"", "when = { any = { \"probe\", $\"agd_90s\" } }",
     BYLAW_EPOLICY, "agd_90s", "‘aged_90s’", false},
    {"a requirement misspelt", "\"probe\")", "$\"prob\")", BYLAW_EPOLICY, "prob", "‘probe’", false},
    {"a gift misspelt", "give = \"rate_90s\"", "give = $\"rate_90\"", BYLAW_EPOLICY, "rate_90", "‘rate_90s’",
     false},
    {"a reading as condition", "when = \"aged_90s\"", "when = $\"start\"", BYLAW_EPOLICY, "适用口径|start",
     "术语", false},
    {"a condition of nothing", "when = \"aged_90s\"", "$$when = {}", BYLAW_EPOLICY, "条件|空", "术语", false},
    {"any of nothing", "when = \"aged_90s\"", "$$when = { any = {} }", BYLAW_EPOLICY, "条件|空", "术语",
     false},
    {"an empty name", "when = \"aged_90s\"", "$$when = \"\"", BYLAW_EPOLICY, "条件", NULL, false},
    {"a requirement of nothing", "standard:requires(\"第三条\", \"probe\")",
     "$$standard:requires(\"第三条\")", BYLAW_EPOLICY, "条件", NULL, false},
    {"a number as condition", "when = \"aged_90s\"", "$$when = 90", BYLAW_EPOLICY, "条件|术语|整数",
     "aged_90s", false},
    {"an exception to no rule", RULE,
     AFTER_RULE(
         "standard:exception(\"第五条\", { to = $\"第四条第2项\", when = \"probe\", give = yuan(0) })"),
     BYLAW_EPOLICY, "第四条第2项", "‘第四条第3项’", false},
    {"prevails over no rule", "give = \"rate_90s\"", "give = \"rate_90s\", prevails_over = $\"第六条\"",
     BYLAW_EPOLICY, "prevails_over|第六条|不存在", "规则", false},
    {"prevails over itself", "give = \"rate_90s\"", "give = \"rate_90s\", prevails_over = \"第四条第3项\"",
     BYLAW_EPOLICY, "prevails_over|第四条第3项", NULL, false},
    {"a decision without rules", RULE, "", BYLAW_EPOLICY, "standard|没有任何规则", "rule", false},
    {"a term twice", PROBE,
     PROBE "\nact:term($\"age\", { cite = \"第三条\", is = function() return true end })", BYLAW_EPOLICY,
     "age|第 13 行", "to", false},
    {"a parameter as a term", "act:term(\"probe\"", "act:term($\"rate_90s\"", BYLAW_EPOLICY,
     "rate_90s|已经是参数|第 4 行", "换一个名称", false},
    {"a reading as a decision", "act:decision(\"standard\"", "act:decision($\"start\"", BYLAW_EPOLICY,
     "start|已经是适用口径|第 11 行", "换一个名称", false},
    {"an input as a term", "gives = \"money\"",
     "gives = \"money\", given = { $age = fact.count { label = \"x\" } }", BYLAW_EPOLICY, "age|相同",
     "换一个名称", false},
    {"a fact twice", "hukou = fact", "$birth_date = fact.date { label = \"又一个\" },\n  hukou = fact",
     BYLAW_EPOLICY, "birth_date", NULL, false},
    {"a key twice in a rule", "give = \"rate_90s\"", "give = \"rate_90s\", $when = \"probe\"", BYLAW_EPOLICY,
     "when", NULL, false},
    {"a reading's option twice", "{ \"next_month\", \"次月\" }", "{ $\"same_month\", \"次月\" }",
     BYLAW_EPOLICY, "same_month", NULL, false},
    {"workflow", "return act", "$$act:workflow(\"recognition\", {}, {})\nreturn act", BYLAW_EPOLICY,
     "workflow|不支持", "fact.timeline", false},
    {"fact.case", "hukou = fact", "state = $$fact.case \"application\",\n  hukou = fact", BYLAW_EPOLICY,
     "fact.case|不支持", "fact.timeline", false},
};

/* A policy that could pay; `more` is what is wrong with how. */
#define PAYS(key, more)                                                                                              \
  "local act = document { id = \"pays\", number = \"1\", title = \"t\", issuers = \"x\", issued = \"2025-01-01\",\n" \
  "  in_force = { from = \"2025-01-01\", cite = \"第一条\" }, outline = { articles = 9 } }\n"                     \
  "act:facts(\"one\", { label = \"人\", " key                                                                        \
  " id = fact.text { label = \"号\" }, on = fact.date { label = \"日\" },\n"                                       \
  "  hukou = fact.timeline(fact.district) { label = \"户籍\", absent = \"无\" } })\n"                             \
  "act:term(\"first\", { cite = \"第一条\", is = function(_, m) return m end })\n"                                \
  "act:term(\"place\", { cite = \"第一条\", is = function(one, m) return one.hukou:at(m:first()) end })\n"        \
  "local due = act:decision(\"due\", { label = \"应发\", of = \"one\", per = \"month\", gives = \"money\" })\n"    \
  "due:rule(\"第一条\", { give = yuan(1) })\n"                                                                    \
  "local daily = act:decision(\"daily\", { label = \"日\", of = \"one\", per = \"day\", gives = \"money\" })\n"     \
  "daily:rule(\"第一条\", { give = yuan(1) })\n"                                                                  \
  "local asked = act:decision(\"asked\", { label = \"问\", of = \"one\", per = \"month\", gives = \"money\",\n"     \
  "  given = { n = fact.count { label = \"数\" } } })\n"                                                            \
  "asked:rule(\"第一条\", { give = yuan(1) })\n"                                                                  \
  "local who = act:decision(\"who\", { label = \"谁\", of = \"one\", per = \"month\", gives = fact.district })\n"   \
  "who:rule(\"第一条\", { give = \"place\" })\n" more "\nreturn act\n"
#define KEY "key = \"id\","
#define PAYMENT(keys) "$$act:payment(\"allowance\", { label = \"津贴\", cite = \"第二条\", " keys " })"
#define USUAL "pays = \"due\", first_month = \"first\", before_ledger = \"closed\""
#define WITHOUT(keys) PAYS(KEY, PAYMENT(keys))

#define BACK(payer, input, article)                                                                          \
  ", payer = \"who\", back_pay = { payer = \"" payer "\", paid_in = \"" input "\", cite = \"" article "\" }"
/* A decision with an input. */
#define LATER(gives, input)                                                                                  \
  "local later = act:decision(\"later\", { label = \"后\", of = \"one\", per = \"month\", gives = " gives    \
  ",\n"                                                                                                      \
  "  given = { " input " { label = \"月\" } } })\nlater:rule(\"第一条\", { give = \"place\" })\n"
#define COMPLETE                                                                                             \
  LATER("\"district\"", "m = fact.month")                                                                    \
  PAYMENT(USUAL BACK("later", "m", "第三条") ", to = \"id\", bands = \"due\",\n"                             \
                                             "  owed_back = { by = \"paid_by\", cite = \"第四条\" }, "    \
                                             "payer_changed = { settle = \"keep\", cite = \"第五条\" }")

static const struct bad payments[] = {
    {"a payment of nobody", NULL, PAYS("", PAYMENT(USUAL)), BYLAW_EPOLICY, "发放|谁", "key", false},
    {"a payment without its ledger", NULL, WITHOUT("pays = \"due\", first_month = \"first\""), BYLAW_EPOLICY,
     "allowance|before_ledger", "before_ledger", false},
    {"a ledger that is neither", NULL,
     WITHOUT("pays = \"due\", first_month = \"first\", before_ledger = \"close\""), BYLAW_EPOLICY,
     "before_ledger|close", "closed", false},
    {"a key of a payment", NULL, WITHOUT(USUAL ", payr = \"who\""), BYLAW_EPOLICY, "payr", "payer", false},
    {"pays a decision that is not there", NULL,
     WITHOUT("pays = \"dew\", first_month = \"first\", before_ledger = \"open\""), BYLAW_EPOLICY, "pays|dew",
     "due", false},
    {"pays by the day", NULL, WITHOUT("pays = \"daily\", first_month = \"first\", before_ledger = \"open\""),
     BYLAW_EPOLICY, "daily|按月", "month", false},
    {"pays another subject", NULL,
     PAYS(
         KEY,
         "act:facts(\"two\", { label = \"单位\" })\n"
         "local theirs = act:decision(\"theirs\", { label = \"应发\", of = \"two\", per = \"month\", gives = \"money\" })\n"
         "theirs:rule(\"第一条\", { give = yuan(1) })\n" PAYMENT(
             "pays = \"theirs\", first_month = \"first\", before_ledger = \"open\"")),
     BYLAW_EPOLICY, "theirs|单位|人", "最先声明", false},
    {"pays what is no money", NULL,
     WITHOUT("pays = \"who\", first_month = \"first\", before_ledger = \"open\""), BYLAW_EPOLICY, "who|金额",
     NULL, false},
    {"pays what needs an input", NULL,
     WITHOUT("pays = \"asked\", first_month = \"first\", before_ledger = \"open\""), BYLAW_EPOLICY,
     "asked|输入", NULL, false},
    {"a payer that is money", NULL, WITHOUT(USUAL ", payer = \"due\""), BYLAW_EPOLICY, "payer|due", NULL,
     false},
    {"an account that is a date", NULL, WITHOUT(USUAL ", to = \"on\""), BYLAW_EPOLICY, "to|账号", "fact.card",
     false},
    {"an account that is not there", NULL, WITHOUT(USUAL ", to = \"idd\""), BYLAW_EPOLICY, "idd", "id",
     false},
    {"a first month that is no month", NULL,
     WITHOUT("pays = \"due\", first_month = \"due\", before_ledger = \"open\""), BYLAW_EPOLICY,
     "first_month|due|月份", "act:term", false},
    {"a payday that is money", NULL, WITHOUT(USUAL ", day = \"due\""), BYLAW_EPOLICY, "day|日期", NULL,
     false},
    {"arrears without a payer", NULL,
     WITHOUT(USUAL ", back_pay = { payer = \"who\", paid_in = \"m\", cite = \"第三条\" }"), BYLAW_EPOLICY,
     "back_pay|payer", "payer", false},
    {"arrears whose payer takes no month", NULL,
     WITHOUT(USUAL ", payer = \"who\", back_pay = { payer = \"who\", paid_in = \"m\", cite = \"第三条\" }"),
     BYLAW_EPOLICY, "who|输入", "月份", false},
    {"a changed payer without a payer", NULL,
     WITHOUT(USUAL ", payer_changed = { settle = \"between_payers\", cite = \"第三条\" }"), BYLAW_EPOLICY,
     "payer_changed|payer", "payer", false},
    {"a changed payer otherwise", NULL,
     WITHOUT(USUAL ", payer = \"who\", payer_changed = { settle = \"forget\", cite = \"第三条\" }"),
     BYLAW_EPOLICY, "forget", "between_payers", false},
    {"what is owed to somebody else", NULL,
     WITHOUT(USUAL ", owed_back = { by = \"court\", cite = \"第三条\" }"), BYLAW_EPOLICY, "court", "paid_by",
     false},
    {"a citation that is not there", NULL,
     WITHOUT(USUAL ", owed_back = { by = \"paid_by\", cite = \"第三十条\" }"), BYLAW_EPOLICY, "第三十条",
     NULL, false},
    {"a payment twice", NULL,
     PAYS(KEY,
          "act:payment(\"allowance\", { label = \"津贴\", cite = \"第二条\", " USUAL " })\n" PAYMENT(USUAL)),
     BYLAW_EPOLICY, "allowance|两次", "换一个名称", false},
    {"a payment without first month", NULL, WITHOUT("pays = \"due\", before_ledger = \"open\""),
     BYLAW_EPOLICY, "allowance|缺少|first_month", "first_month", false},
    {"a payment in capitals", NULL,
     PAYS(KEY, "$$act:payment(\"Allowance\", { label = \"津贴\", cite = \"第二条\", " USUAL " })"),
     BYLAW_EPOLICY, "Allowance|小写", "rate_80s", false},
    {"a payment of a number", NULL, PAYS(KEY, "$$act:payment(5, {})"), BYLAW_EPOLICY, "发放|整数", NULL,
     false},
    {"a payment that is no table", NULL, PAYS(KEY, "$$act:payment(\"allowance\")"), BYLAW_EPOLICY,
     "allowance|一张表", NULL, false},
    {"an account as a truth", NULL, WITHOUT(USUAL ", to = true"), BYLAW_EPOLICY, "to|文字", NULL, false},
    {"the article of a payment", NULL,
     PAYS(KEY, "$$act:payment(\"allowance\", { label = \"津贴\", cite = \"第十条\", " USUAL " })"),
     BYLAW_EPOLICY, "第十条|9", "核对", false},
    {"a payer that is not there", NULL, WITHOUT(USUAL ", payer = \"whoo\""), BYLAW_EPOLICY, "payer|whoo",
     "‘who’", false},
    {"a payer that needs an input", NULL,
     PAYS(KEY, LATER("fact.district", "m = fact.month") PAYMENT(USUAL ", payer = \"later\"")), BYLAW_EPOLICY,
     "later|输入", "没有人", false},
    {"pays by the law of another day", NULL,
     PAYS(
         KEY,
         "local other = act:decision(\"other\", { label = \"另\", of = \"one\", per = \"month\", gives = \"money\",\n"
         "  law_on = \"on\" })\nother:rule(\"第一条\", { give = yuan(1) })\n" PAYMENT(
             "pays = \"other\", first_month = \"first\", before_ledger = \"open\"")),
     BYLAW_EPOLICY, "other|law_on", "各月", false},
    {"a payday that is not there", NULL, WITHOUT(USUAL ", day = \"dailly\""), BYLAW_EPOLICY, "day|dailly",
     "‘daily’", false},
    {"bands that are not there", NULL, WITHOUT(USUAL ", bands = \"askd\""), BYLAW_EPOLICY, "bands|askd",
     "‘asked’", false},
    {"bands by the day", NULL, WITHOUT(USUAL ", bands = \"daily\""), BYLAW_EPOLICY, "bands|daily|按月",
     "month", false},
    {"an account with a history", NULL, WITHOUT(USUAL ", to = \"hukou\""), BYLAW_EPOLICY, "to|账号",
     "fact.card", false},
    {"a first month that is not there", NULL,
     WITHOUT("pays = \"due\", first_month = \"frist\", before_ledger = \"open\""), BYLAW_EPOLICY,
     "first_month|frist", "act:term", false},
    {"a first month that is a number", NULL,
     PAYS(
         KEY,
         "act:parameter(\"limit\", { label = \"数\", cite = \"第一条\", { from = \"2025-01-01\", value = 1 } })\n" PAYMENT(
             "pays = \"due\", first_month = \"limit\", before_ledger = \"open\"")),
     BYLAW_EPOLICY, "first_month|limit|月份", "act:term", false},
    {"a key of arrears", NULL, WITHOUT(USUAL ", payer = \"who\", back_pay = { payr = \"who\" }"),
     BYLAW_EPOLICY, "back_pay|payr", "‘payer’", false},
    {"arrears without their input", NULL,
     WITHOUT(USUAL ", payer = \"who\", back_pay = { payer = \"who\", cite = \"第三条\" }"), BYLAW_EPOLICY,
     "back_pay|缺少|paid_in", "paid_in", false},
    {"the article of arrears", NULL, WITHOUT(USUAL BACK("who", "m", "第十条")), BYLAW_EPOLICY, "第十条|9",
     "核对", false},
    {"arrears whose payer is not there", NULL, WITHOUT(USUAL BACK("whoo", "m", "第三条")), BYLAW_EPOLICY,
     "back_pay.payer|whoo", "‘who’", false},
    {"arrears whose payer is money", NULL,
     PAYS(KEY, LATER("\"money\"", "m = fact.month") PAYMENT(USUAL BACK("later", "m", "第三条"))),
     BYLAW_EPOLICY, "back_pay.payer|later|金额", NULL, false},
    {"arrears whose payer takes a date", NULL,
     PAYS(KEY, LATER("fact.district", "m = fact.date") PAYMENT(USUAL BACK("later", "m", "第三条"))),
     BYLAW_EPOLICY, "back_pay.payer|later|输入", "m（月份）", false},
    {"arrears whose input is called otherwise", NULL,
     PAYS(KEY, LATER("fact.district", "m = fact.month") PAYMENT(USUAL BACK("later", "paid_in", "第三条"))),
     BYLAW_EPOLICY, "back_pay.payer|later|输入", "paid_in（月份）", false},
    {"arrears whose payer is another choice", NULL,
     PAYS(KEY, LATER("fact.one_of { { \"east\", \"东\" }, { \"west\", \"西\" } }", "m = fact.month")
                   PAYMENT(USUAL BACK("later", "m", "第三条"))),
     BYLAW_EPOLICY, "payer|back_pay.payer|选项", NULL, false},
    {"a key of what is owed", NULL, WITHOUT(USUAL ", owed_back = { bye = \"paid_by\" }"), BYLAW_EPOLICY,
     "owed_back|bye", "‘by’", false},
    {"a key of a changed payer", NULL,
     WITHOUT(USUAL ", payer = \"who\", payer_changed = { setle = \"keep\" }"), BYLAW_EPOLICY,
     "payer_changed|setle", "‘settle’", false},
    {"the article of a changed payer", NULL,
     WITHOUT(USUAL ", payer = \"who\", payer_changed = { settle = \"keep\", cite = \"第十条\" }"),
     BYLAW_EPOLICY, "第十条|9", "核对", false},
    {"born of a text", NULL,
     PAYS(KEY, "$$act:facts(\"two\", { label = \"x\", y = fact.text { label = \"y\", born = true } })"),
     BYLAW_EPOLICY, "born", NULL, false},
};

/* Two kinds of subject beside the elder: a unit with `refs`, a city with `more`; then `after`. */
#define SUBJECTS(refs, more, after)                                                                          \
  "return act", "act:facts(\"unit\", { label = \"单位\", key = \"code\", "                                 \
                "code = fact.credit_code { label = \"代码\" }" refs " })\n"                                  \
                "act:facts(\"city\", { label = \"城市\", name = fact.text { label = \"市名\" }" more         \
                " })\n" after "\nreturn act"
#define OF_CITY ", city = fact.ref(\"city\") { label = \"所在市\" }"
#define NAMED ", key = \"name\""
#define UNIT_TERM(body)                                                                                      \
  "act:term(\"asks\", { of = \"unit\", cite = \"第二条\", is = function(unit, _, law) return " body " end })"
#define UNIT_DECISION(term, gives)                                                                               \
  "local d = act:decision(\"fit\", { label = \"单位\", of = \"unit\", per = \"month\", gives = \"truth\" })\n" \
  "d:rule(\"第二条\", { when = " term ", give = " gives " })"

static const struct bad subjects[] = {
    {"a reference without a name", SUBJECTS(", city = $$fact.ref()", NAMED, ""), BYLAW_EPOLICY, "fact.ref",
     "fact.ref(\"unit\")", false},
    {"a reference to a subject that is not there",
     SUBJECTS(", $$citi = fact.ref(\"citi\") { label = \"所在市\" }", NAMED, ""), BYLAW_EPOLICY,
     "citi|没有声明", "‘city’", false},
    {"a reference to a subject without a key", SUBJECTS("$$" OF_CITY, "", ""), BYLAW_EPOLICY, "city|标识",
     "key", false},
    {"a reference that is called otherwise",
     SUBJECTS(", $$town = fact.ref(\"city\") { label = \"所在市\" }", NAMED, ""), BYLAW_EPOLICY, "town|同名",
     "city = fact.ref", false},
    {"references in a circle",
     SUBJECTS(OF_CITY, NAMED ", $$unit = fact.ref(\"unit\") { label = \"主管单位\" }", ""), BYLAW_EPOLICY,
     "循环", "去掉", false},
    {"a key of a reference",
     SUBJECTS(", city = fact.ref(\"city\") { label = \"所在市\", $optional = true }", NAMED, ""),
     BYLAW_EPOLICY, "fact.ref|optional", NULL, false},
    {"a key that is a reference", "return act",
     "act:facts(\"city\", { label = \"城市\", key = \"name\", name = fact.text { label = \"市名\" } })\n"
     "$$act:facts(\"unit\", { label = \"单位\", key = \"city\", city = fact.ref(\"city\") { label = \"所在市\" } })\nreturn act",
     BYLAW_EPOLICY, "key|city", NULL, false},
    {"a subject called like a fact", "return act", "$$act:facts(\"hukou\", { label = \"户口\" })\nreturn act",
     BYLAW_EPOLICY, "hukou|同名", "换一个名称", false},
    {"a term of a subject that is not there", "return act",
     "$$act:term(\"asks\", { of = \"elders\", cite = \"第二条\", is = function() return true end })\nreturn act",
     BYLAW_EPOLICY, "asks|elders|没有声明", "‘elder’", false},
    {"a fact that the referenced record lacks",
     SUBJECTS(OF_CITY, NAMED, UNIT_TERM("unit.city.$nam == \"x\"")), BYLAW_EPOLICY, "城市|nam", "‘name’",
     false},
    {"a fact of another subject", SUBJECTS(OF_CITY, NAMED, UNIT_TERM("present(unit.$birth_date)")),
     BYLAW_EPOLICY, "单位|birth_date", NULL, false},
    {"a term of another subject", SUBJECTS(OF_CITY, NAMED, UNIT_TERM("law.$age > 1")), BYLAW_EPOLICY,
     "age|老年人|单位", "fact.ref", false},
    {"a condition about another subject", SUBJECTS(OF_CITY, NAMED, UNIT_DECISION("$\"probe\"", "\"probe\"")),
     BYLAW_EPOLICY, "probe|老年人|单位", "fact.ref", false},
    {"an outcome of another subject",
     SUBJECTS(
         OF_CITY, NAMED,
         "act:term(\"here\", { of = \"unit\", cite = \"第二条\", is = function() return true end })\n" UNIT_DECISION(
             "\"here\"", "$\"probe\"")),
     BYLAW_EPOLICY, "probe|老年人|单位", "fact.ref", false},
    {"an invariant of another subject",
     SUBJECTS(OF_CITY, NAMED, "act:invariant(\"unit\", $\"birth_date <= code\")"), BYLAW_EPOLICY,
     "birth_date|没有事实", NULL, false},
};

#define IN_TABLE(rows)                                                                                               \
  "local grade = fact.one_of { { \"low\", \"低\" }, { \"high\", \"高\" } }\n"                                      \
  "$$act:table(\"need\", { label = \"要求\", cite = \"第二条\", by = grade, columns = { staff = \"人数\" }, " \
  "{ from = \"2025-01-01\", rows = { " rows " } } })\n" BEFORE_DECISION
#define AS_TERM(body)                                                                                              \
  "local grade = fact.one_of { { \"low\", \"低\" }, { \"high\", \"高\" } }\n"                                    \
  "act:table(\"need\", { label = \"要求\", cite = \"第二条\", by = grade, columns = { staff = \"人数\" }, " \
  "{ from = \"2025-01-01\", rows = { low = { staff = 1 }, high = { staff = 2 } } } })\n"                           \
  "act:term(\"asks\", { cite = \"第二条\", is = function(elder, _, law) return " body                              \
  " > 1 end })\n" BEFORE_DECISION

static const struct bad tables[] = {
    {"a member without a row", BEFORE_DECISION, IN_TABLE("low = { staff = 1 }"), BYLAW_EPOLICY,
     "need|缺少|high", "每个选项写一行", false},
    {"a row of no member", BEFORE_DECISION, IN_TABLE("low = { staff = 1 }, hihg = { staff = 2 }"),
     BYLAW_EPOLICY, "need|hihg", "‘high’", false},
    {"a column that is not declared", BEFORE_DECISION, IN_TABLE("low = { staff = 1 }, high = { staf = 2 }"),
     BYLAW_EPOLICY, "need|staf", "‘staff’", false},
    {"a column of two kinds", BEFORE_DECISION, IN_TABLE("low = { staff = 1 }, high = { staff = yuan(2) }"),
     BYLAW_EPOLICY, "staff|整数|金额", "同一种类", false},
    {"a cell with an article that is not there", BEFORE_DECISION,
     IN_TABLE("low = { staff = 1 }, high = { staff = { 2, cite = \"第九十条\" } }"), BYLAW_EPOLICY,
     "第九十条", NULL, false},
    {"a column that nobody fills", BEFORE_DECISION, IN_TABLE("low = {}, high = {}"), BYLAW_EPOLICY,
     "need|staff|没有", NULL, false},
    {"a table that is asked for a column it lacks", BEFORE_DECISION, AS_TERM("law.need.low.$staf"),
     BYLAW_EPOLICY, "need|staf", "‘staff’", false},
    {"a table that is asked for a choice it lacks", BEFORE_DECISION, AS_TERM("law.need[$\"lwo\"].staff"),
     BYLAW_EPOLICY, "lwo", "‘low’", false},
    {"a requirement of some only without a name", "\"probe\")", "\"probe\", { where = $\"prob\" })",
     BYLAW_EPOLICY, "prob", "‘probe’", false},
    {"a choice where money is given", "give = \"rate_90s\"", "$give = choice \"low\"", BYLAW_EPOLICY,
     "金额|选项", NULL, false},
    {"a text where money is given", "give = \"rate_90s\"", "$give = text \"x\"", BYLAW_EPOLICY, "金额|文字",
     NULL, false},
    {"a year of a decision by month", "per = \"month\"", "per = \"month\", $year_ends = \"06-30\"",
     BYLAW_EPOLICY, "year_ends", NULL, false},
    {"a year that ends on a day which not every year has", "per = \"month\"",
     "per = \"year\", year_ends = $\"02-29\"", BYLAW_EPOLICY, "02-29", "06-30", false},
};

/* What the cases above break does load; and it is told as it was declared. */
static void test_good_payment(void **state) {
  (void)state;
  struct bench t = bench_open();
  char *text = replaced(PAYS(KEY, COMPLETE), NULL, PAYS(KEY, COMPLETE)), *json = NULL;
  bylaw_error e = {0};
  take_marker(text);
  write_text(t.broken, text);
  if (bylaw_load(t.b, t.broken, &e) != BYLAW_OK)
    fail_msg("%d:%d %s (%s)", e.line, e.column, e.message, e.hint);
  assert_int_equal(bylaw_describe(t.b, "pays", &json, &e), BYLAW_OK);
  static const char *const told[] = {
      "\"name\":\"allowance\"",
      "\"label\":\"津贴\"",
      "\"article\":\"第二条\"",
      "\"pays\":\"due\"",
      "\"payer\":\"who\"",
      "\"account\":\"id\"",
      "\"first_month\":\"first\"",
      "\"before_ledger\":\"closed\"",
      "\"day\":null",
      "\"bands\":\"due\"",
      "\"back_pay\":{\"article\":\"第三条\",\"payer\":\"later\",\"paid_in\":\"m\"}",
      "\"owed_back\":{\"article\":\"第四条\"}",
      "\"payer_changed\":{\"article\":\"第五条\",\"settle\":\"keep\"}"};
  for (size_t i = 0; i < sizeof told / sizeof *told; i++)
    if (!strstr(json, told[i])) fail_msg("%s is not told: %s", told[i], json);
  bylaw_free(json);
  free(text);
  bench_close(&t);
}

int main(void) {
  static struct CMUnitTest tests[256];
  size_t n = 0;
  ADD_ROWS(tests, n, test_bad, literals);
  ADD_ROWS(tests, n, test_bad, unknown_keys);
  ADD_ROWS(tests, n, test_bad, wrong_types);
  ADD_ROWS(tests, n, test_bad, parameters);
  ADD_ROWS(tests, n, test_bad, citations);
  ADD_ROWS(tests, n, test_bad, names);
  ADD_ROWS(tests, n, test_bad, payments);
  ADD_ROWS(tests, n, test_bad, tables);
  ADD_ROWS(tests, n, test_bad, subjects);
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(test_good_payment);
  return _cmocka_run_group_tests("bad policy", tests, n, NULL, NULL);
}
