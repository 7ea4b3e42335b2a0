/* Room policy: the handle and the policies that are loaded in it, with what every other room needs
** of them.
**
** The problem: a policy is text, a model, values, a version, tables of a database and a state of
** Lua, and a program that embeds the library must be able to replace one while others serve. So a
** policy is one struct that is made whole, from its files to its checked model, and put in the
** place of the one before or not at all; whoever works with it holds a pointer that is good until
** the handle loads again.
** Not taken: a registry shared by handles. It would need locks in every decision, for programs that
** have one handle a thread anyway.
** What always holds: nothing here decides anything, and only storage.c knows the database. */
#ifndef BYLAW_ENGINE_POLICY_H
#define BYLAW_ENGINE_POLICY_H

#include "host/bylaw.h"
#include "host/lua/load.h"

#define VERSION_TEXT 65

struct policy {
  struct script *script;
  char *path;               /* of the policy's file */
  char *values_path;        /* of its values; may not exist */
  char *text, *values_text; /* as they were loaded, for the archive; values_text may be NULL */
  size_t length, values_length;
  char *amendments;    /* NULL but in stories */
  struct cover *cover; /* of its handle; NULL: nobody asks what tests reach */
  char version[VERSION_TEXT];
  size_t tree_bytes; /* of bylaw_config */
  /* what answers without Lua; NULL: not worth it yet */
  struct fast_path *fast_path;
  /* set with it: a policy knows nothing of what answers */
  void (*fast_path_free)(struct fast_path *q);
  int decided;         /* by Lua, before it is */
  struct policy *next; /* by id */
};

struct store;

struct bylaw {
  bylaw_config config;
  struct policy *policies;
  struct store *store;   /* NULL: none is open */
  int wait;              /* ms, for another writer of it */
  struct policy *stored; /* whose facts the store works with; NULL: none */
  struct store_schema *schema;
  bylaw_statistics statistics; /* of the last work that judged many */
  unsigned test_mode;          /* BYLAW_TEST_… */
  bool by_lua;                 /* for tests: single decisions in JSON are all Lua's */
  bool no_pruning;             /* for tests: a changed law is settled with everybody */
  /* for tests: whose months the last run by a changed law settled one by one */
  int64_t affected;
  /* of the policies that are tested with coverage; replaced ones stay until bylaw_close */
  struct cover *covers;
};

/* A policy of its own, in no handle's list, from texts (copied). The caller frees it with
** policy_free. */
struct policy *policy_from(const bylaw_config *config, const struct policy_sources *sources, struct error *e);
/* The same from a file, with the values beside it. */
struct policy *policy_load(const bylaw_config *config, const char *path, struct error *e);
void policy_free(struct policy *p);
/* Put a policy in its place by id; one with the same id goes. */
void policy_insert(bylaw *b, struct policy *p);
/* The texts that it was made of, borrowed. */
struct policy_sources policy_sources_of(const struct policy *p);
/* The content hash of texts, read by these semantics: what a loaded policy bears as its version.
** Nothing is run. */
void policy_version(char out[VERSION_TEXT], const struct policy_sources *sources, int semantics);
struct policy *policy_find(bylaw *b, const char *id, struct error *e);
/* Whose records are meant: "POLICY" its main subject, "POLICY:SUBJECT" another one, "SUBJECT" where
** exactly one loaded policy declares it. */
struct policy *policy_of_subject(bylaw *b, const char *name, int *subject, struct error *e);
int decision_find(const struct model *m, const char *name, struct error *e);
/* The payment by name, or the only one. NULL fills `e`. */
const struct payment *payment_find(const struct policy *p, const char *name, struct error *e);
/* A payment as events name it: "policy/payment". */
void payment_name(const struct model *m, const struct payment *p, struct buf *out);
/* Whether a requirement has words for its failing, or all terms behind it that can make it fail
** have. */
bool requirement_has_unmet(const struct model *m, const struct requirement *r);

#endif
