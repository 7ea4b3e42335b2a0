/* Telling a caller how far long work is. */
#ifndef BYLAW_ENGINE_PROGRESS_H
#define BYLAW_ENGINE_PROGRESS_H

#include <stdint.h>

#include "host/base/error.h"
#include "host/bylaw.h"

/* False where the caller wants the work to stop, with `e` filled. */
bool progress_tell(const bylaw_progress *p, const char *what, int64_t done, int64_t total, struct error *e);

#endif
