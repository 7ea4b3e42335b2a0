/* What a loaded policy keeps to answer single decisions without Lua: a judge, the shape of typed
** persons and, for answers in JSON, a template each way that people's facts can go. Made when it is
** worth while, gone with the policy.
*/
#ifndef BYLAW_ENGINE_FAST_PATH_H
#define BYLAW_ENGINE_FAST_PATH_H

#include "host/engine/decide/evaluation.h"
#include "host/engine/single/person.h"

struct template;

enum { TRIM_EVERY = 1 << 14 }; /* decisions */
enum { TEMPLATE_SLOTS = 4096, MOST_TEMPLATES = TEMPLATE_SLOTS / 2, MOST_TEMPLATE_BYTES = 16 << 20 };

struct fast_path {
  struct policy *policy;
  struct judge *judge;
  struct person_shape *shape;
  struct bylaw_person *persons; /* the callers' */
  struct bylaw_person own;      /* into which facts in JSON are read */
  bool reads;                   /* `own` is made */
  struct batch_room room;
  struct template **templates; /* open addressing; NULL: none yet */
  int template_count;
  size_t template_bytes;
  struct buf made;        /* an answer */
  int rest, hits, misses; /* rest: answers that Lua gives before this is tried again */
  long long answered;     /* requests in JSON */
  unsigned asked;
  long long most_kept; /* bytes of a judge that grew with what it was asked */
};

/* What policy `p` keeps; made when there is none yet. NULL with `e` filled. */
struct fast_path *fast_path_of(struct policy *p, struct error *e);
/* With the policy: its persons have none any more. */
void fast_path_free(struct fast_path *q);
/* Make a zeroed person one of the policy's. False: no memory; it is to be dropped all the same. */
bool fast_path_add(struct fast_path *q, struct bylaw_person *p);
/* The judge must not hold more and more of what it has seen: called once a decision. Its
** justifications may go. */
bool fast_path_trim(struct fast_path *q, struct error *e);

/* A request whose answer may be known. */
struct fast_path_request {
  struct fast_path *fast_path; /* NULL: it is for Lua, and nothing is to be learned */
  int decision;
  struct value when;
  uint32_t path;
  struct verdict verdict;
};

/* Answer a request as bylaw_decide does, or say that Lua must: false. */
bool fast_path_answer(bylaw *b, const bylaw_request *request, struct fast_path_request *asked,
                      bylaw_outcome *outcome, char **json);
/* What Lua answered for it. */
void fast_path_learn(const struct fast_path_request *asked, struct evaluation *v, const struct outcome *out,
                     const char *json);

/* Facts of a request into a person, exactly as facts_read has them. False: that is for facts_read,
** which tells what is wrong. */
bool person_read(struct bylaw_person *p, int decision, json_t *facts);

/* A value of a fact (NULL: of the outcome) as it stands in an answer. False: it is no simple
** one. */
bool template_value(struct script *s, const struct fact *f, struct value v, struct buf *out);
/* A new template is kept, if it can be made. */
void template_store(struct fast_path *q, const struct fast_path_request *asked, struct evaluation *v,
                    const struct outcome *out, const char *json);
/* The text of an answer whose facts stand in `own`. False: there is no template for it. */
bool template_fill(struct fast_path *q, const struct fast_path_request *asked);
void templates_free(struct fast_path *q);

#endif
