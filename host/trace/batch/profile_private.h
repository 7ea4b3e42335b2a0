/* What the files of profiles share. */
#ifndef BYLAW_TRACE_PROFILE_PRIVATE_H
#define BYLAW_TRACE_PROFILE_PRIVATE_H

#include "host/trace/batch/profile.h"

enum { MOST_CLASSES = 250 };

/* Ask the facet's guards about `p->facts`; the class with such answers, made when it is new; CLASS_ODD: there are too many. */
uint8_t profile_ask(struct profile *p, struct facet *x);

#endif
