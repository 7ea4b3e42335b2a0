/* What a policy declares and values of its facts, as JSON and as text. */
#ifndef BYLAW_ENGINE_JSON_H
#define BYLAW_ENGINE_JSON_H

#include <jansson.h>

#include "host/base/json_out.h"
#include "host/lua/script.h"

json_t *value_json(struct script *s, struct value v);
/* A day or month as it is written; a day, null for that with which time begins or ends. */
json_t *time_json(struct value v);
/* The year of a day, "2025". */
json_t *year_json(struct value day);
json_t *day_json(int64_t day);
json_t *row_json(struct script *s, const struct row *r);
json_t *fact_json(const struct model *m, const struct fact *f);
void fact_value_text(struct script *s, const struct fact *f, struct value v, struct buf *out, bool people);
json_t *fen_json(int64_t fen);
/* A fact as requests take it. */
json_t *office_json(struct script *s, const struct fact *f, const struct value *v);
/* Whether a number that names a person or an account has a wrong check digit. */
bool office_number_unchecked(const struct fact *f, const struct value *v);

/* What kind of thing stands there, in Chinese. */
const char *json_name(const json_t *given);

#endif
