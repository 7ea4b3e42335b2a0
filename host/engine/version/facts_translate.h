/* Facts as one policy declares them, as another does. */
#ifndef BYLAW_ENGINE_FACTS_TRANSLATE_H
#define BYLAW_ENGINE_FACTS_TRANSLATE_H

#include "host/base/arena.h"
#include "host/lua/model.h"

/* Whether the facts of both models are the same: names, forms, kinds, members, in one order. */
bool facts_alike(const struct model *a, const struct model *b);
/* Facts of model `from` as model `to` declares them: by name; what `from` does not know is unknown,
** or absent where it is optional. NULL: no memory. */
const struct value *facts_translate(const struct model *from, const struct model *to,
                                    const struct value *facts, struct arena *arena);

#endif
