/* What the files of signatures share. */
#ifndef BYLAW_TRACE_SIGNATURE_PRIVATE_H
#define BYLAW_TRACE_SIGNATURE_PRIVATE_H

#include "host/trace/batch/signature.h"

enum { MOST_CLASSES = 250 };

/* Ask the fact's guards about `p->facts`; the class with such answers, made when it is new;
** CLASS_UNCLASSIFIED: there are too many. */
uint8_t signature_ask(struct signature *p, struct fact_classes *x);

#endif
