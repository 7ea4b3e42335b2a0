-- Documents: one official document, one module. `document { … }` gives `act`, on which everything else is declared.
local host, std = ...
local shape = std.shape

local act = {}
local handle

local document_keys = {
  id = { "string", required = true }, number = { "string", required = true }, title = { "string", required = true },
  issuers = { "text_list", required = true }, interpreter = { "table" }, issued = { "date", required = true },
  in_force = { "table", required = true }, outline = { "table", required = true }, month_end = { "table" },
  replaces = { "text_list" },
}
local in_force_keys = { from = { "date", required = true }, to = { "date" }, cite = { "string", required = true },
  by = { "string" }, after = { "string" }, who = { "string" } }
local outline_keys = { articles = { "integer" }, headings = { "text_list" }, items = { "table" },
  parts = { "table" } }
local month_ends = { "clamp", "next", "reject" }

local function cited(what, given)
  if given == nil then return nil end
  shape.check(what, given, { [1] = { "string" }, cite = { "string", required = true } })
  if type(given[1]) ~= "string" and type(given[1]) ~= "table" then host.refuse(shape.words(what, "缺少内容"), "") end
  return given[1], given.cite
end

-- parts = { ["第六条"] = { "第1项", "第2项", "末段" } }: what an article is made of; an article that is not named is whole.
local function read_parts(given)
  if not given.parts then return nil end
  if not given.articles or given.items then
    host.refuse("outline 的 parts 与 articles 同写，不与 items 同写", "parts 列出每条的款、项，已包含 items", "parts")
  end
  local read = {}
  for article, parts in pairs(given.parts) do
    local number, rest = std.cite.split(tostring(article))
    if not number or rest ~= "" or number < 1 or number > given.articles then
      host.refuse("parts 的 ‘" .. tostring(article) .. "’ 不是本文件的条", "例如 parts = { [\"第十三条\"] = { \"第一款\", \"第二款\" } }",
        tostring(article))
    end
    read[article] = {}
    for i, part in ipairs(type(parts) == "table" and parts or {}) do
      if type(part) ~= "string" or part == "" then host.refuse("parts 的 ‘" .. article .. "’ 应列出款、项", "", article) end
      read[article][i] = part
    end
    if #read[article] < 2 then host.refuse("parts 的 ‘" .. article .. "’ 不足两部分", "没有分款、分项的条不用写", article) end
  end
  return read
end

local function read_outline(given)
  shape.check("outline", given, outline_keys)
  if (given.articles == nil) == (given.headings == nil) then
    host.refuse("outline 写 articles（条数）或 headings（标题）之一", "例如 outline = { articles = 30 }", "outline")
  end
  return { articles = given.articles, headings = given.headings, items = given.items, parts = read_parts(given) }
end

local function read_month_end(given)
  local rule, source = cited("month_end", given)
  for i, known in ipairs(month_ends) do
    if rule == known then return i, source end
  end
  if rule == nil then return 0, nil end
  host.refuse("month_end 没有 ‘" .. tostring(rule) .. "’", shape.suggest(rule, month_ends), rule)
end

--- document { id =, number =, title =, issuers =, interpreter =, issued =, in_force =, outline =, month_end = }.
function std.globals.document(given)
  shape.declaring("document")
  if std.act then host.refuse("一个文件只能声明一次 document", "每份公文写成一个模块") end
  shape.check("document", given, document_keys)
  if not host.is_id(given.id) then
    host.refuse("文件 id ‘" .. given.id .. "’ 应为小写英文字母、数字与连字符", "例如 old-age-allowance", given.id)
  end
  shape.check("in_force", given.in_force, in_force_keys)
  local d = { id = given.id, number = given.number, title = given.title, outline = read_outline(given.outline),
    issuers = type(given.issuers) == "string" and { given.issuers } or given.issuers, line = host.line() }
  d.issued = shape.day(given.issued, "issued")
  d.from = shape.day(given.in_force.from, "in_force.from")
  d.to = given.in_force.to and shape.day(given.in_force.to, "in_force.to")
  d.replaces = table.concat(type(given.replaces) == "string" and { given.replaces } or given.replaces or {}, "、")
  d.in_force_cite, d.repealed_by = given.in_force.cite, given.in_force.by
  d.ends_undetermined = given.in_force.after == "undetermined"
  if given.in_force.who and not d.ends_undetermined then
    host.refuse("in_force 的 who 只与 after = \"undetermined\" 同写", "失效以后不是尚无规定的，没有谁要作决定", "who")
  end
  d.ends_who = given.in_force.who
  if d.to and d.to < d.from then host.refuse("文件在生效之前就失效：" .. given.in_force.to, "核对 in_force 的 from 与 to", given.in_force.to) end
  if given.interpreter then d.interpreter, d.interpreter_cite = cited("interpreter", given.interpreter) end
  d.month_end, d.month_end_cite = read_month_end(given.month_end)
  host.set_month_end(d.month_end)
  std.act = { class = act, document = d, facts_list = {}, fact_by_name = {}, subjects = {}, parameters = {}, readings = {}, terms = {}, decisions = {},
    invariants = {}, entries = {}, payments = {}, letters = {}, tables = {}, by_name = {}, domains = {} }
  std.cite.check(d, d.in_force_cite)
  if d.interpreter_cite then std.cite.check(d, d.interpreter_cite) end
  std.act_handle = handle(std.act)
  return std.act_handle
end

-- One name, one meaning: parameters, terms, readings, decisions and inputs share one space.
local reserved = { at = true, decided_on = true, pieces = true, has_start = true, year_begins = true } -- what `law` itself can do

std.reserved = reserved

local function claim(self, name, what, item)
  if reserved[name] then host.refuse(what .. "不能叫 ‘" .. name .. "’：law." .. name .. " 另有含义", "换一个名称", name) end
  local other = self.by_name[name]
  if other then
    host.refuse(what .. " ‘" .. name .. "’ 已经是" .. other.what .. "（第 " .. other.item.line .. " 行）", "换一个名称", name)
  end
  self.by_name[name] = { what = what, item = item }
end

function act:parameter(name, given)
  local p = std.parameter.declare(self, name, given)
  claim(self, name, "参数", p)
  self.parameters[#self.parameters + 1] = p
end

function act:open(name, given)
  local p = std.parameter.open(self, name, given)
  claim(self, name, "待定值", p)
  self.parameters[#self.parameters + 1] = p
end

--- act:table("need", { label =, cite =, by =, columns =, { from =, rows = { … } } }): values by a choice and a column.
function act:table(name, given)
  local t = std.table.declare(self, name, given)
  claim(self, name, "表", t)
  self.tables[#self.tables + 1] = t
  for _, p in ipairs(std.table.parameters(t)) do
    claim(self, p.name, "参数", p)
    self.parameters[#self.parameters + 1] = p
  end
end

--- act:facts("elder", { label =, key =, NAME = fact.X { … }, … }).
function act:facts(subject, given)
  std.subjects.declare(self, subject, given)
end

--- The citations of facts, and of the fields of lists.
function std.check_fact_cites(document, fields)
  for _, field in ipairs(fields) do
    if field.cite then std.cite.check(document, field.cite) end
    std.check_fact_cites(document, field.fields or {})
  end
end

function std.suggest_in(word, map, what)
  local names = {}
  for name in pairs(map or {}) do names[#names + 1] = name end
  table.sort(names)
  return shape.suggest(word, names, what)
end

local function fact_named(subject, name, text)
  local field = subject.by_name[name]
  if not field or field.to then
    host.refuse("没有事实 ‘" .. tostring(name) .. "’", std.suggest_in(name, subject.by_name), text or tostring(name))
  end
  return field
end

local invariant_keys = { cite = { "string" } }

--- act:invariant("elder", "birth_date <= death_date", { cite = … }): facts that break it are refused.
function act:invariant(subject, text, more)
  shape.check("invariant", more or {}, invariant_keys)
  if more and more.cite then std.cite.check(self.document, more.cite) end
  local of = std.subjects.find(self, subject, "没有对象 ‘" .. tostring(subject) .. "’")
  local left, op, right = string.match(tostring(text), "^%s*([%w_]+)%s*([<=]+)%s*([%w_]+)%s*$")
  if not left or not (op == "<=" or op == "<" or op == "==") then
    host.refuse("不变式写成两个事实的比较", "例如 \"birth_date <= death_date\"", tostring(text))
  end
  local a, b = fact_named(of, left, text), fact_named(of, right, text)
  if a.kind ~= b.kind or a.form ~= "plain" or b.form ~= "plain" then
    host.refuse("不变式只能比较同一种类的单个事实", "", tostring(text))
  end
  self.invariants[#self.invariants + 1] = { text = text, a = a, b = b, op = op, cite = more and more.cite, line = host.line() }
end

local reading_keys = { [1] = { "any" }, id = { "string" }, cite = { "string", required = true }, ask = { "string", required = true },
  default = { "string", required = true } }

--- act:reading("low_income_start", { id =, cite =, ask =, { "next_month", "次月" }, …, default = }).
function act:reading(name, given)
  shape.name(name, "适用口径")
  shape.check("适用口径 ‘" .. name .. "’", given, reading_keys)
  std.cite.check(self.document, given.cite)
  local options, names, preset = {}, {}, nil
  for i, option in ipairs(given) do
    if type(option) ~= "table" or not shape.is_text(option[1]) or not shape.is_text(option[2]) then
      host.refuse("适用口径的每种口径写成 { \"名称\", \"说明\" }", "")
    end
    host.look_at(i)
    for _, seen in ipairs(names) do
      if seen == option[1] then host.refuse("适用口径 ‘" .. name .. "’ 的选项 ‘" .. option[1] .. "’ 写了两次", "", option[1]) end
    end
    options[i], names[i] = { option[1], option[2] }, option[1]
    if option[1] == given.default then preset = i end
  end
  host.look_at(nil)
  if #options < 2 then host.refuse("适用口径 ‘" .. name .. "’ 至少要有两种口径", "只有一种口径就不需要声明") end
  if not preset then host.refuse("适用口径的默认选项 ‘" .. given.default .. "’ 不在其中", shape.suggest(given.default, names), given.default) end
  local r = { name = name, id = given.id, cite = given.cite, ask = given.ask, options = options, preset = preset, chosen = preset,
    line = host.line() }
  claim(self, name, "适用口径", r)
  self.readings[#self.readings + 1] = r
end

local term_keys = { cite = { "string", required = true }, is = { "function", required = true }, text = { "string" },
  otherwise = { "string" },
  label = { "string" }, from = { "date" }, to = { "date" }, of = { "string" } }

-- A term that is declared again must say another time: versions of one name never overlap.
local function later_version(first, t)
  local at = first
  while at do
    local apart = (at.to and t.from and at.to < t.from) or (t.to and at.from and t.to < at.from)
    if not apart then
      host.refuse("术语 ‘" .. t.name .. "’ 已在第 " .. at.line .. " 行声明，且日期重叠", "给旧的写 to，给新的写 from", t.name)
    end
    if not at.next_version then
      at.next_version = t
      return
    end
    at = at.next_version
  end
end

-- Whom a term speaks of: the main subject, unless it says another.
local function subject_of(self, name, of)
  if not of then return 1 end
  return std.subjects.find(self, of, "术语 ‘" .. name .. "’ 的对象 ‘" .. of .. "’ 没有声明").number
end

--- act:term("alive", { cite =, text = "在世", otherwise = "已离世", is = function(subject, when, law) … end }): `otherwise` says
--- what is the case where a truth is false.
function act:term(name, given)
  shape.name(name, "术语")
  shape.check("术语 ‘" .. name .. "’", given, term_keys)
  std.cite.check(self.document, given.cite)
  local t = { name = name, cite = given.cite, text = given.text, otherwise = given.otherwise, label = given.label,
    is = given.is, line = host.line(), subject = subject_of(self, name, given.of),
    from = given.from and shape.day(given.from, "from"), to = given.to and shape.day(given.to, "to") }
  local other = self.by_name[name]
  if other and other.what == "术语" and other.item.subject ~= t.subject then
    host.refuse("术语 ‘" .. name .. "’ 已在第 " .. other.item.line .. " 行声明，说的是另一类对象", "换一个名称", name)
  end
  if other and other.what == "术语" then
    later_version(other.item, t)
  else
    claim(self, name, "术语", t)
  end
  self.terms[#self.terms + 1] = t
end

function act:decision(name, given)
  local d = std.decision.declare(self, name, given)
  claim(self, name, "决定", d)
  self.decisions[#self.decisions + 1] = d
  return std.decision.handle(d)
end

local function entry(self, kind, cite, text)
  std.cite.check(self.document, cite)
  self.entries[#self.entries + 1] = { kind = kind, cite = cite, text = text, line = host.line() }
end

--- act:uncoded("第二十三条", "为何不产生可计算的结果").
function act:uncoded(cite, reason)
  if not shape.is_text(reason) or reason == "" then host.refuse("uncoded 必须写明理由", "例如 act:uncoded(\"第二十三条\", \"宣传引导\")") end
  entry(self, "uncoded", cite, reason)
end

local note_keys = { cite = { "string", required = true }, says = { "string", required = true }, prevails = { "string", required = true } }

--- act:note("解读", { cite =, says =, prevails = "text" }): an official interpretation, not binding.
function act:note(source, given)
  shape.check("note", given, note_keys)
  entry(self, "note", given.cite, tostring(source) .. "：" .. given.says .. (given.prevails == "text" and "（以正文为准）" or ""))
end

local duty_keys = { who = { "string", required = true }, what = { "string", required = true }, per = { "string" },
  at_least = { "integer" }, breach = { "string" } }

--- act:duty("第十条", { who =, what =, breach = "warn" }): somebody's duty, recorded, not decided.
function act:duty(cite, given)
  shape.check("duty", given, duty_keys)
  local text = given.who .. "：" .. given.what
  if given.at_least then text = text .. "，每" .. (given.per or "次") .. "至少 " .. given.at_least .. " 次" end
  if given.breach == "warn" then text = text .. "（违反时提醒）" end
  entry(self, "duty", cite, text)
end

--- act:payment("allowance", { label =, cite =, pays =, payer =, to =, first_month =, … }): what is paid every month.
function act:payment(name, given)
  local p = std.payment.declare(self, name, given)
  for _, other in ipairs(self.payments) do
    if other.name == name then host.refuse("发放 ‘" .. name .. "’ 声明了两次", "换一个名称", name) end
  end
  self.payments[#self.payments + 1] = p
end

--- act:letter { decisions =, outcomes =, about =, bring =, by =, at =, changes = }: what a notice says beside the outcome.
function act:letter(given)
  self.letters[#self.letters + 1] = std.letter.declare(self, given)
end

--- act:remedies { text =, source =, favourable = }: the notice of the legal remedies.
function act:remedies(given)
  local notice = std.letter.remedies(given)
  if self.remedies_notice then
    host.refuse("remedies 声明了两次（第 " .. self.remedies_notice.line .. " 行）", "一份文件写一处，合成一段文字", "remedies")
  end
  self.remedies_notice = notice
end

function act.workflow()
  host.refuse("workflow（工作流）本版本尚不支持", "先用 decision 与 fact.timeline 表达已发生的步骤")
end

local methods, names = shape.methods(act, "document")

handle = function(made)
  return shape.handle(made, "document", methods, names)
end
