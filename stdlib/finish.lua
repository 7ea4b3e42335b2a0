-- The end of loading: every name resolved, dates checked, everything numbered for the host.
local host, std = ...

local finish = {}

local function refuse(item, message, hint, token)
  host.refuse_at(rawget(item, "file") or host.policy_file(), item.line, message, hint, token)
end

-- Numbers of all names that conditions, outcomes and `law` may use.
local function number_names(act, out)
  local index = {}
  local function add(name, kind, i, owner)
    out.names[#out.names + 1] = { text = name, kind = kind, index = i - 1, decision = owner and owner - 1 or -1 }
    index[name] = #out.names
  end
  for i, t in ipairs(act.terms) do
    t.number = i - 1
    if not index[t.name] then add(t.name, "term", i) end -- later versions hang on the first
  end
  for _, t in ipairs(act.terms) do t.next_number = t.next_version and t.next_version.number end
  for i, p in ipairs(act.parameters) do add(p.name, "parameter", i) end
  for i, t in ipairs(act.tables) do add(t.name, "table", i) end
  for i, r in ipairs(act.readings) do add(r.name, "reading", i) end
  for i, d in ipairs(act.decisions) do add(d.name, "decision", i) end
  for i, d in ipairs(act.decisions) do
    for j, g in ipairs(d.given) do
      local other = index[g.name] and out.names[index[g.name]]
      local shared = other and other.kind == "given" and act.decisions[other.decision + 1].given[other.index + 1] == g
      if other and other.kind == "given" and not shared then -- law.NAME would be the first one's, for both
        refuse(d, "输入 ‘" .. g.name .. "’ 已是决定 ‘" .. act.decisions[other.decision + 1].name .. "’ 的输入",
          "换一个名称；几个决定共用一项输入的，先声明一次（local x = …），都写 given = { " .. g.name .. " = x }", g.name)
      elseif other and not shared then
        refuse(d, "输入 ‘" .. g.name .. "’ 与另一个名称相同", "换一个名称", g.name)
      end
      if std.reserved[g.name] then
        refuse(d, "输入不能叫 ‘" .. g.name .. "’：law." .. g.name .. " 另有含义", "换一个名称", g.name)
      end
      if not shared then add(g.name, "given", j, i) end -- shared: in each decision its own place, found by name
    end
  end
  out.law_names = {}
  for name, i in pairs(index) do out.law_names[name] = i - 1 end
  for i, f in ipairs(act.facts_list) do
    if not index[f.name] then add(f.name, "fact", i) end -- a term of the same name stands before the fact
    f.number = i - 1
  end
  return index
end

local function resolve(name, item, index, what)
  if index[name] then return index[name] - 1 end
  local names = {}
  for known in pairs(index) do names[#names + 1] = known end
  table.sort(names)
  local near = host.nearest(name, names)
  refuse(item, what .. " ‘" .. name .. "’ 没有定义", near and "是否想写 ‘" .. near .. "’？" or "先用 act:term 定义它", item.token or name)
end

-- Whose name it is: of a term, a decision or a fact its subject; of all else nobody's.
local function check_subject(act, item, subject, name)
  local meaning = act.by_name[name]
  local whose = meaning and (meaning.what == "术语" or meaning.what == "决定") and meaning.item or not meaning and act.fact_by_name[name]
  if whose then std.subjects.check_use(act, item, subject, whose.subject, name) end
end

local function resolve_condition(act, d, c, index)
  for _, part in ipairs(c.parts or {}) do resolve_condition(act, d, part, index) end
  if c.op ~= "name" then return end
  local subject = act.subjects[d.subject]
  if not act.by_name[c.name] then c.name = std.subjects.full_name(subject, c.name) end
  c.index = resolve(c.name, c, index, "条件中的名称")
  check_subject(act, c, subject, c.name)
  local meaning = act.by_name[c.name]
  local number = meaning and (meaning.what == "参数" or meaning.what == "待定值") and meaning.item.kind ~= "truth"
  if meaning and (meaning.what == "适用口径" or meaning.what == "决定" or meaning.what == "表" or number) then
    refuse(c, "条件不能直接用" .. meaning.what .. " ‘" .. c.name .. "’", "写一个术语来比较它", c.token)
  end
end


-- A parameter or term that a rule gives must fit what the decision gives; terms are checked when they run.
local function resolve_gift(act, d, rule, index)
  if not rule.give then return end
  local item, subject = { line = rule.line, token = rule.give }, act.subjects[d.subject]
  if not act.by_name[rule.give] then rule.give = std.subjects.full_name(subject, rule.give) end
  rule.give_index = resolve(rule.give, item, index, "规则给出的")
  check_subject(act, item, subject, rule.give)
  local meaning = act.by_name[rule.give]
  if meaning and meaning.what == "表" then
    refuse(rule, "规则不能给出整张表 ‘" .. rule.give .. "’", "写一格，例如 give = \"" .. rule.give .. ".选项.列\"，或用术语取出", rule.give)
  end
  local kind = meaning and (meaning.what == "参数" or meaning.what == "待定值" or meaning.what == "决定") and meaning.item.kind
  if kind and kind ~= d.kind then
    refuse(rule, "决定 ‘" .. d.name .. "’ 给出" .. host.label(d.kind) .. "，而 ‘" .. rule.give .. "’ 是" .. host.label(kind), "让规则给出同一种类的值", rule.give)
  end
end

local function prevails(d, rule)
  rule.prevails = {}
  for _, cite in ipairs(rule.prevails_over or {}) do
    local found = false
    for i, other in ipairs(d.rules) do
      if other.kind == "rule" and other.cite == cite and other ~= rule then
        rule.prevails[#rule.prevails + 1] = i - 1
        found = true
      end
    end
    if not found then refuse(rule, "prevails_over 所指的规则 ‘" .. cite .. "’ 不存在", "写另一条规则的引用", cite) end
  end
end

-- Whether the decision says something about the time before the document is in force.
local function speaks_of_before(act, d)
  if d.arrears then return true end
  for _, list in ipairs { d.rules, d.requirements } do
    for _, r in ipairs(list) do
      if (r.to and not r.from) or (r.from and r.from < act.document.from) then return true end
    end
  end
  return false
end

-- What a condition says where it holds, or why it does not: the texts of its terms; nil where one has none.
local function side(act, c, holds)
  if c.op == "name" then
    local meaning = act.by_name[c.name]
    local term = meaning and meaning.what == "术语" and meaning.item
    return term and (holds and term.text or not holds and term.otherwise) or nil
  end
  local texts = {}
  for i, part in ipairs(c.parts or {}) do
    texts[i] = side(act, part, holds ~= (c.op == "not"))
    if not texts[i] then return nil end
  end
  return table.concat(texts, ((c.op == "any") ~= holds) and "，且" or "，或")
end

-- A requirement that is made of some only is told with them; where it fails they are no news.
local function say_where(act, r)
  if not r.where then return end
  local whom, what = side(act, r.where, true), r.text or side(act, r.required, true)
  r.otherwise = r.otherwise or side(act, r.required, false)
  r.text = whom and what and whom .. "的，" .. what or r.text
end

local function check_decisions(act, index)
  for _, d in ipairs(act.decisions) do
    local rules = 0
    if not speaks_of_before(act, d) then d.since = act.document.from end
    for _, r in ipairs(d.requirements) do say_where(act, r) end
    for _, r in ipairs(d.requirements) do resolve_condition(act, d, r.when, index) end
    if d.law_on and not act.by_name[d.law_on] then d.law_on = std.subjects.full_name(act.subjects[d.subject], d.law_on) end
    if d.law_on then d.law_on_index = resolve(d.law_on, { line = d.line, token = d.law_on }, index, "law_on 的名称") end
    for _, r in ipairs(d.rules) do
      resolve_condition(act, d, r.when, index)
      resolve_gift(act, d, r, index)
      prevails(d, r)
      if r.kind == "rule" or r.kind == "item" then rules = rules + 1 end
      if r.kind == "rule" and not r.from and not r.to and not d.arrears then r.from = act.document.from end
    end
    -- the host keeps the answers of one decision in fixed arrays (MOST_CONDITIONS, MOST_ITEMS, given_used)
    if #d.rules > 96 or #d.requirements > 96 then refuse(d, "决定 ‘" .. d.name .. "’ 的规则或条件超过 96 条", "拆成几个决定") end
    if d.kind == "list" and rules > 48 then refuse(d, "清单 ‘" .. d.name .. "’ 超过 48 项", "拆成几个决定") end
    if #d.given > 60 then refuse(d, "决定 ‘" .. d.name .. "’ 的输入超过 60 项", "把它们写成事实") end
    if rules == 0 then refuse(d, "决定 ‘" .. d.name .. "’ 没有任何规则", "至少写一条 rule") end
  end
end

-- A row that begins inside a month cannot decide a month, unless the parameter says how it splits.
local function check_month_starts(act)
  local monthly = false
  for _, d in ipairs(act.decisions) do monthly = monthly or d.per == "month" end
  for _, p in ipairs(act.parameters) do
    for _, row in ipairs(p.rows) do
      if monthly and not p.on_deciding and not p.open and row.from and not host.is_month_start(row.from) then
        if p.mid_month == "whole_month" then
          row.from = host.month_start(row.from)
        elseif p.mid_month == "next_month" then
          row.from = host.month_start(row.from, 1)
        else
          refuse(row, "参数 ‘" .. p.name .. "’ 从月中（" .. host.day_text(row.from) .. "）开始，而决定按月作出",
            "写明 mid_month = \"whole_month\"（当月起）或 \"next_month\"（次月起）")
        end
      end
    end
    std.parameter.arrange(p)
  end
end

-- Whether a rule gives a choice that is written out: its number is known only when enumerations have theirs.
local function is_member(value)
  return not host.kind(value) and type(value) == "table" and value.member ~= nil
end

-- Enumerations get a number; equal ones (the same type used twice) are one.
local function number_domains(act, out)
  local seen = {}
  local function number(members, name)
    if not members or not members.list then return 0 end
    if not seen[members] then
      out.domains[#out.domains + 1] = { name = members.domain_name or name, members = members.list }
      seen[members] = #out.domains
    end
    return seen[members]
  end
  local function walk(fields)
    for _, f in ipairs(fields) do
      f.domain = number(f.members, f.name)
      walk(f.fields or {})
    end
  end
  walk(act.facts_list)
  for _, d in ipairs(act.decisions) do
    walk(d.given)
    d.domain = number(d.members, d.name)
    if d.otherwise and is_member(d.otherwise) then d.otherwise.domain = d.domain end
    for _, r in ipairs(d.rules) do
      if r.value and is_member(r.value) then r.value.domain = d.domain end
    end
  end
  for _, t in ipairs(act.tables) do t.domain = number(t.by, t.name) end
  for _, r in ipairs(act.readings) do
    out.domains[#out.domains + 1] = { name = r.name, members = r.options }
    r.domain = #out.domains
  end
end

-- What became of each article: coded (terms, rules, parameters ...), or registered with a reason.
local function account(act, out)
  local became, covered = {}, {}
  local function note(cite, what)
    if act.document.outline.parts then std.cite.cover(act.document, cite or "", covered) end
    for _, article in ipairs(std.cite.articles(act.document, cite or "")) do
      became[article] = became[article] or {}
      local list = became[article]
      if list[#list] ~= what then list[#list + 1] = what end
    end
  end
  note(act.document.in_force_cite, "效力日期")
  note(act.document.interpreter_cite, "解释机关")
  for _, p in ipairs(act.parameters) do note(not p.table and p.cite or nil, (p.open and "待定值 " or "参数 ") .. p.name) end
  for _, f in ipairs(act.facts_list) do note(f.cite, "事实 " .. f.name) end
  for _, s in ipairs(act.subjects) do
    for _, ref in ipairs(s.refs) do note(ref.cite, "关联 " .. s.name .. "." .. ref.own) end
  end
  for _, t in ipairs(act.tables) do note(t.cite, "表 " .. t.name) end
  for _, r in ipairs(act.readings) do note(r.cite, "适用口径 " .. r.name) end
  for _, t in ipairs(act.terms) do note(t.cite, "术语 " .. t.name) end
  for _, d in ipairs(act.decisions) do
    note(d.cite, "决定 " .. d.name)
    for _, r in ipairs(d.requirements) do note(r.cite, "条件 " .. d.name) end
    for _, r in ipairs(d.rules) do note(r.cite, "规则 " .. d.name) end
  end
  for _, p in ipairs(act.payments) do
    for _, cite in ipairs { p.cite, p.back_cite or "", p.owed_cite or "", p.between_cite or "" } do note(cite, "发放 " .. p.name) end
  end
  for _, l in ipairs(act.letters) do
    for _, cite in ipairs { l.by_cite or "", l.at_cite or "", l.changes_cite or "" } do note(cite, "告知书") end
  end
  local labels = { uncoded = "不编码", note = "注", duty = "职责" }
  for _, e in ipairs(act.entries) do note(e.cite, labels[e.kind] .. "：" .. e.text) end
  out.outline = {}
  local outline = act.document.outline
  local list = outline.headings or {}
  if outline.articles then
    for i = 1, outline.articles do list[i] = std.cite.article(i) end
  end
  for i, cite in ipairs(list) do
    out.outline[i] = { cite = cite, became = table.concat(became[cite] or {}, "；"),
      uncovered = became[cite] and std.cite.uncovered(act.document, cite, covered) or "" }
  end
end

--- Called by the host when policy and values have run: everything checked and numbered.
function finish.model()
  local act = std.act
  local out = { act = act, names = {}, domains = {} }
  if not act.subject then refuse(act.document, "没有声明事实（act:facts）", "先声明对象与事实") end
  std.subjects.resolve(act)
  local index = number_names(act, out)
  check_decisions(act, index)
  std.payment.resolve(act, index)
  std.letter.resolve(act)
  check_month_starts(act)
  std.table.resolve(act)
  number_domains(act, out)
  account(act, out)
  for _, i in ipairs(act.invariants) do
    i.a_index, i.b_index = i.a.number, i.b.number
  end
  return out
end

std.finish = finish
