/* Reading files; giving errors and results out. */
#ifndef BYLAW_ENGINE_STATUS_H
#define BYLAW_ENGINE_STATUS_H

#include <jansson.h>

#include "host/base/error.h"
#include "host/base/json_out.h"
#include "host/bylaw.h"

enum { MOST_FILE = 8 << 20 };
/* The whole of a file; NULL with `e` filled. Caller frees. */
char *file_read(const char *path, size_t *length, struct error *e);
/* Errors about a file; false. file_unopened tells why from errno. */
bool file_error(struct error *e, const char *path, const char *what, const char *hint);
bool file_unopened(struct error *e, const char *path);
bylaw_status give_error(const struct error *e, bylaw_error *out);
bool status_json(json_t *json, char **out, struct error *e);

#endif
