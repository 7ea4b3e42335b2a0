-- What tests/docs.sh asks of the guides (README files). Usage: lua5.4 tests/guides.lua ACTION ...
--   check BYLAW              sections, links, names, verbs and options; prints `ok TEXT` and `not ok TEXT`
--   list                     the guides, the Chinese of each
--   script GUIDE             the commands of its console blocks as a shell script, each answer behind a mark
--   compare GUIDE OUTPUT     what they answered against what the guide says: `…` stands for anything
--   apply GUIDE N            the N-th block of the guide in the current folder: a change of a file (```diff: `+++ FILE`, then its lines), or
--                            a C program (```c), written to the name in its first line
-- A console block is `$ COMMAND` (a line that ends with \ goes on, and so does a text behind <<'END'), then what it answers.
-- Commands of a guide run one after the other in a copy of the project; `make` is left out, but for `make demo`, of which the demo
-- itself runs.
local GUIDES = { -- Chinese, English; both have the same sections and blocks
  { "README.zh-CN.md", "README.md" },
  { "policies/README.md", "policies/README.en.md" },
  { "stdlib/README.md", "stdlib/README.en.md" },
  { "host/README.md", "host/README.en.md" },
  { "tests/README.md", "tests/README.en.md" },
  { "examples/README.md", "examples/README.en.md" },
}
local MOST_LINES, MOST_COLUMNS = 250, 120 -- of the front doors
local MARK = "@@@@ " -- no guide and no answer has a line like this

local function read(path)
  local file = io.open(path)
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

-- The lines of a guide: headings, blocks { language, line, lines }, and the text without the blocks.
local function parse(path)
  local guide = { path = path, headings = {}, blocks = {}, prose = {}, lines = {} }
  local block
  for line in (assert(read(path), path .. ": no such guide")):gmatch "(.-)\n" do
    guide.lines[#guide.lines + 1] = line
    local fence, language = line:match "^%s*(```+)(%w*)%s*$"
    if fence and block then
      block = nil
    elseif fence then
      block = { language = language, line = #guide.lines, lines = {}, indent = #line:match "^%s*" }
      guide.blocks[#guide.blocks + 1] = block
    elseif block then
      block.lines[#block.lines + 1] = line:sub(block.indent + 1)
    else
      local level, title = line:match "^(#+) (.*)$"
      if level then guide.headings[#guide.headings + 1] = { level = #level, title = title, line = #guide.lines } end
      guide.prose[#guide.prose + 1] = line
    end
  end
  return guide
end

-- Console blocks as { command, answer lines, line }; a change or a C program between them as { block = its number, line }.
local function steps(guide)
  local list = {}
  for number, block in ipairs(guide.blocks) do
    if block.language == "diff" or block.language == "c" then
      list[#list + 1] = { block = number, line = block.line }
    elseif block.language == "console" then
      local step, more
      for i, line in ipairs(block.lines) do
        local command = not (step and step.command == "make demo") and line:match "^%$ (.*)$" -- the demo shows its commands
        if more then
          step.command = step.command .. "\n" .. line
          if more == "\\" then more = line:match "\\$" elseif line == more then more = nil end
        elseif command then
          step = { command = command, answer = {}, line = block.line + i }
          list[#list + 1] = step
          more = command:match "<<'(%w+)'" or command:match "\\$" -- up to the end of the text, or of the line
        else
          assert(step, guide.path .. ":" .. block.line + i .. ": an answer before the first command")
          step.answer[#step.answer + 1] = line
        end
      end
    end
  end
  return list
end

local function runs(step)
  if step.block then return false end
  return step.command == "make demo" or not step.command:match "^make%f[%W]"
end

-- --- check --------------------------------------------------------------------------------------------------------------
local function verdict(problems, text)
  print((#problems == 0 and "ok " or "not ok ") .. text .. (#problems > 0 and ": " .. table.concat(problems, "; ", 1, math.min(#problems, 8)) or ""))
end

local function answer(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read "a"
  pipe:close()
  return text
end

local function columns(line) -- a Chinese character takes two
  local n = 0
  for _, code in utf8.codes(line) do
    local wide = code >= 0x1100 and code <= 0x115f or code >= 0x2e80 and code <= 0xa4cf or code >= 0xac00 and code <= 0xd7a3 or
      code >= 0xf900 and code <= 0xfaff or code >= 0xfe30 and code <= 0xfe6f or code >= 0xff00 and code <= 0xff60 or code >= 0xffe0 and code <= 0xffe6
    n = n + (wide and 2 or 1)
  end
  return n
end

-- As GitHub makes an anchor of a heading: lower case, blanks to `-`, of the rest only letters, digits, `-` and `_`.
local function anchor(title)
  local out = {}
  for _, code in utf8.codes((title:gsub("`", ""))) do
    local c = utf8.char(code)
    if c == " " then out[#out + 1] = "-"
    elseif c:match "^[%w_-]$" then out[#out + 1] = c:lower()
    elseif code >= 0x4e00 and code <= 0x9fff then out[#out + 1] = c end
  end
  return table.concat(out)
end

-- Of the shapes of JSON (```keys) only the keys are the same: what stands behind the dash is said in each language.
local function text_of(block)
  local text = table.concat(block.lines, "\n") .. "\n"
  return block.language == "keys" and text:gsub(" — [^\n]*", "") or text
end

local function check_pair(chinese, english)
  local problems, a, b = {}, chinese.headings, english.headings
  for i = 1, math.max(#a, #b) do
    if not a[i] or not b[i] or a[i].level ~= b[i].level then
      problems[1] = ("‘%s’ against ‘%s’"):format(a[i] and a[i].title or "none", b[i] and b[i].title or "none")
      break
    end
  end
  verdict(problems, chinese.path .. ": " .. #a .. " sections in both languages")
  problems = {}
  for i = 1, math.max(#chinese.blocks, #english.blocks) do
    local x, y = chinese.blocks[i], english.blocks[i]
    if not x or not y or x.language ~= y.language or text_of(x) ~= text_of(y) then
      problems[1] = ("%s:%d against %s:%d"):format(chinese.path, x and x.line or 0, english.path, y and y.line or 0)
      break
    end
  end
  verdict(problems, chinese.path .. ": the same blocks in both languages")
end

local function check_links(guide, guides)
  local problems, folder, count = {}, guide.path:match "^(.*/)" or "", 0
  for _, line in ipairs(guide.prose) do
    for target in line:gsub("`[^`]*`", ""):gmatch "%]%(([^)]+)%)" do
      count = count + 1
      local path, place = target:match "^([^#]*)#?(.*)$"
      local whole = path == "" and guide.path or folder .. path
      while whole:match "[^/]+/%.%./" do whole = whole:gsub("[^/]+/%.%./", "", 1) end
      local asked = not path:match "^https?:" -- tests do not use the network
      if asked and not io.open(whole) then
        problems[#problems + 1] = "no " .. whole
      elseif asked and place ~= "" then
        local found = false
        for _, heading in ipairs((guides[whole] or parse(whole)).headings) do found = found or anchor(heading.title) == place end
        if not found then problems[#problems + 1] = "no section " .. target end
      end
    end
  end
  verdict(problems, guide.path .. ": " .. count .. " links lead somewhere")
end

-- What the program knows: verbs, and the options of each.
local function known_verbs(bylaw)
  local verbs, all = {}, {}
  for name in answer(bylaw .. " help"):gmatch "\n  (%l+) +[^\n]+" do
    verbs[name] = {}
    for option in answer(bylaw .. " help " .. name):gmatch "%-%-[%l-]+" do
      verbs[name][option], all[option] = true, true
    end
  end
  return verbs, all
end

local function check_program(guide, verbs, options, told)
  local problems = {}
  local function look(text, where)
    text = text:gsub("^%$ ", ""):gsub("'[^']*'", "''")
    local verb = text:match "^[%w/]*bylaw (%l+)"
    if verb and not verbs[verb] then
      problems[#problems + 1] = where .. "no verb " .. verb
    elseif verb then
      told[verb] = true
    end
    local first = text:match "^(%l+)%f[%W]"
    local own = verbs[verb] or first and verbs[first] or options
    if first and verbs[first] and not verb then told[first] = true end
    if text:match "^[%w/]*bylaw%f[^%w]" or text:match "^%-%-" or first and verbs[first] then
      for option in text:gmatch "%f[-]%-%-[%l][%l-]*" do
        if not own[option] then problems[#problems + 1] = where .. "no option " .. option .. (verb and " of " .. verb or "") end
      end
    end
  end
  for i, line in ipairs(guide.prose) do
    for code in line:gmatch "`([^`]+)`" do look(code, i .. ": ") end
  end
  for _, step in ipairs(steps(guide)) do
    if step.command then look(step.command:gsub("\\\n", " "), step.line .. ": ") end
  end
  verdict(problems, guide.path .. ": verbs and options are the program's")
end

local function check_front_door(guide)
  local problems = {}
  if #guide.lines > MOST_LINES then problems[1] = #guide.lines .. " lines" end
  for i, line in ipairs(guide.lines) do
    if columns(line) > MOST_COLUMNS then problems[#problems + 1] = ("line %d has %d columns"):format(i, columns(line)) end
  end
  verdict(problems, ("%s: at most %d lines of %d columns"):format(guide.path, MOST_LINES, MOST_COLUMNS))
end

-- The rooms of the engine and what they may use, as tests/layers.sh has them: `| room | task | rooms |`.
local function check_rooms(guide)
  local problems, count = {}, 0
  for room, allowed in (read "tests/layers.sh":match "\nrooms='\n(.-)'" or ""):gmatch "(%l+):([%l ]*):" do
    local told
    for _, line in ipairs(guide.prose) do told = told or line:match("^| `" .. room .. "` | .* |([^|]*)|$") end
    local rooms = (told or ""):gsub("`", ""):gsub("^ +", ""):gsub(" +$", "")
    if not told or rooms ~= allowed then problems[#problems + 1] = room .. " may use: " .. allowed end
    count = count + 1
  end
  if count < 10 then problems[#problems + 1] = "only " .. count .. " rooms found: has their form changed?" end
  verdict(problems, guide.path .. ": " .. count .. " rooms of the engine")
end

-- Names and keys of the policy language, as stdlib/meta.lua has them.
local function language_names()
  local names, keys, class = {}, {}, nil
  for line in ("\n" .. read "stdlib/meta.lua":gsub("%-%-%[(=*)%[.-%]%1%]", "")):gmatch "[^\n]+" do
    local name = line:match "^function ([%w_.:]+)%(" or line:match "^([%a_][%w_.]*) = "
    if name then names[#names + 1] = name end
    class = line:match "^%-%-%-@class ([%w_]+)" or line:match "^%-%-%-" and class
    local key = class and line:match "^%-%-%-@field ([%w_]+)"
    if key then keys[key] = class end
  end
  return names, keys
end

local function check_language(guide, names, keys)
  local code = {}
  for _, line in ipairs(guide.prose) do
    for text in line:gmatch "`([^`]+)`" do code[#code + 1] = text end
  end
  for _, block in ipairs(guide.blocks) do code[#code + 1] = table.concat(block.lines, "\n") end
  local text, missing = "\n" .. table.concat(code, "\n") .. "\n", {}
  local function has(word) return text:find("%f[%w_.:]" .. word:gsub("%p", "%%%0") .. "%f[^%w_]") end
  for _, name in ipairs(names) do
    if not has(name) then missing[#missing + 1] = name end
  end
  verdict(missing, guide.path .. ": " .. #names .. " names of the language")
  missing = {}
  local count = 0
  for key, class in pairs(keys) do
    count = count + 1
    if not text:find("%f[%w_]" .. key .. "%f[^%w_]") then missing[#missing + 1] = class .. "." .. key end
  end
  table.sort(missing)
  verdict(missing, guide.path .. ": " .. count .. " keys of the language")
end

local function check(bylaw)
  local guides, order = {}, {}
  for _, pair in ipairs(GUIDES) do
    for _, path in ipairs(pair) do
      guides[path] = parse(path)
      order[#order + 1] = guides[path]
    end
    check_pair(guides[pair[1]], guides[pair[2]])
  end
  local verbs, options = known_verbs(bylaw)
  local told, names, keys = {}, language_names()
  for _, guide in ipairs(order) do
    check_links(guide, guides)
    told[guide.path] = {}
    check_program(guide, verbs, options, told[guide.path])
    if not guide.path:find "/" then check_front_door(guide) end
    if guide.path:match "^host/" then check_rooms(guide) end
    if guide.path:match "^stdlib/" then check_language(guide, names, keys) end
  end
  local missing, count = {}, 0
  for verb in pairs(verbs) do
    count = count + 1
    for language = 1, 2 do
      local found = false
      for _, pair in ipairs(GUIDES) do found = found or told[pair[language]][verb] end
      if not found then missing[#missing + 1] = verb .. (language == 1 and " in Chinese" or " in English") end
    end
  end
  if count < 10 then missing[#missing + 1] = "only " .. count .. " verbs found: has the help changed its form?" end
  verdict(missing, "every verb stands in a guide")
end

-- --- script, compare, apply ---------------------------------------------------------------------------------------------
local function script(path)
  for i, step in ipairs(steps(parse(path))) do
    if step.block then
      print(("echo '%s%d'\nlua5.4 tests/guides.lua apply %s %d 2>&1"):format(MARK, i, path, step.block))
    elseif runs(step) then
      local command = step.command == "make demo" and "examples/demo.sh build/bylaw" or step.command
      print(("echo '%s%d'\n{\n%s\n} 2>&1 </dev/null"):format(MARK, i, command))
    end
  end
end

local function pattern(line) -- blanks do not count, `…` is anything
  line = line:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
  return "^" .. line:gsub("…", "\0"):gsub("[%p]", "%%%0"):gsub("%z", ".*") .. "$"
end

-- Whether `got` is what `said` says; a line `…` stands for any lines. The first line that is not found, else nil.
local function differs(said, got)
  local at, free = 1, false
  for _, line in ipairs(said) do
    if line:match "^%s*…%s*$" then
      free = true
    elseif not line:match "^%s*$" then
      local wanted = pattern(line)
      while free and got[at] and not got[at]:match(wanted) do at = at + 1 end
      if not got[at] or not got[at]:match(wanted) then return line, got[at] end
      at, free = at + 1, false
    end
  end
  if not free and got[at] then return "(nothing more)", got[at] end
end

local function compare(path, output)
  local answers, list = {}, nil
  for line in assert(read(output)):gmatch "(.-)\n" do
    local number = line:match("^" .. MARK .. "(%d+)$")
    if number then
      list = {}
      answers[tonumber(number)] = list
    elseif list and not line:match "^%s*$" and not line:match "^政策取自当前文件夹" then -- said beside each answer, on stderr
      list[#list + 1] = line:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
    end
  end
  for i, step in ipairs(steps(parse(path))) do
    local got, said, problems = answers[i], step.answer or {}, {}
    if step.block or runs(step) then
      if not got then
        problems[1] = "not run"
      else
        if step.command == "make demo" then -- what make itself says comes first
          local rest = {}
          for _, line in ipairs(said) do
            if #rest > 0 or line:match "^──" then rest[#rest + 1] = line end
          end
          said = rest
        end
        local wanted, came = differs(said, got)
        if wanted then problems[1] = ("‘%s’ but ‘%s’"):format(wanted, came or "nothing") end
      end
      verdict(problems, ("%s:%d %s"):format(path, step.line, step.block and "a file of the guide" or step.command:match "^[^\n]*"))
    end
  end
end

local function apply(path, number)
  local block = parse(path).blocks[tonumber(number)]
  if block.language == "c" then
    local program = assert(io.open(assert(block.lines[1]:match "^/%* ([%w/]+%.c)", "a program begins with: /* FILE.c"), "w"))
    program:write(table.concat(block.lines, "\n"), "\n")
    program:close()
    return
  end
  local name, old, new = nil, {}, {}
  for _, line in ipairs(block.lines) do
    local sign, text = line:sub(1, 1), line:sub(2)
    if line:match "^%+%+%+ " then
      name = line:sub(5)
    else
      if sign ~= "+" then old[#old + 1] = text end
      if sign ~= "-" then new[#new + 1] = text end
    end
  end
  local text = assert(read(assert(name, "a change begins with: +++ FILE")), name)
  local before, after = table.concat(old, "\n") .. "\n", table.concat(new, "\n") .. "\n"
  if #old == 0 then -- lines at the end; before the last `return act`, when there is one
    local place = text:match "()\n?return act%s*$" or #text + 1
    text = text:sub(1, place - 1) .. after .. text:sub(place)
  else
    local first, last = text:find(before, 1, true)
    assert(first, name .. " has no such lines: " .. before)
    text = text:sub(1, first - 1) .. after .. text:sub(last + 1)
  end
  local file = assert(io.open(name, "w"))
  file:write(text)
  file:close()
end

local function list()
  for _, pair in ipairs(GUIDES) do print(pair[1]) end
end

local actions = { list = list, check = check, script = script, compare = compare, apply = apply }
assert(actions[arg[1]], "usage: guides.lua check|list|script|compare|apply …")(table.unpack(arg, 2))
