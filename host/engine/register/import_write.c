/* Rows into the store: somebody new, or changes of somebody who is there. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/register/import.h"

enum { FIRST_ROOM = 1024 };

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- what is there ---------------------------------------------------------------------------- */

static bool note_former(void *ud, int64_t subject, const char *text, struct error *e) {
  struct import_writer *w = ud;
  if (w->former_count == w->former_room) {
    int64_t room = w->former_room ? w->former_room * 2 : 64;
    struct former_key *grown = realloc(w->former, (size_t)room * sizeof *grown);
    if (!grown) return no_memory(e);
    w->former = grown;
    w->former_room = room;
  }
  char *copy = strdup(text);
  if (!copy) return no_memory(e);
  w->former[w->former_count++] = (struct former_key){import_tag(w->hash, text), subject, copy};
  return true;
}

static int by_tag(const void *a, const void *b) {
  const struct former_key *x = a, *y = b;
  return (x->tag > y->tag) - (x->tag < y->tag);
}

/* Who bore this key before; 0: nobody, or several did. */
static int64_t find_former(const struct import_writer *w, const char *key, uint32_t tag) {
  int64_t low = 0, high = w->former_count, found = 0;
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    if (w->former[middle].tag < tag)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < w->former_count && w->former[low].tag == tag; low++) {
    if (strcmp(w->former[low].key, key) != 0) continue;
    if (found && found != w->former[low].id) return 0;
    found = w->former[low].id;
  }
  return found;
}

static bool has_column(const struct import_header *h, int fact) {
  for (int i = 0; i < h->count; i++)
    if ((h->columns[i].kind == COLUMN_FACT || h->columns[i].kind == COLUMN_FIELD) &&
        h->columns[i].fact == fact)
      return true;
  return false;
}

/* A list of changes has none of the facts that everybody needs: nobody is added by it. To ask for
** all of them would refuse registers of new people that leave out one. */
static void find_may_add(struct import_writer *w) {
  const struct model *m = w->office->model;
  bool any = false;
  for (int i = 0; i < m->fact_count && !w->may_add; i++) {
    bool needed = office_takes(w->office, i) && !m->facts[i].optional && i != w->office->key &&
                  !office_numbered(w->office, i);
    if (needed && has_column(w->header, i)) w->may_add = true;
    any = any || needed;
  }
  if (!any) w->may_add = true;
}

static bool open_register(struct import_writer *w, struct error *e) {
  const struct model *m = w->office->model;
  w->account = -1;
  for (int i = 0; i < m->fact_count && w->account < 0; i++)
    if (m->facts[i].card && m->facts[i].form == FORM_PLAIN && has_column(w->header, i)) w->account = i;
  if (w->before == 0) {
    w->may_add = true;
    return true;
  }
  find_may_add(w);
  if (!store_former_keys(w->store, note_former, w, e)) return false;
  if (w->former_count) qsort(w->former, (size_t)w->former_count, sizeof *w->former, by_tag);
  return true;
}

bool import_writer_open(struct import_writer *w, struct error *e) {
  w->before = w->last = store_subject_last(w->store);
  w->room = w->before + FIRST_ROOM;
  w->lines = calloc((size_t)w->room, sizeof *w->lines);
  w->strangers = json_array();
  w->renamed = json_array();
  if (!w->lines || !w->strangers || !w->renamed) return no_memory(e);
  return open_register(w, e);
}

void import_writer_close(struct import_writer *w) {
  free(w->lines);
  hash_table_free(&w->keys);
  for (int64_t i = 0; i < w->former_count; i++)
    free(w->former[i].key);
  free(w->former);
  free(w->moved);
  for (size_t i = 0; i < sizeof w->reason / sizeof *w->reason; i++)
    free(w->reason[i]);
  account_set_free(&w->accounts);
  json_decref(w->strangers);
  json_decref(w->renamed);
}

/* --- keys that the file brought --------------------------------------------------------------- */

static bool is_key(struct import_writer *w, int64_t id, const char *key, bool *same, struct error *e) {
  char stored[256];
  if (!store_key(w->store, id, stored, sizeof stored, e)) return false;
  *same = strcmp(stored, key) == 0;
  return true;
}

/* The id of a key that the file brought; 0: none. */
static bool find_key(struct import_writer *w, const char *key, uint32_t tag, int64_t *id, struct error *e) {
  uint32_t found, step = 0;
  *id = 0;
  while ((found = hash_table_next(&w->keys, tag, &step))) {
    bool same = false;
    if (!is_key(w, found, key, &same, e)) return false;
    if (!same) continue;
    *id = found;
    return true;
  }
  return true;
}

/* The slots of a whole batch are fetched together: one after the other, each is a wait for
** memory. */
void import_writer_expect(struct import_writer *w, const struct import_batch *batch) {
  for (int i = 0; i < batch->count; i++) {
    const struct import_row *row = &batch->rows[i];
    if (!row->faults) hash_table_fetch(&w->keys, row->tag);
  }
}

static bool remember(struct import_writer *w, int64_t id, int64_t line, struct error *e) {
  if (id >= w->room) {
    int64_t room = id * 2;
    uint32_t *grown = realloc(w->lines, (size_t)room * sizeof *grown);
    if (!grown) return error_set(e, ERR_MEMORY, "内存不足");
    memset(grown + w->room, 0, (size_t)(room - w->room) * sizeof *grown);
    w->lines = grown;
    w->room = room;
  }
  w->lines[id] = line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
  return true;
}

/* --- faults that only show here --------------------------------------------------------------- */

static int column_of(const struct import_header *h, int fact) {
  for (int i = 0; i < h->count; i++)
    if (h->columns[i].fact == fact && h->columns[i].kind != COLUMN_IGNORED) return i;
  return -1;
}

static bool blame(struct import_writer *w, struct arena *a, struct import_row *row, int fact,
                  const struct fault *why, struct error *e) {
  int column = column_of(w->header, fact);
  const char *name = column < 0 ? w->office->model->facts[fact].label : w->header->columns[column].name;
  return import_fault_add(&row->faults, a, column + 1, name, why) || error_set(e, ERR_MEMORY, "内存不足");
}

static bool blame_twice(struct import_writer *w, struct arena *a, struct import_row *row, int64_t id,
                        struct error *e) {
  struct fault why;
  fault_set(&why, "与第 %u 行是同一个%s", w->lines[id], w->office->model->facts[w->office->key].label);
  return blame(w, a, row, w->office->key, &why, e);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* The facts of the row on top of those of before; `was` becomes what it is afterwards. */
static bool merge(struct import_writer *w, struct arena *a, const struct import_row *row, struct value *was,
                  int *fact, struct fault *why) {
  const struct model *m = w->office->model;
  for (int i = 0; i < m->fact_count; i++) {
    const struct value *given = &row->facts[i];
    *fact = i;
    if (!(row->told[i] & TOLD_GIVEN)) continue;
    if (row->told[i] & TOLD_ADDED) {
      bool none = given->u.list->rows == 0, some = was[i].state == STATE_KNOWN && was[i].u.list->rows > 0;
      if (none && some) continue; /* no new record: what is recorded stays */
      if (!office_with(&was[i], given, a, &was[i], why)) return false;
    } else if ((row->told[i] & TOLD_BARE) && w->from != DAY_MIN) {
      if (!office_from(w->office, &m->facts[i], &was[i], given, w->from, a, &was[i], why)) return false;
    } else if (row->told[i] & TOLD_BARE) {
      if (!office_undated(w->office, &m->facts[i], &was[i], given, &was[i], why)) return false;
    } else {
      was[i] = *given;
    }
  }
  return office_fits(w->office, was, fact, why) && references_fit(w->references, w->office, was, fact, why);
}

static bool untold_from(struct import_writer *w, struct arena *a, struct import_row *row, int *fact,
                        struct fault *why) {
  const struct model *m = w->office->model;
  for (int i = 0; w->from != DAY_MIN && i < m->fact_count; i++) {
    struct value untold = office_untold(&m->facts[i]);
    *fact = i;
    if ((row->told[i] & TOLD_BARE) &&
        !office_from(w->office, &m->facts[i], &untold, &row->facts[i], w->from, a, &row->facts[i], why))
      return false;
  }
  return office_fits(w->office, row->facts, fact, why) &&
         references_fit(w->references, w->office, row->facts, fact, why);
}

/* --- acts ------------------------------------------------------------------------------------- */

/* The act of a row that derives something or that somebody has verified: that stands in its
** reason. Lines in a row with the same reason share their act. */
static bool act_of(struct import_writer *w, const struct import_row *row, unsigned derived, int64_t *act,
                   struct error *e) {
  bool verified = row->verified != NULL;
  if (!derived && !verified) {
    *act = w->act;
    return true;
  }
  int64_t *made = verified ? &w->act_verified[derived] : &w->acts_derived[derived];
  char **reason = &w->reason[derived];
  bool same_reason = !verified || (*reason && strcmp(*reason, row->verified) == 0);
  if (!*made || !same_reason) {
    struct buf why = {0};
    struct store_act a = w->base;
    buf_puts(&why, a.why);
    office_number_reason(w->office, derived, &why);
    if (verified) buf_printf(&why, IMPORT_VERIFIED_WHY "%s", row->verified);
    a.why = buf_text(&why);
    char *copy = verified ? strdup(row->verified) : NULL;
    bool ok = (a.why && (copy || !verified)) ? store_act(w->store, &a, made, e) : no_memory(e);
    buf_free(&why);
    if (verified) free(*reason);
    if (verified) *reason = copy;
    if (!ok) return false;
  }
  *act = *made;
  return true;
}

/* People, not facts: a line may have several of the kind. */
static void count_told(struct import_writer *w, unsigned derived, bool verified) {
  for (int i = 0; i < NUMBER_TELLS; i++)
    w->derived_count[i] += derived >> i & 1;
  w->verified_count += verified;
}

/* A line that is told of somebody: at most so many, the count is whole. */
static bool tell_line(struct import_writer *w, json_t *list, const struct import_row *row, struct error *e) {
  char shown[96];
  if (json_array_size(list) >= IMPORT_MOST_TOLD) return true;
  office_shown_key(w->office, row->facts[w->office->key].u.text, shown);
  json_t *one = json_pack("{s:I, s:s}", "line", (json_int_t)row->line, "key", shown);
  return (one && json_array_append_new(list, one) == 0) || no_memory(e);
}

/* In an empty register nobody moves from one account to another while the file is read, so who
** shares one shows as the lines come. Else it is looked for when all are written. */
static bool meet_account(struct import_writer *w, int64_t id, const struct value *facts, struct error *e) {
  if (w->before || w->account < 0 || facts[w->account].state != STATE_KNOWN) return true;
  return account_set_meet(&w->accounts, facts[w->account].u.text, id) || no_memory(e);
}

/* Somebody new has been written: the next with this key is told of it. */
static bool note_new(struct import_writer *w, const struct import_row *row, int64_t id, struct error *e) {
  w->last = id;
  w->added++;
  if (!hash_table_add(&w->keys, row->tag, (uint32_t)id)) return no_memory(e);
  return remember(w, id, row->line, e);
}

/* Who is not there and is not to be added. */
static bool refuse_stranger(struct import_writer *w, struct arena *a, struct import_row *row,
                            struct error *e) {
  const struct model *m = w->office->model;
  const char *missing[64];
  char list[240];
  struct fault why;
  int count = 0;
  if (w->known_only) {
    w->stranger_count++;
    return tell_line(w, w->strangers, row, e);
  }
  for (int i = 0; i < m->fact_count && count < 64; i++)
    if (office_takes(w->office, i) && !m->facts[i].optional && i != w->office->key &&
        !office_numbered(w->office, i) && !has_column(w->header, i))
      missing[count++] = office_fact_label(w->office, i);
  text_list(list, sizeof list, missing, count, count);
  fault_set(&why, "没有登记过这个%s，而文件中没有 %s，不能据此新增", m->subjects[w->office->subject].label,
            list);
  fault_hint(&why, "只变更登记过的人用 --known-only；确要新增用 --add");
  return blame(w, a, row, w->office->key, &why, e);
}

/* The facts that the line does not give and the number does; which they are. */
static unsigned derive(const struct import_writer *w, const struct import_row *row, struct value *facts) {
  unsigned derived = 0;
  for (int i = 0; i < NUMBER_TELLS; i++) {
    int fact = w->office->numbered[i];
    if (fact < 0 || (row->told[fact] & TOLD_GIVEN) || !office_from_number(w->office, i, facts)) continue;
    derived |= 1u << i;
  }
  return derived;
}

static bool add(struct import_writer *w, struct arena *a, struct import_row *row, struct error *e) {
  struct fault why;
  struct error told;
  int fact = w->office->key;
  int64_t id;
  if (row->conflict) {
    row->faults = row->conflict;
    return true;
  }
  if (!find_key(w, row->facts[fact].u.text, row->tag, &id, e)) return false;
  if (id) return blame_twice(w, a, row, id, e);
  if (w->known_only || !w->may_add) return refuse_stranger(w, a, row, e);
  unsigned derived = derive(w, row, row->facts);
  int64_t act;
  if (!untold_from(w, a, row, &fact, &why)) return blame(w, a, row, fact, &why, e);
  if (!act_of(w, row, derived, &act, e)) return false;
  if (store_add(w->store, act, row->facts, &id, &told)) {
    count_told(w, derived, row->verified != NULL);
    return note_new(w, row, id, e) && meet_account(w, id, row->facts, e);
  }
  if (told.kind != ERR_INPUT) {
    *e = told;
    return false;
  }
  fault_set(&why, "%s", told.message);
  return blame(w, a, row, w->office->key, &why, e);
}

/* Whether what differs from the number in this line is what is recorded of the person. */
static bool recorded_so(const struct import_writer *w, const struct import_row *row,
                        const struct value *facts) {
  struct fault why;
  for (int i = 0; i < NUMBER_TELLS; i++) {
    int fact = w->office->numbered[i];
    if (fact < 0 || office_number_agrees(w->office, i, row->facts, &why)) continue;
    const struct value *was = &facts[fact], *now = &row->facts[fact];
    if (was->state != STATE_KNOWN || now->state != STATE_KNOWN || was->u.i != now->u.i) return false;
  }
  return true;
}

/* Whether a number becomes another one. */
static bool differs(const struct fact *f, const struct value *was, const struct value *now) {
  if (!(f->card || f->identity) || f->form != FORM_PLAIN || now->state != STATE_KNOWN) return false;
  return was->state != STATE_KNOWN || strcmp(was->u.text, now->u.text) != 0;
}

/* Whether the line tells another date of birth than is recorded. */
static bool other_birth(const struct import_writer *w, const struct import_row *row,
                        const struct value *facts) {
  int b = w->office->numbered[NUMBER_BIRTH];
  if (b < 0 || !(row->told[b] & TOLD_GIVEN)) return false;
  const struct value *was = &facts[b], *now = &row->facts[b];
  return was->state == STATE_KNOWN && now->state == STATE_KNOWN && was->u.i != now->u.i;
}

/* A number that somebody bore before it was corrected may be another person's own: most likely it
** was his all the time. He must not get into the other one's facts, least of all with his card.
** `*fact` is what says so; -1: nothing does. */
static int contradiction(const struct import_writer *w, const struct import_row *row,
                         const struct value *facts) {
  const struct model *m = w->office->model;
  if (other_birth(w, row, facts)) return w->office->numbered[NUMBER_BIRTH];
  for (int i = 0; i < m->fact_count; i++) {
    bool given = m->facts[i].card && i != w->office->key && (row->told[i] & TOLD_GIVEN);
    if (given && facts[i].state == STATE_KNOWN && differs(&m->facts[i], &facts[i], &row->facts[i])) return i;
  }
  return -1;
}

static bool blame_former(struct import_writer *w, struct arena *a, struct import_row *row, int fact,
                         struct error *e) {
  struct fault why;
  const struct model *m = w->office->model;
  fault_set(&why, "这个%s是另一个人更正以前的，而%s与他登记的不同", m->facts[w->office->key].label,
            m->facts[fact].label);
  fault_hint(&why, "是同一个人的，写他现在的号码；是另一个人的，写明出生日期，用 --add 新增");
  return blame(w, a, row, fact, &why, e);
}

static bool note_moved(struct import_writer *w, int64_t id, int64_t line, struct error *e) {
  if (w->moved_count == w->moved_room) {
    int64_t room = w->moved_room ? w->moved_room * 2 : 256;
    struct moved *grown = realloc(w->moved, (size_t)room * sizeof *grown);
    if (!grown) return no_memory(e);
    w->moved = grown;
    w->moved_room = room;
  }
  w->moved[w->moved_count++] = (struct moved){id, line};
  return true;
}

static bool set_all(struct import_writer *w, const struct import_row *row, int64_t id,
                    const struct value *was, const struct value *now, unsigned derived, struct error *e) {
  const struct model *m = w->office->model;
  bool any = false, money = false, told_verified = false;
  unsigned told_derived = 0;
  for (int i = 0; i < m->fact_count; i++) {
    bool changed = false;
    unsigned by_number = derived & (i == w->office->numbered[NUMBER_BIRTH] ? 1u << NUMBER_BIRTH
                                    : i == w->office->numbered[NUMBER_SEX] ? 1u << NUMBER_SEX
                                                                           : 0);
    int64_t act = w->act;
    if (!(row->told[i] & TOLD_GIVEN) && !by_number) continue;
    bool verified = row->verified && differs(&m->facts[i], &was[i], &now[i]);
    if ((verified || by_number) && !act_of(w, row, by_number, &act, e)) return false;
    if (!store_set(w->store, act, id, i, &was[i], &now[i], &changed, e)) return false;
    any = any || changed;
    told_verified = told_verified || (verified && changed);
    if (changed) told_derived |= by_number;
    money = money || (changed && !m->facts[i].card && i != w->office->key);
  }
  if (money && !note_moved(w, id, row->line, e)) return false;
  w->changed += any;
  w->same += !any;
  count_told(w, told_derived, told_verified);
  return true;
}

static bool change(struct import_writer *w, struct arena *a, struct import_row *row, int64_t id, bool former,
                   struct error *e) {
  size_t facts = (size_t)w->office->model->fact_count;
  struct store_subject s;
  struct fault why;
  int fact;
  if (w->lines[id]) return blame_twice(w, a, row, id, e);
  if (!store_subject(w->store, id, a, &s, e)) return false;
  if (former && w->add && other_birth(w, row, s.facts)) return add(w, a, row, e);
  if (!remember(w, id, row->line, e)) return false;
  if (row->conflict && !recorded_so(w, row, s.facts)) {
    row->faults = row->conflict;
    return true;
  }
  struct value *now = arena_array(a, facts + 1, sizeof *now);
  if (!now) return error_set(e, ERR_MEMORY, "内存不足");
  memcpy(now, s.facts, facts * sizeof *now);
  int other = former ? contradiction(w, row, s.facts) : -1;
  if (other >= 0) return blame_former(w, a, row, other, e);
  if (former) { /* the number was corrected: the old one tells who it is, and stays corrected */
    row->told[w->office->key] &= (uint8_t)~TOLD_GIVEN;
    w->renamed_count++;
    if (!tell_line(w, w->renamed, row, e)) return false;
  }
  if (!merge(w, a, row, now, &fact, &why)) return blame(w, a, row, fact, &why, e);
  unsigned derived = derive(w, row, now);
  return set_all(w, row, id, s.facts, now, derived, e);
}

bool import_writer_put(struct import_writer *w, struct arena *a, struct import_row *row, struct error *e) {
  int64_t id = 0;
  if (w->before > 0 && !store_find(w->store, row->facts[w->office->key].u.text, &id, e)) return false;
  if (id) return change(w, a, row, id, false, e);
  const char *key = row->facts[w->office->key].u.text;
  id = w->former_count ? find_former(w, key, row->tag) : 0;
  return id ? change(w, a, row, id, true, e) : add(w, a, row, e);
}

/* --- one account for two ---------------------------------------------------------------------- */

static bool meet_text(void *ud, int64_t id, const char *account, struct error *e) {
  struct import_writer *w = ud;
  return account_set_meet(&w->accounts, account, id) || no_memory(e);
}

static bool told_of(const struct import_writer *w, int64_t id) {
  return id < w->room && w->lines[id];
}

/* What the register holds otherwise was told when it came. */
static bool pair_told(void *ud, int64_t id, int64_t other) {
  const struct import_writer *w = ud;
  return told_of(w, id) || told_of(w, other);
}

static bool find_sharing(struct import_writer *w, struct error *e) {
  if (w->before && w->account >= 0) {
    w->accounts.counts = pair_told;
    w->accounts.ud = w;
    if (!account_set_reserve(&w->accounts, w->last)) return no_memory(e);
    if (!store_texts(w->store, w->account, NULL, meet_text, w, e)) return false;
  }
  return account_set_end(&w->accounts) || no_memory(e);
}

bool import_shared(struct import_writer *w, json_t **out, int64_t *count, struct error *e) {
  *out = json_array();
  bool ok = (*out || no_memory(e)) && find_sharing(w, e);
  *count = w->accounts.pair_count;
  for (int64_t i = 0; ok && i < w->accounts.listed; i++) {
    const struct account_pair *found = &w->accounts.pairs[i];
    struct account_pair pair = *found; /* the one that the file tells of comes first */
    if (!told_of(w, pair.id)) pair = (struct account_pair){found->other, found->id};
    json_t *one;
    ok = account_pair_json(w->store, w->office->model, w->account, &pair, &one, e);
    if (!ok || !one) continue;
    bool made = json_object_set_new(one, "line", json_integer(w->lines[pair.id])) == 0;
    ok = (json_array_append_new(*out, one) == 0 && made) || no_memory(e);
  }
  return ok;
}
