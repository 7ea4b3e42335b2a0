/* What names mean: locals and upvalues, constants, labels and gotos. Every name leads directly to
** its innermost meaning, so that resolving takes the same time however many locals there are. */
#include <string.h>

#include "host/lua/front/syntax_private.h"

/* --- blocks and functions --------------------------------------------------------------------- */

void scope_block(struct parser *p, struct block *b, bool loop) {
  *b = (struct block){.outer = p->func->block,
                      .loop = loop,
                      .active = p->func->active,
                      .labels = p->labels,
                      .variables = p->variables,
                      .pending_count = p->pending_count};
  p->func->block = b;
}

static void undefined_label(struct parser *p, const struct pending *jump) {
  if (fail_at(p, jump->node->start, "找不到 ‘goto’ 的标签 ‘%s’", jump->name->text))
    error_hint(p->lexer.error, "在看得到的地方写 ‘::%s::’", jump->name->text);
}

/* Gotos that found no label in the block wait for one outside it, where its locals are gone. */
static void leave_pending(struct parser *p, const struct block *b) {
  struct pending **link = &p->pendings;
  while (*link && (*link)->index >= b->pending_count) {
    struct pending *jump = *link;
    if (jump->resolved) {
      *link = jump->below;
      continue;
    }
    if (!b->outer) undefined_label(p, jump);
    if (jump->active > b->active) jump->active = b->active;
    link = &jump->below;
  }
}

void scope_block_end(struct parser *p) {
  struct block *b = p->func->block;
  for (; p->variables != b->variables; p->variables = p->variables->below)
    p->variables->name->variable = p->variables->shadowed;
  for (; p->labels != b->labels; p->labels = p->labels->below)
    p->labels->name->label = p->labels->shadowed;
  leave_pending(p, b);
  p->func->active = b->active;
  p->func->block = b->outer;
}

void scope_function(struct parser *p, struct func *f, struct block *b, int line) {
  *f = (struct func){.outer = p->func, .line = line};
  p->func = f;
  scope_block(p, b, false);
}

void scope_function_end(struct parser *p) {
  scope_block_end(p);
  p->func = p->func->outer;
}

struct block *scope_loop(const struct parser *p) {
  for (struct block *b = p->func->block; b; b = b->outer)
    if (b->loop) return b;
  return NULL;
}

/* --- variables -------------------------------------------------------------------------------- */

static void count_locals(struct parser *p, int count, size_t offset) {
  p->func->active += count;
  if (p->func->active <= LOCALS_MOST) return;
  bool first = p->func->outer
                   ? fail_at(p, offset, "第 %d 行开始的函数有超过 %d 个局部变量", p->func->line, LOCALS_MOST)
                   : fail_at(p, offset, "文件顶层有超过 %d 个局部变量", LOCALS_MOST);
  if (first) error_hint(p->lexer.error, "把一部分放进表里，或分成几个函数");
}

void scope_hidden(struct parser *p, int count) {
  count_locals(p, count, p->token.start);
}

void scope_declare(struct parser *p, struct node *n) {
  count_locals(p, 1, n->start);
  struct name *name = lexer_name(&p->lexer, n->text, n->text_len);
  struct variable *v = name ? arena_new(&p->syntax->arena, sizeof *v) : NULL;
  if (!v) {
    lexer_no_memory(&p->lexer);
    return;
  }
  *v = (struct variable){.name = name,
                         .declared = n,
                         .func = p->func,
                         .constant = n->op != NULL,
                         .shadowed = name->variable,
                         .below = p->variables};
  name->variable = p->variables = v;
  n->scope = NAME_LOCAL;
  n->declared = n;
}

/* Count the upvalues of each function between the use and the declaration, to refuse what Lua
** refuses. */
static void capture(struct parser *p, const struct variable *v) {
  for (struct func *f = p->func; f && f != v->func; f = f->outer) {
    for (const struct capture *c = f->captures; c; c = c->next)
      if (c->variable == v) return; /* then the functions outside have it as well */
    struct capture *made = arena_new(&p->syntax->arena, sizeof *made);
    if (!made) {
      lexer_no_memory(&p->lexer);
      return;
    }
    made->variable = v;
    made->next = f->captures;
    f->captures = made;
    if (++f->captured > UPVALUES_MOST) {
      if (fail_at(p, p->token.start, "第 %d 行开始的函数用了超过 %d 个外层的变量", f->line, UPVALUES_MOST))
        error_hint(p->lexer.error, "把一部分放进表里");
      return;
    }
  }
}

void scope_resolve(struct parser *p, struct node *n) {
  struct name *name = lexer_name(&p->lexer, n->text, n->text_len);
  if (!name || p->lexer.failed) return;
  const struct variable *v = name->variable;
  if (!v) {
    n->scope = NAME_GLOBAL;
    struct name *env = lexer_name(&p->lexer, "_ENV", 4);
    if (env) capture(p, env->variable ? env->variable : &p->environment);
    return;
  }
  n->scope = v->func == p->func ? NAME_LOCAL : NAME_UPVALUE;
  n->declared = v->declared;
  /* a constant may have become a literal; Lua counts the others itself */
  if (!v->constant) capture(p, v);
}

void scope_assign(struct parser *p, struct node *target) {
  if (p->lexer.failed || target->kind != NODE_NAME || !target->declared) return;
  const char *attrib = target->declared->op;
  if (!attrib) return;
  if (fail_at(p, target->start, "不能给常量 ‘%s’ 赋值，它在第 %d 行声明为 ‘<%s>’", target->text,
              target->declared->line, attrib))
    error_hint(p->lexer.error, "换一个名称，或去掉声明里的 ‘<%s>’", attrib);
}

/* --- labels ----------------------------------------------------------------------------------- */

static struct label *visible_label(const struct parser *p, const struct name *name) {
  struct label *l = name->label;
  return l && l->func == p->func ? l : NULL;
}

void scope_goto(struct parser *p, struct node *n) {
  struct name *name = lexer_name(&p->lexer, n->text, n->text_len);
  if (p->lexer.failed || !name || visible_label(p, name)) return; /* backwards is always allowed */
  struct pending *jump = arena_new(&p->syntax->arena, sizeof *jump);
  if (!jump) {
    lexer_no_memory(&p->lexer);
    return;
  }
  *jump = (struct pending){.name = name,
                           .node = n,
                           .active = p->func->active,
                           .earlier = name->pending,
                           .below = p->pendings,
                           .index = p->pending_count++};
  name->pending = p->pendings = jump;
}

static void resolve_pending(struct parser *p, struct name *name, int active) {
  for (; name->pending && name->pending->index >= p->func->block->pending_count;
       name->pending = name->pending->earlier) {
    struct pending *jump = name->pending;
    jump->resolved = true;
    if (jump->active >= active) continue;
    fail_at(p, jump->node->start, "‘goto %s’ 跳进了一个局部变量的范围", name->text);
    return;
  }
}

void scope_label(struct parser *p, struct node *n, bool last) {
  struct name *name = lexer_name(&p->lexer, n->text, n->text_len);
  if (p->lexer.failed || !name) return;
  struct label *known = visible_label(p, name);
  if (known) {
    fail_at(p, n->start, "标签 ‘%s’ 已经在第 %d 行写过", name->text, known->line);
    return;
  }
  struct label *l = arena_new(&p->syntax->arena, sizeof *l);
  if (!l) {
    lexer_no_memory(&p->lexer);
    return;
  }
  *l = (struct label){
      .name = name, .func = p->func, .line = n->line, .shadowed = name->label, .below = p->labels};
  name->label = p->labels = l;
  /* at the end of a block the block's locals count as gone already */
  resolve_pending(p, name, last ? p->func->block->active : p->func->active);
}
