/* The Lua state of a policy: memory, limits, the one protected call, errors with their place. */
#include "host/lua/script.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "host/lua/lua_message.h"

/* A thousand instructions take some microseconds, unless they are a thousand comparisons of texts
** of a megabyte: where they took longer than SLOW, the clock is looked at every few instructions,
** until they are fast again. */
enum { HOOK_EVERY = 1000, HOOK_SLOW = 16, SLOW = 10, CLOCK_EVERY = 8, DEFAULT_MILLISECONDS = 2000 };
enum { BYTES_A_STEP = 64 };
static const size_t DEFAULT_MEMORY = (size_t)64 << 20;
static const long long DEFAULT_INSTRUCTIONS = 20000000;

/* Processor time of this thread: a policy is not at fault for a machine that is busy with something
** else, and the same decision must not fail there that succeeds elsewhere. (The wall clock was
** taken before, and failed under load.) */
static long long now_milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Of the machine, which costs no system call. */
static long long machine_milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Remember where the policy was when memory ran out: the message handler does not run then. */
static void note_memory_place(struct script *s) {
  /* the last one refused is where it ended */
  if (s->L && !s->failed) script_place(s->L, &s->error);
}

static void count_hook(lua_State *L, lua_Debug *ar);

/* The next instruction is the last. */
static void stop_soon(struct script *s) {
  if (s->L && s->depth > 0) lua_sethook(s->L, count_hook, LUA_MASKCOUNT | LUA_MASKLINE, 1);
}

/* Work that no instruction tells of: a text that is joined, a table that grows. Nothing can be
** raised from here. */
static void charge_bytes(struct script *s, size_t bytes) {
  s->instructions_left -= (long long)(bytes / BYTES_A_STEP);
  if (s->instructions_left <= 0) stop_soon(s);
}

/* Small blocks are made by instructions, which count. */
static void charge_block(struct script *s, size_t bytes) {
  enum { LARGE = 4096 };
  if (bytes >= LARGE) charge_bytes(s, bytes);
}

static void *limited_alloc(void *ud, void *ptr, size_t old_size, size_t new_size) {
  struct script *s = ud;
  size_t old = ptr ? old_size : 0;
  if (new_size > old && s->memory_used - old + new_size > s->limits.memory) {
    note_memory_place(s);
    /* Lua looks through all of it for what it can let go, and asks again */
    charge_bytes(s, s->memory_used);
    s->starved = false;
    return NULL;
  }
  if (new_size > old) charge_block(s, new_size - old);
  void *block = heap_resize(&s->heap, ptr, old, new_size);
  if (block || new_size == 0) s->memory_used += new_size - old;
  /* what shrinks says nothing: Lua gives back before it tells */
  if (new_size > old) s->starved = !block;
  return block;
}

struct script *script_of(lua_State *L) {
  return *(struct script **)lua_getextraspace(L);
}

static void set_hook(struct script *s, int every) {
  s->hook_every = every;
  lua_sethook(s->L, count_hook, LUA_MASKCOUNT, every);
}

/* Whether the thread's own clock, which costs a system call, is to be looked at now. */
static bool looks_at_clock(struct script *s) {
  long long now = machine_milliseconds();
  bool slow = now - s->hooked >= SLOW;
  int every = slow ? HOOK_SLOW : s->hook_every < HOOK_EVERY && now == s->hooked ? HOOK_EVERY : s->hook_every;
  s->hooked = now;
  if (every != s->hook_every) set_hook(s, every);
  return slow || s->hooks++ % CLOCK_EVERY == 0;
}

bool script_late(struct script *s) {
  if (s->limited || now_milliseconds() < s->deadline) return s->limited;
  s->limited = true;
  stop_soon(s);
  return true;
}

static void count_hook(lua_State *L, lua_Debug *ar) {
  (void)ar;
  struct script *s = script_of(L);
  s->instructions_left -= s->hook_every;
  bool look = s->instructions_left > 0 && !s->limited && looks_at_clock(s);
  if (s->instructions_left > 0 && !s->limited && (!look || now_milliseconds() < s->deadline)) return;
  s->limited = true;
  lua_sethook(L, count_hook, LUA_MASKCOUNT | LUA_MASKLINE, 1); /* no step may follow */
  script_raise(L, ERR_LIMIT, "运行超出限制（指令或时间），已中止");
}

static void arm(struct script *s) {
  s->instructions_left = s->limits.instructions;
  s->deadline = now_milliseconds() + s->limits.milliseconds;
  s->limited = false;
  s->hooked = machine_milliseconds();
  set_hook(s, HOOK_EVERY);
}

void script_budget(struct script *s) {
  arm(s);
  s->budgeted = true;
}

void script_budget_end(struct script *s) {
  s->budgeted = false;
}

void script_charge(lua_State *L, long long steps) {
  struct script *s = script_of(L);
  s->instructions_left -= steps;
  if (s->instructions_left <= 0 || s->limited) count_hook(L, NULL);
}

static void set_limits(struct script *s, const struct limits *limits) {
  if (limits) s->limits = *limits;
  if (s->limits.memory == 0) s->limits.memory = DEFAULT_MEMORY;
  if (s->limits.instructions == 0) s->limits.instructions = DEFAULT_INSTRUCTIONS;
  if (s->limits.milliseconds == 0) s->limits.milliseconds = DEFAULT_MILLISECONDS;
}

static int open_all(lua_State *L) {
  opaque_open(L);
  bind_money(L);
  bind_rate(L);
  bind_count(L);
  bind_date(L);
  bind_month(L);
  bind_period(L);
  bind_enum(L);
  bind_timeline(L);
  bind_list(L);
  bind_calendar(L);
  bind_guard(L);
  bind_law(L);
  sandbox_open(L);
  return 0;
}

struct script *script_new(const struct limits *limits, struct error *e) {
  struct script *s = calloc(1, sizeof *s);
  if (!s) {
    error_set(e, ERR_MEMORY, "内存不足");
    return NULL;
  }
  set_limits(s, limits);
  s->env.calendar = &s->calendar;
  s->names_ref = LUA_NOREF;
  s->generation = 1;
  if (!expr_init(&s->exprs)) goto no_memory;
  s->exprs.most_text = s->limits.memory;
  s->L = lua_newstate(limited_alloc, s);
  if (!s->L) goto no_memory;
  *(struct script **)lua_getextraspace(s->L) = s;
  if (script_call(s, open_all, NULL, e)) return s;
  script_free(s);
  return NULL;
no_memory:
  error_set(e, ERR_MEMORY, "内存不足");
  script_free(s);
  return NULL;
}

static void free_source(struct source *source) {
  syntax_free(&source->syntax);
  free(source->text);
  free(source);
}

void script_free(struct script *s) {
  if (!s) return;
  /* the whole Lua state: nothing in it has a finalizer that lua_close would run */
  heap_free(&s->heap);
  while (s->sources) {
    struct source *next = s->sources->next;
    free_source(s->sources);
    s->sources = next;
  }
  expr_free(&s->exprs);
  arena_free(&s->arena);
  free(s);
}

/* --- errors ----------------------------------------------------------------------------------- */

struct source *script_source(struct script *s, const char *chunkname) {
  for (struct source *source = s->sources; source; source = source->next)
    if (source->policy && strcmp(source->syntax.file, chunkname) == 0) return source;
  return NULL;
}

void script_line(const struct source *source, int line, struct error *e) {
  const char *at = source->text;
  for (int n = 1; n < line && at; n++) {
    at = strchr(at, '\n');
    if (at) at++;
  }
  if (!at) return;
  size_t length = strcspn(at, "\r\n");
  char text[sizeof e->excerpt];
  if (length >= sizeof text) length = sizeof text - 1;
  memcpy(text, at, length);
  text[length] = '\0';
  text_copy(e->excerpt, sizeof e->excerpt, text);
  text_mend(e->excerpt); /* a character for a character, so that the column stays right */
}

void script_point(struct script *s, int line, struct error *e) {
  const struct source *source = script_source(s, s->file);
  error_at(e, s->file, line, 0);
  if (source && line > 0) script_line(source, line, e);
}

/* How many frames there are, as luaL_traceback finds it. */
static int count_frames(lua_State *L) {
  lua_Debug ar;
  int low = 0, high = 1; /* `low` frames are there, `high` are not */
  while (lua_getstack(L, high - 1, &ar)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    int middle = low + (high - low) / 2;
    if (lua_getstack(L, middle - 1, &ar))
      low = middle;
    else
      high = middle;
  }
  return low;
}

static struct source *policy_frame(lua_State *L, int from, int to, int *line) {
  lua_Debug ar;
  for (int level = from; level < to && lua_getstack(L, level, &ar); level++) {
    if (!lua_getinfo(L, "Sl", &ar) || ar.currentline <= 0 || ar.source[0] != '@') continue;
    struct source *source = script_source(script_of(L), ar.source + 1);
    *line = ar.currentline;
    if (source) return source;
  }
  return NULL;
}

/* Lua finds a frame by counting from the innermost one, so to ask for each of 100,000 would take
** their square. What the standard library puts on top of a policy is seldom deep; when it is, the
** policy is at the other end. */
struct source *script_running(lua_State *L, int *line) {
  enum { FRAMES = 64 };
  *line = 0;
  struct source *found = policy_frame(L, 0, FRAMES, line);
  if (found) return found;
  int frames = count_frames(L), from = frames > 2 * FRAMES ? frames - FRAMES : FRAMES;
  return policy_frame(L, from, frames, line);
}

bool script_place(lua_State *L, struct error *e) {
  int line;
  struct source *source = script_running(L, &line);
  if (!source) return false;
  error_at(e, source->syntax.file, line, 0);
  script_line(source, line, e);
  return true;
}

bool script_place_token(lua_State *L, const char *token, struct error *e) {
  if (!script_place(L, e)) return false;
  const struct source *source = script_source(script_of(L), e->file);
  const struct node *n = source ? syntax_find(&source->syntax, e->line, token, true) : NULL;
  if (n) syntax_point(&source->syntax, n, e);
  return true;
}

int script_raise_error(lua_State *L, const struct error *e) {
  struct script *s = script_of(L);
  if (!s->failed) {
    s->failed = true;
    s->error = *e;
    if (s->error.line == 0) script_place(L, &s->error);
  }
  lua_pushlightuserdata(L, s);
  lua_error(L);
  abort(); /* lua_error does not return; its declaration does not say so */
}

int script_raise(lua_State *L, enum error_kind kind, const char *fmt, ...) {
  struct error e;
  va_list ap;
  va_start(ap, fmt);
  error_setv(&e, kind, fmt, ap);
  va_end(ap);
  script_raise_error(L, &e);
}

static int on_error(lua_State *L) {
  struct script *s = script_of(L);
  if (s->failed) return 1;
  const char *message = lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : "";
  lua_message_run(message, &s->error);
  script_place(L, &s->error);
  s->failed = true;
  return 1;
}

/* The limit says something of the policy, memory that the machine lacks does not. */
static void memory_error(struct script *s) {
  struct error place = s->error;
  s->failed = true;
  if (s->starved) {
    error_set(&s->error, ERR_MEMORY, "内存不足");
    return;
  }
  error_set(&s->error, ERR_LIMIT, "内存超出限制（%zu MiB），已中止", s->limits.memory >> 20);
  error_hint(&s->error, "检查是否有不断增长的表或文字");
  s->error.line = place.line;
  memcpy(s->error.file, place.file, sizeof place.file);
  memcpy(s->error.excerpt, place.excerpt, sizeof place.excerpt);
}

int script_raise_memory(lua_State *L) {
  struct script *s = script_of(L);
  if (!s->failed) memory_error(s);
  script_raise_error(L, &s->error);
}

bool script_call(struct script *s, lua_CFunction body, void *ud, struct error *e) {
  lua_State *L = s->L;
  int top = lua_gettop(L);
  bool outermost = s->depth == 0;
  if (outermost) {
    s->failed = false;
    memset(&s->error, 0, sizeof s->error);
    if (!s->budgeted) arm(s);
  }
  if (!lua_checkstack(L, 8)) return error_set(e, ERR_MEMORY, "Lua 栈空间不足");
  s->depth++;
  lua_pushcfunction(L, on_error);
  lua_pushcfunction(L, body);
  lua_pushlightuserdata(L, ud);
  int status = lua_pcall(L, 1, 0, top + 1);
  s->depth--;
  lua_settop(L, top);
  if (status == LUA_ERRMEM && !s->failed) memory_error(s);
  if (status == LUA_OK && !s->failed) return true;
  if (!s->failed) error_set(&s->error, ERR_RULE, "脚本出错时又出错");
  *e = s->error;
  s->failed =
      false; /* whoever asked has it now: a refusal that stands before it goes on without, the rest raise it again */
  return false;
}

/* --- loading ---------------------------------------------------------------------------------- */

static struct source *add_source(lua_State *L, const char *text, size_t length) {
  struct script *s = script_of(L);
  struct source *source = calloc(1, sizeof *source);
  char *copy = malloc(length + 1);
  if (!source || !copy) {
    free(source);
    free(copy);
    script_raise(L, ERR_MEMORY, "内存不足");
  }
  memcpy(copy, text, length);
  copy[length] = '\0';
  source->text = copy;
  source->length = length;
  source->policy = true;
  source->next = s->sources;
  s->sources = source;
  return source;
}

/* The chunk as Lua compiles it, on the stack; what is allocated outside of Lua is let go of before
** anything is raised. */
static void compile_rewritten(lua_State *L, const struct source *source, bool covered) {
  struct buf out = {0};
  char chunk[sizeof source->syntax.file + 1];
  snprintf(chunk, sizeof chunk, "@%s", source->syntax.file);
  if (covered)
    syntax_rewrite_covered(&source->syntax, &out);
  else
    syntax_rewrite(&source->syntax, &out);
  const char *rewritten = buf_text(&out);
  int status = rewritten ? luaL_loadbufferx(L, rewritten, out.len, chunk, "t") : LUA_ERRMEM;
  if (!rewritten) script_of(L)->starved = true;
  buf_free(&out);
  if (status == LUA_ERRMEM) script_raise_memory(L);
  if (status == LUA_OK) return;
  struct error e;
  lua_message_compile(lua_tostring(L, -1), &e);
  error_at(&e, source->syntax.file, e.line, 0);
  if (e.line > 0) script_line(source, e.line, &e);
  script_raise_error(L, &e);
}

void script_compile(lua_State *L, const char *file, const char *text, size_t length, int env,
                    const char *const *globals) {
  struct error e;
  struct script *s = script_of(L);
  env = lua_absindex(L, env);
  struct source *source = add_source(L, text, length);
  source->syntax.most_bytes = s->limits.memory > s->memory_used ? s->limits.memory - s->memory_used : 1;
  if (!syntax_parse(&source->syntax, file, source->text, length, &e) ||
      !syntax_check(&source->syntax, globals, &e))
    script_raise_error(L, &e);
  s->memory_used += source->syntax.arena.bytes; /* it stays as long as the script, to tell places */
  compile_rewritten(L, source, s->cover && strcmp(file, s->file) == 0);
  lua_pushvalue(L, env);
  lua_setupvalue(L, -2, 1); /* _ENV */
}
