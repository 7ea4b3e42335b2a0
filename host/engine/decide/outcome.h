/* What a decision comes to, and why. */
#ifndef BYLAW_ENGINE_OUTCOME_H
#define BYLAW_ENGINE_OUTCOME_H

#include <jansson.h>

#include "host/lua/model.h"

enum { MOST_REASONS = 96, MOST_ITEMS = 48, MOST_WARNINGS = 16 };

enum outcome_kind { OUT_VALUE = 0, OUT_REFUSED, OUT_HOLD, OUT_UNDETERMINED, OUT_NEEDS };

struct reason {
  const char *article, *rule, *text;
};

struct reasons {
  int count;
  struct reason list[MOST_REASONS];
};

struct outcome {
  enum outcome_kind kind;
  struct value value;
  int item_count; /* a list */
  struct value items[MOST_ITEMS];
  struct reasons because, failed, warnings;
  const char *who, *say; /* undetermined */
  int64_t schedule;      /* needs, undetermined: the year whose holiday schedule is awaited; 0: none */
  bool *need_facts, *need_given; /* needs */
};

struct ruling {
  const char *article, *by, *officer, *file;
  struct value value;
};

struct evaluation;

/* Each reason stands once; behind MOST_REASONS none is added. */
void reasons_add(struct reasons *list, const char *article, const char *rule, const char *text);
void reasons_add_all(struct reasons *list, const struct reasons *more);
void outcome_because(struct outcome *out, const char *article, const char *rule, const char *text);
void outcome_failed(struct outcome *out, const char *article, const char *rule, const char *text);

/* The earliest and latest day or month that an undetermined outcome can be; false: none is
** known. */
bool outcome_between(const struct outcome *out, struct value *earliest, struct value *latest);

struct script;
/* What a choice is called where that is not its name; NULL for all else. */
const char *outcome_label(struct script *s, struct value v);
json_t *outcome_json(struct evaluation *v, const struct outcome *out);
json_t *outcome_value_json(struct evaluation *v, const struct outcome *out);

#endif
