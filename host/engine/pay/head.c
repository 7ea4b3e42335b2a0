/* Heads of the chain of commits: told, looked for, signed. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/store/store.h"

enum { LEAST_DIGITS = 16, HEX = 2 * STORE_HASH };

static json_t *head_json(const struct store_head *h) {
  char hex[HEX + 1] = "";
  if (h->link) sodium_bin2hex(hex, sizeof hex, h->hash, sizeof h->hash);
  return json_pack("{s:s, s:I, s:I, s:o}", "head", hex, "link", (json_int_t)h->link, "log",
                   (json_int_t)h->log, "run", h->run ? json_integer(h->run) : json_null());
}

bylaw_status bylaw_head(bylaw *b, char **json, bylaw_error *error) {
  struct error e = {0};
  struct store_head head;
  *json = NULL;
  bool ok = store_ready(b, &e) && store_head(b->store, &head, &e) && status_json(head_json(&head), json, &e);
  return ok ? BYLAW_OK : give_error(&e, error);
}

/* What is wrong with digits that cannot be read: a copy from paper lacks one, or has a letter that
** is none. */
static bool refuse_hex(const char *what, const char *text, size_t room, size_t least, struct error *e) {
  size_t digits = 0;
  bool strange = false;
  for (const char *c = text ? text : ""; *c; c++) {
    bool digit = strchr("0123456789abcdefABCDEF", *c) != NULL;
    digits += digit;
    strange = strange || (!digit && !strchr(" -\t\r\n", *c));
  }
  error_set(e, ERR_INPUT, "%s无法读取", what);
  if (strange)
    error_hint(e, "其中有不是十六进制数字（0-9、a-f）的字符");
  else if (digits > room * 2)
    error_hint(e, "写了 %zu 位，多于 %zu 位", digits, room * 2);
  else if (digits >= least * 2)
    error_hint(e, "写了 %zu 位，位数应为偶数：可能漏抄或多抄了一位；只写前面的一部分时，写偶数位", digits);
  else
    error_hint(e, "写了 %zu 位；至少写 %zu 位十六进制数字，可以有空格和短横", digits, least * 2);
  return false;
}

/* Bytes of hexadecimal digits in any writing. */
static bool read_hex(const char *what, const char *text, uint8_t *out, size_t room, size_t least,
                     size_t *size, struct error *e) {
  const char *end = text ? text : "";
  *size = 0;
  if (text && sodium_hex2bin(out, room, text, strlen(text), " -\t\r\n", size, &end) == 0 && !*end &&
      *size >= least)
    return true;
  return refuse_hex(what, text, room, least, e);
}

static bool read_whole(const char *what, const char *text, uint8_t *out, size_t size, struct error *e) {
  size_t found;
  return read_hex(what, text, out, size, size, &found, e);
}

static bool read_head(const char *head, uint8_t hash[STORE_HASH], size_t *size, struct error *e) {
  return read_hex("链头", head, hash, STORE_HASH, LEAST_DIGITS / 2, size, e);
}

bylaw_status bylaw_head_check(const char *head, bylaw_error *error) {
  struct error e = {0};
  uint8_t hash[STORE_HASH];
  size_t size;
  return read_head(head, hash, &size, &e) ? BYLAW_OK : give_error(&e, error);
}

bylaw_status bylaw_continues(bylaw *b, const char *head, char **json, bylaw_error *error) {
  struct error e = {0};
  uint8_t hash[STORE_HASH];
  size_t size;
  struct store_head found;
  *json = NULL;
  bool ok = store_ready(b, &e) && read_head(head, hash, &size, &e) &&
            store_find_head(b->store, hash, size, &found, &e);
  if (ok) {
    json_t *made = head_json(&found);
    bool set = made && json_object_set_new(made, "found", json_boolean(found.link > 0)) == 0;
    if (!set) json_decref(made);
    ok = status_json(set ? made : NULL, json, &e);
  }
  return ok ? BYLAW_OK : give_error(&e, error);
}

/* --- signatures ------------------------------------------------------------------------------- */

static char *hex_of(const uint8_t *data, size_t size) {
  char *text = malloc(size * 2 + 1);
  return text ? sodium_bin2hex(text, size * 2 + 1, data, size) : NULL;
}

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* What is signed names itself, so that the signature fits nothing else. */
static void message_of(const uint8_t head[STORE_HASH], char out[96]) {
  char hex[HEX + 1];
  sodium_bin2hex(hex, sizeof hex, head, STORE_HASH);
  snprintf(out, 96, "bylaw head 1\n%s", hex);
}

bylaw_status bylaw_keys(char **secret, char **public_key, bylaw_error *error) {
  struct error e = {0};
  uint8_t pk[crypto_sign_PUBLICKEYBYTES], sk[crypto_sign_SECRETKEYBYTES];
  *secret = *public_key = NULL;
  if (sodium_init() < 0) {
    error_set(&e, ERR_MEMORY, "无法启用 libsodium");
    return give_error(&e, error);
  }
  crypto_sign_keypair(pk, sk);
  *secret = hex_of(sk, sizeof sk);
  *public_key = hex_of(pk, sizeof pk);
  sodium_memzero(sk, sizeof sk);
  if (*secret && *public_key) return BYLAW_OK;
  free(*secret);
  free(*public_key);
  *secret = *public_key = NULL;
  no_memory(&e);
  return give_error(&e, error);
}

bylaw_status bylaw_sign(const char *secret, const char *head, char **signature, bylaw_error *error) {
  struct error e = {0};
  uint8_t sk[crypto_sign_SECRETKEYBYTES], hash[STORE_HASH], made[crypto_sign_BYTES];
  char message[96];
  *signature = NULL;
  bool ok = read_whole("私钥", secret, sk, sizeof sk, &e) && read_whole("链头", head, hash, sizeof hash, &e);
  if (ok) {
    message_of(hash, message);
    crypto_sign_detached(made, NULL, (const uint8_t *)message, strlen(message), sk);
    *signature = hex_of(made, sizeof made);
    ok = *signature || no_memory(&e);
  }
  sodium_memzero(sk, sizeof sk);
  return ok ? BYLAW_OK : give_error(&e, error);
}

bylaw_status bylaw_signed(const char *public_key, const char *head, const char *signature, int *right,
                          bylaw_error *error) {
  struct error e = {0};
  uint8_t pk[crypto_sign_PUBLICKEYBYTES], hash[STORE_HASH], made[crypto_sign_BYTES];
  char message[96];
  *right = 0;
  if (!read_whole("公钥", public_key, pk, sizeof pk, &e) ||
      !read_whole("链头", head, hash, sizeof hash, &e) ||
      !read_whole("签名", signature, made, sizeof made, &e))
    return give_error(&e, error);
  message_of(hash, message);
  *right = crypto_sign_verify_detached(made, (const uint8_t *)message, strlen(message), pk) == 0;
  return BYLAW_OK;
}
