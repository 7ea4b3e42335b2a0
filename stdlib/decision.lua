-- Decisions: requirements, rules, exceptions, warnings, what is undetermined, rulings, items.
local host, std = ...
local shape = std.shape

local decision = {}
std.decision = {}

local keys = {
  label = { "string", required = true }, of = { "string", required = true }, per = { "string", required = true },
  gives = { "any", required = true }, else_give = { "value" }, given = { "table" }, cite = { "string" },
  arrears = { "string" }, law_on = { "string" }, year_ends = { "string" },
}
local periods = { month = true, day = true, case = true, year = true }
local given_kinds = { money = "money", date = "date", month = "month", count = "count", rate = "rate", truth = "truth",
  text = "text", list = "list" }

local function gives_of(given)
  local kind = std.type_of(given)
  if kind then return kind.kind, kind end
  if given == "district" then return "enum", std.type_of(std.fact_types.district) end
  if given_kinds[given] then return given_kinds[given] end
  local names = { "district" }
  for name in pairs(given_kinds) do names[#names + 1] = name end
  table.sort(names)
  host.refuse("决定不能给出 ‘" .. tostring(given) .. "’", shape.suggest(tostring(given), names), tostring(given))
end

local function inputs(given)
  local list = {}
  for name, option in pairs(given or {}) do
    local field = std.fact_of(option)
    if not field then
      host.refuse("given 的 ‘" .. tostring(name) .. "’ 不是事实", "写成 " .. tostring(name) .. " = fact.date { label = … }", tostring(name))
    end
    if field.name and field.name ~= name then
      host.refuse("输入 ‘" .. name .. "’ 在另一个决定里叫 ‘" .. field.name .. "’", "几个决定共用的输入用同一个名称", name)
    end
    field.name = shape.name(name, "输入")
    list[#list + 1] = field
  end
  table.sort(list, function(a, b) return a.sequence < b.sequence end)
  std.check_fact_cites(std.act.document, list)
  return list
end

-- choice "school", text "…": an outcome that is written out, not the name of what gives it.
local written = {}

local function write_out(kind, what)
  return function(value)
    shape.declaring(kind)
    if not shape.is_text(value) or value == "" then host.refuse(kind .. " 需要一段文字", what) end
    return shape.handle({ class = written, is_value = true, kind = kind, value = value }, kind)
  end
end

std.globals.choice = write_out("choice", "例如 give = choice \"school\"")
std.globals.text = write_out("text", "例如 give = text \"按有关规定办理\"")

local function written_out(self, given, what)
  if given.kind == "text" then
    if self.kind ~= "text" then host.refuse(what .. "应给出" .. host.label(self.kind) .. "，得到文字", "", "give") end
    return host.literal(given.value)
  end
  local members = self.members and self.members.list
  if not members then host.refuse(what .. "应给出" .. host.label(self.kind) .. "，得到选项", "choice 用于 gives 为选项的决定", "give") end
  local names = {}
  for i, member in ipairs(members) do
    names[i] = member[1]
    if member[1] == given.value then return { member = i } end
  end
  host.refuse(shape.words(what, "没有选项 ‘" .. given.value .. "’"), shape.suggest(given.value, names, "可以写的"), given.value)
end

-- year_ends = "06-30": the years of the decision end on that day; year 2025 is the one that ends in 2025. As month * 100 + day.
local function year_end(name, given)
  local text = given.year_ends
  if given.per ~= "year" then
    if text then host.refuse("决定 ‘" .. name .. "’ 不按年作出，不写 year_ends", "写 per = \"year\"，或去掉 year_ends", "year_ends") end
    return nil
  end
  if not text then return 1231 end
  local month, day = string.match(text, "^(%d%d)%-(%d%d)$")
  if not month or text == "02-29" or not host.day("2001-" .. text) then
    host.refuse("year_ends \"" .. text .. "\" 不是每年都有的一天", "写成 月-日，例如 year_ends = \"06-30\"", text)
  end
  return tonumber(month) * 100 + tonumber(day)
end

-- arrears = "第十三条": months before the document came into force are decided by the same rules, by that article.
-- law_on = "applied_on": the law of that day decides, not that of the month or day asked about.
--- act:decision("standard", { label =, of =, per = "month" | "day" | "case", gives =, else_give =, given = { … } }).
function std.decision.declare(act, name, given)
  shape.name(name, "决定")
  shape.check("决定 ‘" .. name .. "’", given, keys)
  local of = std.subjects.find(act, given.of, "决定 ‘" .. name .. "’ 的对象 ‘" .. given.of .. "’ 没有声明")
  if not periods[given.per] then host.refuse("per 应为 \"month\"、\"day\"、\"year\" 或 \"case\"，得到 \"" .. given.per .. "\"", "按月、按日、按年还是按次决定", given.per) end
  local kind, members = gives_of(given.gives)
  local made = { class = decision, act = act, subject = of.number, name = name, label = given.label, cite = given.cite, per = given.per, kind = kind,
    members = members, given = inputs(given.given), requirements = {}, rules = {}, line = host.line() }
  if given.cite then std.cite.check(act.document, given.cite, true) end
  made.law_on = given.law_on
  made.year_end = year_end(name, given)
  if given.arrears then made.arrears = std.cite.check(act.document, given.arrears) end
  if given.else_give ~= nil then
    local object = shape.object(given.else_give)
    made.otherwise = object and object.class == written and written_out(made, object, "else_give ") or host.literal(given.else_give)
    if host.kind(made.otherwise) ~= nil and host.kind(made.otherwise) ~= kind then
      host.refuse("else_give 应为" .. host.label(kind) .. "，得到" .. shape.type_name(given.else_give), "", "else_give")
    end
  end
  return made
end

-- Conditions are texts: "name", "not name"; a list is all of them; { any = { … } } one of them.
local function condition(what)
  if what == nil then return { op = "always" } end
  local line = host.line()
  if type(what) == "string" then
    local negated = string.match(what, "^not%s+(.+)$")
    local leaf = { op = "name", name = negated or what, line = line, token = what }
    return negated and { op = "not", parts = { leaf } } or leaf
  end
  if type(what) ~= "table" or host.kind(what) then
    host.refuse("条件写成术语的名称，得到" .. shape.type_name(what), "例如 when = \"aged_90s\" 或 when = { \"aged_80s\", \"not low_income\" }")
  end
  if what.any then
    shape.check("条件", what, { any = { "table" }, text = { "string" }, otherwise = { "string" } })
    if #what.any == 0 then host.refuse("条件 any 是空的", "写至少一个术语，例如 { any = { \"aged_90s\" } }", "any") end
    local parts = {}
    for _, part in ipairs(what.any) do parts[#parts + 1] = condition(part) end
    return { op = "any", parts = parts }
  end
  shape.check("条件", what, { [1] = { "any" }, any = { "table" } })
  if #what == 0 then host.refuse("条件是空的", "写至少一个术语") end
  local parts = {}
  for _, part in ipairs(what) do parts[#parts + 1] = condition(part) end
  return { op = "all", parts = parts }
end

-- The opposite of a condition; only a name is negated itself.
local function negated(c)
  if c.op == "name" then return { op = "not", parts = { c } } end
  if c.op == "not" then return c.parts[1] end
  local parts = {}
  for i, part in ipairs(c.parts) do parts[i] = negated(part) end
  return { op = c.op == "all" and "any" or "all", parts = parts }
end

local function dates(self, given)
  local from = given.from and shape.day(given.from, "from")
  local to = given.to and shape.day(given.to, "to")
  if self.per == "month" then
    if from and not host.is_month_start(from) then
      host.refuse("按月的决定不能从月中开始：" .. given.from, "从当月1日或次月1日起", given.from)
    end
    if to and not host.is_month_start(to + 1) then
      host.refuse("按月的决定不能在月中结束：" .. given.to, "到月末为止", given.to)
    end
  end
  return from, to
end

local requirement_keys = { where = { "any" }, text = { "string" }, otherwise = { "string" }, fails = { "string" }, final = { "boolean" },
  from = { "date" }, to = { "date" } }

-- What is the case where a requirement fails is said by its `otherwise`, else by those of the terms that it names.
--- standard:requires("第十七条", "alive", { fails = "hold", text =, otherwise = }): all are tested, every failed one is told.
function decision:requires(cite, when, more)
  std.cite.check(self.act.document, cite)
  if when == nil then host.refuse("requires 缺少条件", "写术语的名称，例如 standard:requires(\"第三条\", \"alive\")") end
  more = more or {}
  shape.check("requires", more, requirement_keys)
  if more.fails and more.fails ~= "hold" and more.fails ~= "refuse" then
    host.refuse("fails 应为 \"refuse\" 或 \"hold\"，得到 \"" .. more.fails .. "\"", "不符合时拒绝，还是暂缓", more.fails)
  end
  if more.final and more.fails == "hold" then
    host.refuse("final 不能与 fails = \"hold\" 同写", "暂缓的以后还会变；不会再变的用 refuse", "final")
  end
  local from, to = dates(self, more)
  local said = type(when) == "table" and not host.kind(when) and when or {}
  local asked = condition(when)
  local required, where = asked, more.where ~= nil and condition(more.where) or nil
  if where then asked = { op = "any", parts = { negated(where), required } } end -- where it does not hold nothing is required
  self.requirements[#self.requirements + 1] = { cite = cite, when = asked, required = required, where = where, narrowed = where ~= nil, text = more.text or said.text,
    otherwise = more.otherwise or said.otherwise, hold = more.fails == "hold", final = more.final, from = from, to = to, line = host.line() }
end

-- What a rule gives: a value, or the name of a parameter, term or decision.
local function gift(self, given, what)
  local object = shape.object(given)
  if object and object.class == written then return written_out(self, object, what) end
  if given == nil then host.refuse(shape.words(what, "缺少 ‘give’"), "写 give = \"参数名\"") end
  if type(given) == "string" and self.kind ~= "list" then return nil, given end
  if self.kind == "list" then
    if type(given) ~= "string" then host.refuse(shape.words(what, "应给出一项文字"), "例如 give = \"身份证原件\"") end
    return host.literal(given), nil
  end
  local value = host.literal(given)
  if host.kind(value) ~= self.kind then
    host.refuse(shape.words(what, "应给出") .. host.label(self.kind) .. "，得到" .. shape.type_name(given), "", "give")
  end
  return value, nil
end

local item_keys = { when = { "any" }, give = { "any", required = true }, from = { "date" }, to = { "date" }, text = { "string" },
  say = { "string" } }

local function add(self, kind, cite, given, spec, what)
  std.cite.check(self.act.document, cite)
  shape.check(what, given, spec)
  local from, to = dates(self, given)
  local rule = { kind = kind, cite = cite, when = condition(given.when), text = given.text, say = given.say, who = given.who,
    from = from, to = to, line = host.line() }
  self.rules[#self.rules + 1] = rule
  return rule
end

local rule_keys = { when = { "any" }, give = { "any", required = true }, from = { "date" }, to = { "date" }, text = { "string" },
  say = { "string" }, prevails_over = { "text_list" } }

--- standard:rule("第四条第3项", { when = "aged_90s", give = "rate_90s", from =, to =, prevails_over = }).
function decision:rule(cite, given)
  if self.kind == "list" then return self:item(cite, given) end
  local rule = add(self, "rule", cite, given, rule_keys, "规则")
  rule.value, rule.give = gift(self, given.give, "规则")
  rule.prevails_over = type(given.prevails_over) == "string" and { given.prevails_over } or given.prevails_over
end

--- materials:item("第八条", { when =, give = "身份证原件" }): one more entry of a list; all that apply are given.
function decision:item(cite, given)
  if self.kind ~= "list" then host.refuse("只有 gives = \"list\" 的决定才有 item", "用 rule") end
  local rule = add(self, "item", cite, given, item_keys, "清单的一项")
  rule.value = gift(self, given.give, "清单的一项")
end

local exception_keys = { to = { "string", required = true }, when = { "any", required = true }, give = { "any", required = true },
  text = { "string" }, say = { "string" }, from = { "date" } }

--- standard:exception("第四条第1项后段", { to = "第四条第1项", when =, give = }): tried only where its rule applies.
function decision:exception(cite, given)
  std.cite.check(self.act.document, cite)
  shape.check("例外", given, exception_keys)
  local found = false
  for i, base in ipairs(self.rules) do
    if base.kind == "rule" and base.cite == given.to then
      found = true
      local rule = { kind = "exception", cite = cite, when = condition(given.when), text = given.text, say = given.say,
        base = i, line = host.line(), from = given.from and shape.day(given.from, "from") }
      rule.value, rule.give = gift(self, given.give, "例外")
      self.rules[#self.rules + 1] = rule
    end
  end
  if found then return end
  local cites = {}
  for _, rule in ipairs(self.rules) do
    if rule.kind == "rule" then cites[#cites + 1] = rule.cite end
  end
  host.refuse("例外所指的规则 ‘" .. given.to .. "’ 不在前面", shape.suggest(given.to, cites, "前面的规则"), given.to)
end

local warning_keys = { when = { "any", required = true }, say = { "string", required = true }, reason = { "string" }, to_office = { "boolean" },
  text = { "string" }, from = { "date" }, to = { "date" } }

--- standard:warning("第四条", { when =, say = }): 原则上: told beside the outcome, never rejects.
function decision:warning(cite, given)
  local rule = add(self, "warning", cite, given, warning_keys, "提醒")
  if given.reason and given.reason ~= "required" then host.refuse("reason 只能是 \"required\"", "表示须写明理由", given.reason) end
  rule.to_office = given.to_office
  if given.reason then rule.say = rule.say .. "（须写明理由）" end
end

local undetermined_keys = { when = { "any", required = true }, who = { "string", required = true },
  say = { "string", required = true }, text = { "string" }, from = { "date" }, to = { "date" } }

--- standard:undetermined("第十三条", { when =, who =, say = }): nobody has decided this yet.
function decision:undetermined(cite, given)
  add(self, "undetermined", cite, given, undetermined_keys, "尚无规定")
end

local ruling_keys = { by = { "string", required = true }, file = { "string", required = true }, text = { "string" },
  requires = { "any" }, fails = { "string" }, most = { "any" } }
local with_most = { money = true, count = true, rate = true }

--- due:ruling("第十一条", { by = "street", file = "集体审议档案", requires = { "alive" }, most = "rate_100s" }): one person's
--- outcome may be decided and recorded. What it rests on (`requires`) must hold in each month; else it holds, or with
--- fails = "rules" the rules decide. No outcome is above `most`.
function decision:ruling(cite, given)
  std.cite.check(self.act.document, cite)
  shape.check("个案决定", given, ruling_keys)
  if given.fails and given.fails ~= "hold" and given.fails ~= "rules" then
    host.refuse("fails 应为 \"hold\" 或 \"rules\"，得到 \"" .. given.fails .. "\"", "所依据的条件不成立时暂缓（待核实），还是按规定决定", given.fails)
  end
  if given.fails and not given.requires then host.refuse("fails 需要 requires", "写明个案决定依据的条件，例如 requires = { \"alive\" }", "fails") end
  if given.most ~= nil and not with_most[self.kind] then
    host.refuse("most 只用于给出金额、整数或比率的决定", "去掉 most", "most")
  end
  local rule = { kind = "ruling", cite = cite, when = condition(given.requires), who = given.by, say = given.file,
    text = given.text, lapses = given.fails == "rules", line = host.line() }
  if given.most ~= nil then rule.value, rule.give = gift(self, given.most, "个案决定的 most ") end
  self.rules[#self.rules + 1] = rule
end

local methods, names = shape.methods(decision, "决定")

--- What the policy holds of a decision.
function std.decision.handle(made)
  return shape.handle(made, "决定", methods, names)
end
