/* Handles: opening, closing. */
#include <sodium.h>
#include <stdlib.h>

#include "host/engine/policy/policy.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/lua/cover.h"

static void covers_free(bylaw *b) {
  while (b->covers) {
    struct cover *next = b->covers->next;
    cover_free(b->covers);
    b->covers = next;
  }
}

int bylaw_version_number(void) {
  return BYLAW_VERSION_NUMBER;
}

const char *bylaw_version(void) {
  return BYLAW_VERSION;
}

void bylaw_free(char *text) {
  free(text);
}

bylaw_status bylaw_open(bylaw **out, const bylaw_config *config, bylaw_error *error) {
  struct error e = {0};
  if (sodium_init() < 0) {
    error_set(&e, ERR_MEMORY, "无法启用 libsodium");
    return give_error(&e, error);
  }
  *out = calloc(1, sizeof **out);
  if (!*out) {
    error_set(&e, ERR_MEMORY, "内存不足");
    return give_error(&e, error);
  }
  if (config) (*out)->config = *config;
  storage_init(*out);
  return BYLAW_OK;
}

void bylaw_close(bylaw *b) {
  if (!b) return;
  storage_close(b);
  while (b->policies) {
    struct policy *next = b->policies->next;
    policy_free(b->policies);
    b->policies = next;
  }
  covers_free(b);
  free(b);
}
