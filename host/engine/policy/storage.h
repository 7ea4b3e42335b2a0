/* The store of a handle, and which policy's facts it works with (storage.c). */
#ifndef BYLAW_ENGINE_STORAGE_H
#define BYLAW_ENGINE_STORAGE_H

#include "host/base/json_out.h"
#include "host/engine/policy/policy.h"

/* A new handle has no store, and waits so long for one. */
void storage_init(bylaw *b);
/* The handle has no store any more. */
void storage_close(bylaw *b);
/* A store is open; else ERR_USAGE. */
bool store_ready(bylaw *b, struct error *e);
/* Let the open store work with the records of a subject of `p` (store_use). Inside a transaction
** its tables are made when they are not there. */
bool policy_store_subject(bylaw *b, struct policy *p, int subject, struct error *e);
/* The main subject, for what reckons over the whole register: refused where its facts are not all
** in its own records, because it refers to others. */
bool policy_store(bylaw *b, struct policy *p, struct error *e);
/* Before a policy goes: the store no longer works with its facts. */
void policy_unstore(bylaw *b, const struct policy *p);
/* The day of an act, "2025-06-30"; its reason must be there. */
bool act_read(const bylaw_act *act, int64_t *on, struct error *e);

struct store_event;

/* The recorded rulings among events, in their order: a JSON array that the caller gives back;
** NULL where there is none. */
bool rulings_of(const struct store_event *events, int count, json_t **out, struct error *e);
/* The JSON of an event with a ruling. */
bool ruling_of(const struct store_event *event, json_t **out, struct error *e);

#endif
