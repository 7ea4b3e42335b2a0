/* Telling a caller how far long work is. */
#include "host/engine/policy/progress.h"

bool progress_tell(const bylaw_progress *p, const char *what, int64_t done, int64_t total, struct error *e) {
  if (!p || !p->tell || p->tell(p->data, what, done, total) == 0) return true;
  return error_set(e, ERR_STOPPED, "已按要求停止，没有写入任何内容");
}
