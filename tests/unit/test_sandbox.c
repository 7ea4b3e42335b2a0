/* What a policy must not reach, change or compare, and what Lua would let through silently. */
#include "attack.h"

/* --- nothing of the machine ------------------------------------------------------------------- */

static const char *const absent_globals[] = {
    "io",     "os",       "debug",    "package", "require",      "load",           "loadstring",
    "dofile", "loadfile", "pcall",    "xpcall",  "coroutine",    "collectgarbage", "next",
    "rawget", "rawset",   "rawequal", "rawlen",  "setmetatable", "getmetatable",   "_G",
    "_ENV",   "print",    "warn",     "module",  "setfenv",      "getfenv",        "newproxy",
    "bit32",  "arg",      "_VERSION", "host",    "std",          "utf9",           "__eq",
    "__key",  "__truth",  "__told",   "__index"};
static const char *const absent_fields[] = {
    "string.dump",   "string.find",     "string.match", "string.gmatch",    "string.gsub", "string.pack",
    "string.unpack", "string.packsize", "math.random",  "math.randomseed",  "math.huge",   "math.sqrt",
    "math.floor",    "table.foreach",   "utf8.codes",   "utf8.charpattern", "os",          "io"};

static int try_global(const char *name) {
  static const char *const forms[] = {"local stolen = %s", "local f = function() return %s.execute end"};
  int wrong = 0;
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    char text[160];
    snprintf(text, sizeof text, forms[i], name);
    wrong += fight_chunk(text, UNLOADED);
  }
  return wrong;
}

static void no_name_of_the_machine_is_known(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t i = 0; i < sizeof absent_globals / sizeof *absent_globals; i++)
    wrong += try_global(absent_globals[i]);
  assert_int_equal(wrong, 0);
}

/* A library's field that is not there is nil or an error; it is never a function. */
static void no_function_of_the_machine_is_in_a_library(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t i = 0; i < sizeof absent_fields / sizeof *absent_fields; i++) {
    char text[160];
    snprintf(text, sizeof text, "local f = %s\nreturn f()", absent_fields[i]);
    wrong += fight_term(text, REFUSED);
  }
  assert_int_equal(wrong, 0);
}

static const struct attack detours[] = {
    {"the environment as a local", "local _ENV = {}", UNLOADED},
    {"the environment as a constant", "local _ENV <const> = { yuan = 1 }", UNLOADED},
    {"the environment as a parameter", "local f = function(_ENV) return x end", UNLOADED},
    {"the environment in a loop", "for _ENV in ipairs({}) do end", UNLOADED},
    {"the environment by name", "local e = _ENV[\"io\"]", UNLOADED},
    {"a global assigned", "io = 1", UNLOADED},
    {"a global function", "function yuan() end", UNLOADED},
    {"a checked operation replaced", "local __eq = function() return true end", UNLOADED},
    {"a checked operation as parameter", "local f = function(__truth) return __truth end", UNLOADED},
    {"a checked operation called", "local x = __eq(1, 1)", UNLOADED},
    {"a field __gc", "local t = { __gc = 1 }", UNLOADED},
    {"a key __gc", "local t = { [\"__gc\"] = 1 }", UNLOADED},
    {"an assigned key __index", "local t = {}\nt[\"__index\"] = t", UNLOADED},
    {"a method __index", "local t = {}\nfunction t:__index() end", UNLOADED},
    {"to be closed", "local x <close> = nil", UNLOADED},
    {"goto", "::again:: goto again", UNLOADED},
    {"a pattern on a literal", "local x = (\"x\"):find(\"x\")", UNLOADED},
    {"a pattern on a string", "local s = \"x\"\nlocal x = s:find(\"x\")", REFUSED},
    {"gsub on a string", "local s = \"x\"\nlocal x = s:gsub(\"x\", \"y\")", REFUSED},
    {"match on a made string", "local x = (\"a\" .. \"b\"):match(\"a\")", REFUSED},
    {"gmatch in a loop", "local s = \"x\"\nfor w in s:gmatch(\".\") do local y = w end", REFUSED},
    {"dump on a literal", "local x = (\"\").dump", UNLOADED},
    {"dump on a string", "local s = \"\"\nlocal x = s.dump(function() end)", REFUSED},
    {"arithmetic on text", "local x = \"10\" + 1", REFUSED},
    {"arithmetic on text the other way", "local s = \"10\"\nlocal x = 2 * s", REFUSED},
    {"minus text", "local s = \"10\"\nlocal x = -s", REFUSED},
    {"bits of text", "local s = \"10\"\nlocal x = s | 1", REFUSED},
    {"a float literal", "local x = 0.5", UNLOADED},
    {"a hexadecimal float", "local x = 0x1p4", UNLOADED},
    {"an address by format", "local x = string.format(\"%p\", \"abc\")", REFUSED},
    {"an address by padded format",
     "local x = string.format(\"%20p\", \"a long text that has an address of its own\")", REFUSED},
    {"an address by left format", "local x = string.format(\"%-p\", \"abc\")", REFUSED},
    {"an address behind a NUL", "local x = string.format(\"\\0%p\", \"abc\")", REFUSED},
    {"an address behind a NUL and a width", "local x = string.format(\"%d\\0%20p\", 1, \"abc\")", REFUSED},
    {"an address behind an escaped sign", "local x = string.format(\"%%%p\", \"abc\")", REFUSED},
    {"a conversion that Lua does not have", "local x = string.format(\"%n\", 1)", REFUSED},
    {"the step of ipairs over nothing", "local step = ipairs({})\nlocal x = step(nil, 1)", REFUSED},
    {"the step of ipairs over a text", "local step = ipairs({})\nlocal x = step(\"a forged table\", 1)",
     REFUSED},
    {"the step of ipairs over a number", "local step = ipairs({})\nlocal x = step(1 << 40, 1)", REFUSED},
    {"the step of ipairs without arguments", "local step = ipairs({})\nlocal x = step()", REFUSED},
    {"the step of ipairs at the greatest place",
     "local step = ipairs({})\nassert(step({}, math.maxinteger) == nil)", SURVIVED},
    {"the step of pairs over a table of the policy",
     "local step = pairs({ 1 })\nlocal x = step({ {}, { 1 }, math.maxinteger })", REFUSED},
    {"the step of pairs over a text", "local step = pairs({ 1 })\nlocal x = step(\"a forged loop\")",
     REFUSED},
    {"a loop of pairs that is changed", "local step, loop = pairs({ 1 })\nloop[1] = {}", REFUSED},
    {"a condition as a loop", "local step = pairs({ 1 })\nlocal x = step(at_least(1))", REFUSED},
    {"a text cut by a NUL as a date", "local x = date \"2025-06-30\\0x\"", REFUSED},
    {"a text cut by a NUL as a month", "local x = month \"2025-06\\0x\"", REFUSED},
    {"a text cut by a NUL as an amount", "local x = yuan \"1.00\\0x\"", REFUSED},
    {"a text cut by a NUL as a rate", "local x = percent \"1\\0x\"", REFUSED},
    {"a text cut by a NUL as an option",
     "local x = yuan(1):times(percent(3), { round = \"half_up\\0x\", to = \"fen\", cite = \"x\" })", REFUSED},
    {"an address by tostring of a table", "local x = tostring({})", REFUSED},
    {"an address by tostring of a function", "local x = tostring(tostring)", REFUSED},
    {"an address by %s", "local x = string.format(\"%s\", {})", REFUSED},
    {"an address by %s of a function", "local x = string.format(\"%s\", yuan)", REFUSED},
    {"an address by error", "error({})", REFUSED},
    {"a number in another base", "local x = tonumber(\"11\", 2)", REFUSED},
    {"a number and a base", "assert(tonumber(5, 10) == 5, \"tonumber gave its base\")", REFUSED},
    {"a float by division", "local x = yuan(1 / 2)", REFUSED},
    {"a float by power", "local x = yuan(2 ^ 3)", REFUSED},
    {"a float by tonumber", "local x = tonumber(\"0.5\")", REFUSED},
};

static const struct attack binary[] = {
    {"a binary chunk", "\x1BLua\x54", SURVIVED},
    {"a shebang", "#!/bin/sh\nreturn 1\n", SURVIVED},
};

static void a_chunk_that_is_not_text_does_not_load(void **state) {
  const struct attack *a = *state;
  struct arena_of_war w = war_open("", a->text, "");
  struct seen s = war_fight(&w, NULL);
  war_close(&w);
  assert_true(s.finished && s.after_good == BYLAW_OK);
  assert_int_equal(s.loaded, BYLAW_ESYNTAX);
}

/* --- what is frozen --------------------------------------------------------------------------- */

static const struct attack frozen[] = {
    {"string.len", "string.len = 1", REFUSED},
    {"a new field of string", "string.find = function() end", REFUSED},
    {"table.x", "table.x = 1", REFUSED},
    {"a function of table", "function table.insert() end", REFUSED},
    {"math.maxinteger", "math.maxinteger = 1", REFUSED},
    {"utf8", "utf8.char = nil", REFUSED},
    {"a library by computed key", "local k = \"len\"\nstring[k] = 1", REFUSED},
    {"the string library by a string", "local s = \"x\"\ns.len = 1", REFUSED},
    {"fact.date", "fact.date = 1", REFUSED},
    {"a new type of fact", "fact.x = 1", REFUSED},
    {"a field of a type", "fact.date.kind = \"money\"", REFUSED},
    {"a new field of a type", "fact.date.x = 1", REFUSED},
    {"the members of a type", "fact.district.list[1] = 5", REFUSED},
    {"a type by table.insert", "table.insert(fact.district.list, { \"x\", \"y\" })", REFUSED},
    {"a library by table.insert", "table.insert(string, 1)", REFUSED},
    {"a library by table.move", "table.move({ 1 }, 1, 1, 1, table)", REFUSED},
    {"a library by table.sort", "table.sort(math)", SURVIVED},
    {"document", "document = 1", UNLOADED},
    {"yuan", "yuan = 1", UNLOADED},
    {"a field of a value", "local v = yuan(1)\nv.x = 1", REFUSED},
    {"a method of a value", "local v = date \"2025-01-01\"\nv.age = 1", REFUSED},
    {"a value called", "local v = yuan(1)\nlocal x = v()", REFUSED},
    {"a length of a value", "local v = yuan(1)\nlocal x = #v", REFUSED},
};

static const struct attack internals[] = {
    {"the rules of a decision", "standard.rules = {}", STOPPED},
    {"a rule of a decision", "standard.rules[1] = nil", STOPPED},
    {"a new field of a decision", "standard.extra = 1", STOPPED},
    {"a method of a decision", "standard.rule = function() end", STOPPED},
    {"a parameter", "act.parameters[1] = nil", STOPPED},
    {"a row of a parameter", "act.parameters[1].rows[1].value = yuan(1000000)", STOPPED},
    {"the terms", "act.terms = {}", STOPPED},
    {"a term", "act.terms[1].is = function() return true end", STOPPED},
    {"the document's id", "act.document.id = \"decent\"", STOPPED},
    {"the document's outline", "act.document.outline.articles = 1000", STOPPED},
    {"a new field of act", "act.extra = 1", STOPPED},
    {"a method of act", "act.term = function() end", STOPPED},
    {"a method by function", "function act:uncoded() end", STOPPED},
    {"the class behind act", "local class = act[\"_\" .. \"_index\"]\nclass.uncoded = 1", STOPPED},
    {"a declared fact", "act.facts_list[1].kind = \"money\"", STOPPED},
    {"a declared choice", "place.list[1][1] = 5", STOPPED},
    {"by table.insert", "table.insert(act.decisions, 5)", STOPPED},
    {"by table.remove", "table.remove(act.terms)", STOPPED},
    {"by table.sort", "table.sort(act.terms, function(a, b) return false end)\nact.terms[1] = 5", STOPPED},
    {"by table.move", "table.move({ 5 }, 1, 1, 1, act.terms)", STOPPED},
    {"a hole in a list of texts",
     "local d = document\nact:duty(\"第五条\", { who = \"x\", what = \"y\" })\nact.entries[1] = false",
     STOPPED},
    {"a hole among choices",
     "local t = fact.one_of { { \"a\", \"甲\" }, nil, { \"b\", \"乙\" } }\n"
     "local d = act:decision(\"third\", { label = \"三\", of = \"elder\", per = \"month\",\n"
     "  gives = t, given = { x = t { label = \"x\" } } })\nd:item(\"第五条\", {})",
     STOPPED},
    {"choices changed afterwards",
     "local list = { { \"a\", \"甲\" } }\nlocal t = fact.one_of(list)\n"
     "local d = act:decision(\"third\", { label = \"三\", of = \"elder\", per = \"month\",\n"
     "  gives = \"money\", given = { x = t { label = \"x\" } } })\n"
     "d:rule(\"第五条\", { give = yuan(1) })\nlist[1] = 5",
     SURVIVED},
    {"options changed afterwards",
     "local o = { \"a\", \"甲\" }\nact:reading(\"r\", { cite = \"第五条\", ask = \"？\", o,\n"
     "  { \"b\", \"乙\" }, default = \"a\" })\no[1] = nil",
     SURVIVED},
    {"a document declared twice", "document { id = \"other\" }", STOPPED},
    {"a condition in itself", "local c = {}\nc[1] = c\nstandard:requires(\"第三条\", c)", STOPPED},
};

static const struct attack read_only[] = {
    {"a fact", "elder.born = 1 return true", REFUSED},
    {"a new fact", "elder.x = 1 return true", REFUSED},
    {"a fact by computed key", "local k = \"born\" elder[k] = 1 return true", REFUSED},
    {"the law", "law.rate = 1 return true", REFUSED},
    {"the day of deciding", "law.decided_on = date \"2030-01-01\" return true", REFUSED},
    {"the month", "m.x = 1 return true", REFUSED},
    {"a fact by table.insert", "table.insert(elder, 1) return true", REFUSED},
    {"facts by pairs", "for k in pairs(elder) do local x = k end return true", REFUSED},
    {"facts by ipairs", "for k in ipairs(elder) do local x = k end return true", REFUSED},
    {"law by pairs", "for k in pairs(law) do local x = k end return true", REFUSED},
    {"a method of law on another thing", "return law.at(elder, m).probe", REFUSED},
    {"a method of law on a table", "return law.at({}, m).probe", REFUSED},
    {"a method of law on a condition", "return law.at(at_least(1), m).probe", REFUSED},
    {"a method of a value on another thing", "return elder.born.age(1, elder.born) == 0", REFUSED},
    {"a method of a list on a date", "return elder.applied.any(elder.born, {})", REFUSED},
    {"a method of a timeline on a list", "return elder.hukou.at(elder.applied, m:last()) == \"和平区\"",
     REFUSED},
    {"a method of a list on the law", "return elder.applied.count(law) == 1", REFUSED},
    {"the parameters from a term", "act.parameters[1] = nil return true", REFUSED},
    {"a declaration from a term",
     "act:term(\"late\", { cite = \"第三条\", is = function() return true end }) return true", REFUSED},
    {"a fact type from a term", "return fact.date { label = \"x\" } ~= nil", REFUSED},
    {"a document from a term", "document { id = \"x\" } return true", REFUSED},
    {"a value from a term", "value(\"rate\", {}) return true", REFUSED},
};

/* In C a text ends at a NUL: what was checked would not be what is kept. */
static const struct attack nul[] = {
    {"a citation", "act:uncoded(\"第五条\\0第九百条\", \"x\")", UNLOADED},
    {"a reason", "act:uncoded(\"第五条\", \"x\\0y\")", STOPPED},
    {"a name", "act:term(\"late\\0r\", { cite = \"第五条\", is = function() return true end })", UNLOADED},
    {"a label",
     "act:parameter(\"p\", { label = \"x\\0y\", cite = \"第五条\", { from = \"2025-01-01\", value = 1 } })",
     UNLOADED},
    {"a choice",
     "local c = fact.one_of { { \"a\\0b\", \"甲\" } }\n"
     "local d = act:decision(\"third\", { label = \"三\", of = \"elder\", per = \"month\", gives = c })\n"
     "d:rule(\"第五条\", { give = \"probe\" })",
     STOPPED},
    {"a day",
     "act:term(\"t\", { cite = \"第五条\", from = \"2025-01-01\\0x\", is = function() return true end })",
     UNLOADED},
};

/* Messages tell a table by its type, not by its place in memory. */
static void no_message_tells_an_address(void **state) {
  static const char *const texts[] = {
      "act:note({}, { cite = \"第五条\", says = \"x\", prevails = \"text\" })\nstandard[{}] = 1",
      "act[{}] = 1",
      "local d = act:decision(\"d\", { label = \"x\", of = \"elder\", per = \"month\", gives = {} })",
      "act:facts({}, {})",
      "local x = fact[{}]",
      "local d = act:decision(\"d\", { label = \"x\", of = \"elder\", per = \"month\", gives = \"money\", given = { [yuan] = 1 } })",
      "act:invariant({}, \"x\")",
      "act:reading(\"r\", { cite = \"第五条\", ask = \"?\", default = \"a\", {}, {} })",
      "error({})",
      "local x = \"a\" .. {}",
      "local x = {} < {}",
      "local t = {}\nt()"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct arena_of_war w = war_open(HEAD EASY TAIL, texts[i], "\n" RETURN);
    struct seen s = war_fight(&w, NULL);
    war_close(&w);
    assert_true(s.finished && s.loaded != BYLAW_OK && *s.error.message);
    if (strstr(s.error.message, "0x") || strstr(s.error.hint, "0x"))
      fail_msg("%s: %s %s", texts[i], s.error.message, s.error.hint);
  }
}

/* --- errors are sticky ------------------------------------------------------------------------ */

static const struct attack sticky[] = {
    {"an error in a term", "error(\"stop\") return true", REFUSED},
    {"an error in a comparator",
     "table.sort({ 1, 2 }, function(a, b) error(\"stop\") return a < b end) return true", REFUSED},
    {"a comparator without answer", "table.sort({ 1, 2 }, function() end) return true", REFUSED},
    {"a comparator with a value", "table.sort({ 1, 2 }, function() return elder.n end) return true", REFUSED},
    {"a comparator that empties its table",
     "local t = { 3, 2, 1 } table.sort(t, function(a, b) t[1] = nil t[2] = nil t[3] = nil return a < b end) return true",
     SURVIVED},
    {"a failed assertion", "assert(false, \"stop\") return true", REFUSED},
    {"an assertion of a value", "assert(elder.n) return true", REFUSED},
    {"an error in the law of another month", "return law:at(m:plus(-100000)).probe or true", REFUSED},
    {"a term in itself", "return not law.probe or true", REFUSED},
    {"nothing returned", "local x = 1", REFUSED},
    {"a plain number returned", "return 1", REFUSED},
    {"a text returned", "return \"true\"", REFUSED},
    {"a table returned", "return { true }", REFUSED},
    {"a value where true is wanted", "return elder.n", STOPPED},
};

/* An error inside a decision that a term asks for. */
static void an_error_in_a_nested_decision_is_not_swallowed(void **state) {
  (void)state;
  const char *text =
      "act:term(\"bad\", { cite = \"第三条\", is = function() error(\"stop\") return true end })\n"
      "local inner = act:decision(\"inner\", { label = \"内\", of = \"elder\", per = \"month\", gives = \"money\","
      " else_give = yuan(0) })\n"
      "inner:rule(\"第五条\", { when = \"bad\", give = yuan(1) })\n" TERM
      "local x = present(law.inner) or true return true" TERM_END;
  assert_int_equal(fight(HEAD, text, TAIL RETURN, REFUSED), 0);
}

/* --- what Lua would let through --------------------------------------------------------------- */

static const struct attack values_as_lua_sees_them[] = {
    {"a count and an integer", "return elder.n == 90", TRUE},
    {"an integer and a count", "return 90 == elder.n", TRUE},
    {"a count and a local", "local x = 90 return elder.n == x and x == elder.n", TRUE},
    {"a count and a parameter", "local same = function(a, b) return a == b end return same(elder.n, 90)",
     TRUE},
    {"a count that differs", "local x = 91 return elder.n ~= x and not (elder.n == x)", TRUE},
    {"counts in a table", "local t = { elder.n } return t[1] == 90 and 90 == t[1]", TRUE},
    {"a count by varargs", "local f = function(...) return (...) == 90 end return f(elder.n)", TRUE},
    {"a choice and a text", "local s = \"home\" return elder.place == s and elder.place ~= \"away\"", TRUE},
    {"a choice and its label", "return elder.place == \"家\"", TRUE},
    {"a text and a text", "return elder.name == \"x\" and elder.name ~= \"y\"", TRUE},
    {"the type of a value", "return type(elder.amount) == \"money\" and type(elder.n) == \"count\"", TRUE},
    {"a value and nil", "return elder.n == nil", REFUSED},
    {"nil and a value", "local x return x ~= elder.n", REFUSED},
    {"a count and a text", "return elder.n == \"90\"", REFUSED},
    {"a choice and a stranger", "return elder.place == \"nowhere\"", REFUSED},
    {"a choice and a local stranger", "local s = \"hom\" return elder.place ~= s", REFUSED},
    {"a value and a boolean", "return elder.n == true", REFUSED},
    {"a value and a table", "return elder.n == {}", REFUSED},
    {"a value and a function", "return elder.n == yuan", REFUSED},
    {"a value and a float", "return elder.n == 180 / 2", REFUSED},
    {"a value less than a float", "return elder.n < 181 / 2", REFUSED},
    {"a value times a float", "return elder.amount * (1 / 2) == yuan(1)", REFUSED},
    {"the subject and a value", "return elder == elder.n", REFUSED},
    {"not a value", "return not elder.n", REFUSED},
    {"a value as condition", "if elder.n then return true end return true", REFUSED},
    {"a value in elseif",
     "if m < month \"1999-01\" then return true elseif elder.n then return true end return true", REFUSED},
    {"a value in while", "while elder.amount do return true end return true", REFUSED},
    {"a value in until", "repeat local x = 1 until elder.n return true", REFUSED},
    {"a value before and", "local x = elder.n and 1 return true", REFUSED},
    {"a value before or", "local x = elder.n or 1 return true", REFUSED},
    {"a value behind and in a condition", "if elder.ok and elder.n then return true end return true",
     REFUSED},
    {"a value behind or in a condition",
     "if (m < month \"1999-01\" or (elder.n)) then return true end return true", REFUSED},
    {"a value through a local", "local x = elder.ok and elder.n if x then return true end return true",
     REFUSED},
    {"a value through a call",
     "local f = function() return elder.n end if f() then return true end return true", REFUSED},
    {"a value through varargs", "local f = function(...) if ... then return 1 end end f(elder.n) return true",
     REFUSED},
    {"a value as key", "local t = {} return t[elder.n] ~= nil or true", REFUSED},
    {"a value as assigned key", "local t = {} t[elder.n] = 1 return true", REFUSED},
    {"a value as key of a constructor", "local t = { [elder.n] = 1 } return true", REFUSED},
    {"a value as key behind a call",
     "local f = function(t, k) return t[k] end return f({}, elder.n) ~= nil or true", REFUSED},
    {"a value as text", "local x = tostring(elder.n) return true", REFUSED},
    {"a value as number", "local x = tonumber(elder.n) return true", REFUSED},
    {"a value joined", "local x = elder.n .. \"\" return true", REFUSED},
    {"a value joined the other way", "local x = \"\" .. elder.name return true", REFUSED},
    {"a value's length", "local x = #elder.name return true", REFUSED},
    {"a list's length", "local x = #elder.applied return true", REFUSED},
    {"a value as for limit", "for i = 1, elder.n do local x = i end return true", REFUSED},
    {"a value as for start", "for i = elder.n, 100 do local x = i end return true", REFUSED},
    {"a value as for step", "for i = 1, 100, elder.n do local x = i end return true", REFUSED},
    {"a value as iterator", "for x in elder.applied do local y = x end return true", REFUSED},
    {"a value formatted", "local x = string.format(\"%d\", elder.n) return true", REFUSED},
    {"a value formatted as text", "local x = string.format(\"%s\", elder.name) return true", REFUSED},
    {"a value concatenated", "local x = table.concat({ elder.n }, \",\") return true", REFUSED},
    {"a value as separator", "local x = table.concat({ 1, 2 }, elder.name) return true", REFUSED},
    {"a value in math.max", "local x = math.max(elder.n, 1) return true", REFUSED},
    {"a value in math.abs", "local x = math.abs(elder.n) return true", REFUSED},
    {"a value in math.tointeger", "return math.tointeger(elder.n) == 90", REFUSED},
    {"a value in math.type", "local x = math.type(elder.n) return true", REFUSED},
    {"a value in math.ult", "local x = math.ult(elder.n, 1) return true", REFUSED},
    {"a value in string.rep", "local x = string.rep(\"x\", elder.n) return true", REFUSED},
    {"a value in string.len", "local x = string.len(elder.name) return true", REFUSED},
    {"a value in string.byte", "local x = string.byte(elder.name) return true", REFUSED},
    {"a value in utf8.char", "local x = utf8.char(elder.n) return true", REFUSED},
    {"a value in select", "local x = select(elder.n, 1, 2) return true", REFUSED},
    {"a value in table.insert", "local t = { 1 } table.insert(t, elder.n, 1) return true", REFUSED},
    {"a value in table.unpack", "local x = table.unpack({ 1, 2 }, elder.n) return true", REFUSED},
    {"a value in ipairs", "for i in ipairs(elder.applied) do local x = i end return true", REFUSED},
    {"a value in pairs", "for k in pairs(elder.n) do local x = k end return true", REFUSED},
    {"a value as message", "error(elder.name)", REFUSED},
    {"a value divided", "local x = elder.n / 2 return true", REFUSED},
    {"a value divided to an integer", "local x = elder.n // 2 return true", REFUSED},
    {"a value's remainder", "local x = elder.n % 2 return true", REFUSED},
    {"a value's power", "local x = elder.n ^ 2 return true", REFUSED},
    {"a value's bits", "local x = elder.n & 1 return true", REFUSED},
    {"a value's complement", "local x = ~elder.n return true", REFUSED},
    {"a value shifted", "local x = elder.n << 1 return true", REFUSED},
    {"a sort of mixed values", "table.sort({ elder.n, elder.amount }) return true", REFUSED},
    {"no rawequal", "return rawequal(elder.n, 90)", UNLOADED},
    {"pairs over value keys", "local t = {} t[true] = 1 for k in pairs(t) do local x = k end return true",
     REFUSED},
    {"select counts", "return select(\"#\", elder.n, nil) == 2", TRUE},
    {"an overflow to the top", "return elder.n + (1 << 63) + (1 << 63) == 0", REFUSED},
    {"an overflow of a sum", "return elder.n + math.maxinteger > 0", REFUSED},
    {"an overflow of a product", "return elder.n * math.maxinteger > 0", REFUSED},
    {"an overflow of a difference", "return elder.n * -1 - math.maxinteger > 0", REFUSED},
    {"an overflow of a sign", "return -(count(math.mininteger)) > 0", REFUSED},
    {"an overflow that is not used", "local x = elder.n * math.maxinteger return true", TRUE},
    {"money out of range", "return elder.amount * math.maxinteger > yuan(0)", REFUSED},
    {"a day out of range", "return elder.born + math.maxinteger > m:first()", REFUSED},
    {"a month out of range", "return m:plus(math.mininteger) < m", REFUSED},
    {"years out of range", "return elder.born:plus_years(math.maxinteger) > elder.born", REFUSED},
    {"a ratio by nothing", "return ratio(1, 0) > elder.share", REFUSED},
    {"a ratio of the least", "return ratio(math.mininteger, -1) > elder.share", REFUSED},
    {"a ratio of counts", "return count(math.mininteger):ratio_to(-1) > elder.share", REFUSED},
    {"no 32nd day", "return m:day(32) > m:first()", REFUSED},
    {"a huge day", "return m:day(math.maxinteger) > m:first()", REFUSED},
};

/* --- kinds that do not go together ------------------------------------------------------------ */

static const struct kind_row {
  const char *name, *label, *text;
} kinds[] = {{"money", "金额", "elder.amount"}, {"rate", "比率", "elder.share"},
             {"count", "整数", "elder.n"},      {"date", "日期", "elder.born"},
             {"month", "月份", "elder.since"},  {"enum", "选项", "elder.place"},
             {"text", "文字", "elder.name"}};
enum { MONEY, RATE, COUNT, DATE, MONTH, ENUM, TEXT, KINDS };

static bool goes_together(int a, const char *op, int b) {
  if (strcmp(op, "==") == 0) return a == b;
  if (*op == '<') return a == b && a != ENUM && a != TEXT;
  if (*op == '*')
    return (a == b && (a == COUNT || a == RATE)) || (a == COUNT && b <= RATE) || (b == COUNT && a <= RATE);
  if (a == b && a <= COUNT) return true;
  if (*op == '-' && a == b) return a == DATE || a == MONTH;
  return b == COUNT && (a == DATE || a == MONTH);
}

static bool names_kind(const char *message, const struct kind_row *k) {
  return strstr(message, k->name) || strstr(message, k->label);
}

static int try_kinds(int a, const char *op, int b) {
  char text[160];
  bool compare = *op == '=' || *op == '<';
  snprintf(text, sizeof text, compare ? "return %s %s %s or true" : "local x = %s %s %s return present(x)",
           kinds[a].text, op, kinds[b].text);
  struct arena_of_war w = war_open(HEAD TERM, text, TERM_END TAIL RETURN);
  struct seen s = war_fight(&w, NULL);
  bool right = granted(&w, &s, goes_together(a, op, b) ? TRUE : REFUSED);
  if (!goes_together(a, op, b))
    right = right && names_kind(s.error.message, &kinds[a]) && names_kind(s.error.message, &kinds[b]);
  if (!right) tell(&w, &s, text);
  war_close(&w);
  return !right;
}

static void kinds_that_do_not_go_together_are_named(void **state) {
  static const char *const operators[] = {"==", "<", "<=", "+", "-", "*"};
  (void)state;
  int wrong = 0;
  for (int a = 0; a < KINDS; a++)
    for (int b = 0; b < KINDS; b++)
      for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        wrong += try_kinds(a, operators[i], b);
  assert_int_equal(wrong, 0);
}

int main(void) {
  static struct CMUnitTest tests[400];
  size_t n = 0;
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(no_name_of_the_machine_is_known);
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(no_function_of_the_machine_is_in_a_library);
  ADD_ATTACKS(tests, n, test_both, detours);
  ADD_ATTACKS(tests, n, a_chunk_that_is_not_text_does_not_load, binary);
  ADD_ATTACKS(tests, n, test_both, frozen);
  ADD_ATTACKS(tests, n, test_chunk, internals);
  ADD_ATTACKS(tests, n, test_term, read_only);
  ADD_ATTACKS(tests, n, test_chunk, nul);
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(no_message_tells_an_address);
  ADD_ATTACKS(tests, n, test_term, sticky);
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(an_error_in_a_nested_decision_is_not_swallowed);
  ADD_ATTACKS(tests, n, test_term, values_as_lua_sees_them);
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(kinds_that_do_not_go_together_are_named);
  return _cmocka_run_group_tests("sandbox", tests, n, NULL, NULL);
}
