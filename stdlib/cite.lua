-- Citations: every one must lie inside the document's own outline, or name another law.
local host, std = ...
local shape = std.shape

local cite = {}
std.cite = cite

local digits = { ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6, ["七"] = 7, ["八"] = 8,
  ["九"] = 9, ["零"] = 0 }

--- 二十三 -> 23; nil when it is no Chinese number below 1,000.
function cite.number(text)
  local total, digit = 0, 0
  for _, code in utf8.codes(text) do
    local char = utf8.char(code)
    if digits[char] then
      digit = digits[char]
    elseif char == "十" then
      total = total + (digit == 0 and 1 or digit) * 10
      digit = 0
    elseif char == "百" then
      total = total + digit * 100
      digit = 0
    else
      return nil
    end
  end
  return total + digit
end

local longest = 4000 -- bytes of a citation: several hundred articles

local numerals = { "一", "二", "三", "四", "五", "六", "七", "八", "九" }
-- The same few articles are cited again and again: what was made of them, and of the citations of the one document.
local articles, passed, spoken = {}, {}, {}

--- 23 -> 第二十三条.
function cite.article(n)
  if articles[n] then return articles[n] end
  local tens, ones = n // 10, n % 10
  local text = ""
  if tens >= 1 then text = (tens > 1 and numerals[tens] or "") .. "十" end
  if ones > 0 then text = text .. numerals[ones] end
  articles[n] = "第" .. text .. "条"
  return articles[n]
end

--- The article number that a citation begins with, and the rest; nil when it does not begin with an article.
function cite.split(text)
  local number, rest = string.match(text, "^第(.-)条(.*)$")
  if not number then return nil end
  return cite.number(number), rest
end

local function refuse(text, whole, why, hint)
  host.refuse("引用 ‘" .. text .. "’ " .. why, hint, whole)
end

-- What may follow a place that is itself whole: 第四条第1项后段, 二（三）第二句.
local function is_passage(rest)
  if rest == "" or rest == "前段" or rest == "后段" then return true end
  local number = string.match(rest, "^第(.+)句$")
  return number ~= nil and (cite.number(number) or 0) > 0
end

-- 3, 三 or （三） as a number; nil when it is none of them.
local function ordinal(text)
  local inner = string.match(text, "^（(.+)）$") or text
  local number = string.match(inner, "^[1-9]%d*$") and tonumber(inner) or cite.number(inner)
  return number and number > 0 and number or nil
end

-- What follows an article, taken apart: 第二款第（五）项第1目, then 末段 or a passage. Gives the item's number; false
-- where it is not written so.
local function places(rest)
  local numbers = {}
  for _, level in ipairs { "款", "项", "目" } do
    local number, after = string.match(rest, "^第(.-)" .. level .. "(.*)$")
    if number then
      numbers[level] = ordinal(number)
      if not numbers[level] then return false end
      rest = after
    end
  end
  if string.sub(rest, 1, #"末段") == "末段" then rest = string.sub(rest, #"末段" + 1) end
  return is_passage(rest) and numbers
end

local function check_places(document, text, whole, article, rest)
  local numbers = places(rest)
  if not numbers then
    refuse(text, whole, "不是条、款、项、目的写法", "照原文写，例如 第四条第二款第（五）项第1目，后面可加 第二句、前段、后段、末段")
  end
  local most = document.outline.items and document.outline.items[cite.article(article)]
  if most and numbers["项"] and numbers["项"] > most then
    refuse(text, whole, "超出文件：" .. cite.article(article) .. "只有" .. most .. "项", "核对文件原文的项号")
  end
end

-- `parts` lists what an article is made of, as officials write it; there the whole article is no citation, since a
-- reader could not tell which of its rules is meant, unless `whole` says that the article itself is spoken of.
local function check_parts(document, text, whole, article, rest, may_be_whole)
  local name = cite.article(article)
  local parts = document.outline.parts[name]
  if not parts then
    if is_passage(rest) then return end
    refuse(text, whole, "超出文件：" .. name .. "没有分款、分项", "写成 " .. name)
  end
  if rest == "" and may_be_whole then return end
  for _, part in ipairs(parts) do
    if string.sub(rest, 1, #part) == part and is_passage(string.sub(rest, #part + 1)) then return end
  end
  local known = name .. "分为" .. table.concat(parts, "、")
  if rest == "" then refuse(text, whole, "没有写到款、项：" .. known, "写明是哪一部分，例如 " .. name .. parts[1]) end
  refuse(text, whole, "超出文件：" .. known, "核对文件原文的款号、项号，照原文的写法写")
end

-- The heading that a citation names, as it stands in the outline: 二（三） of 二（三）第二句. That it begins like one is not
-- enough: 二（十） is no place of 二.
local function heading_of(document, text)
  for _, heading in ipairs(document.outline.headings) do
    local rest = string.sub(text, 1, #heading) == heading and string.sub(text, #heading + 1)
    if rest and (is_passage(rest) or rest == "末段") then return heading end
  end
end

-- Whether some headings stand inside it: 二 of 二（一） and 二（二）.
local function heads_some(document, text)
  for _, heading in ipairs(document.outline.headings) do
    local rest = string.sub(heading, 1, #text) == text and string.sub(heading, #text + 1) or ""
    if string.find(rest, "^（") or string.find(rest, "^%d") then return true end
  end
  return false
end

local function check_one(document, text, whole, may_be_whole)
  if string.find(text, "^民法典第%d+条") or string.find(text, "^《.+》") then return end
  if document.outline.articles then
    local article, rest = cite.split(text)
    if not article then
      refuse(text, whole, "不是本文件的条款", "写成 第四条 或 第四条第3项；其他法律写成 民法典第202条 或 《……》第……条")
    end
    if article < 1 or article > document.outline.articles then
      refuse(text, whole, "超出文件：本文件共" .. document.outline.articles .. "条", "核对文件原文的条号")
    end
    if document.outline.parts then return check_parts(document, text, whole, article, rest, may_be_whole) end
    return check_places(document, text, whole, article, rest)
  end
  if heading_of(document, text) or (may_be_whole and heads_some(document, text)) then return end
  refuse(text, whole, "不在本文件的标题之中", shape.suggest(text, document.outline.headings, "本文件的标题"))
end

--- Check a citation of `document` (its declaration); several are joined by 、. `may_be_whole`: it heads an article, and
--- may name it without its parts.
function cite.check(document, text, may_be_whole)
  if passed[text] then return text end
  if type(text) ~= "string" or text == "" then
    host.refuse("缺少引用的条款（cite）", "每条规则、术语、参数都要写明依据，例如 cite = \"第四条第3项\"")
  end
  -- The length is limited before any pattern is tried: an unanchored one takes the square of it.
  if #text > longest then host.refuse("引用太长：" .. #text .. " 字节，超过 " .. longest .. " 字节", "分成几条规则或术语，各引各的条款") end
  if string.find(text, "\0", 1, true) then host.refuse("引用中有空字符（编号 0）", "删去这个字符") end
  for part in string.gmatch(string.gsub(text, "、", "\n"), "[^\n]+") do check_one(document, part, text, may_be_whole) end
  if not may_be_whole then passed[text] = true end
  return text
end

--- The articles (第四条) that a citation speaks of; not to be changed.
function cite.articles(document, text)
  if spoken[text] then return spoken[text] end
  local found = {}
  for part in string.gmatch(string.gsub(text, "、", "\n"), "[^\n]+") do
    if document.outline.articles then
      local article = cite.split(part)
      if article then found[#found + 1] = cite.article(article) end
    else
      found[#found + 1] = heading_of(document, part)
    end
  end
  spoken[text] = found
  return found
end

--- Mark in `covered` the parts (第四条第3项) that a citation speaks of; an article cited whole speaks of all of them.
function cite.cover(document, text, covered)
  for place in string.gmatch(string.gsub(text, "、", "\n"), "[^\n]+") do
    local article, rest = cite.split(place)
    local name = article and cite.article(article)
    for _, part in ipairs(name and document.outline.parts[name] or {}) do
      local here = string.sub(rest, 1, #part) == part and is_passage(string.sub(rest, #part + 1))
      if rest == "" or here then covered[name .. part] = true end
    end
  end
end

--- The parts of an article that are not in `covered`, joined by 、.
function cite.uncovered(document, name, covered)
  local left = {}
  for _, part in ipairs(document.outline.parts and document.outline.parts[name] or {}) do
    if not covered[name .. part] then left[#left + 1] = name .. part end
  end
  return table.concat(left, "、")
end
