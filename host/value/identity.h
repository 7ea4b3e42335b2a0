/* Resident identity numbers (GB 11643-1999), bank cards (Luhn), unified social credit codes
** (GB 32100-2015), and masking. */
#ifndef BYLAW_VALUE_IDENTITY_H
#define BYLAW_VALUE_IDENTITY_H

#include <stdbool.h>

#include "host/value/value.h"

enum identity_fault { ID_OK = 0, ID_LENGTH, ID_CHARACTER, ID_BIRTH, ID_CHECK };
/* Checks 18 characters; on ID_OK and ID_CHECK (only the last one is wrong) writes the canonical
** form (upper-case X) to out[19] and the birth date and sex. */
enum identity_fault identity_check(const char *text, char out[19], int64_t *birth, bool *male);
const char *identity_fault_text(enum identity_fault f); /* Chinese, for a message */
/* 13 to 19 digits with a valid Luhn digit */
bool card_check(const char *text);
/* The form of any account: 6 to 32 digits. Passbooks and some cards have no check digit. */
bool account_form(const char *text);
/* The code of a legal person or other organisation, 18 characters, the last one a check character;
** it is public and not masked. On CREDIT_OK writes the canonical form (capitals) to out[19]. */
enum credit_fault { CREDIT_OK = 0, CREDIT_LENGTH, CREDIT_CHARACTER, CREDIT_CHECK };
enum credit_fault credit_code_check(const char *text, char out[19]);
const char *credit_fault_text(enum credit_fault f); /* Chinese, for a message */
/* 2101************12 (host/base/mask.h); of short ones the first and last quarter. */
void identity_mask(struct buf *out, const char *text);
void card_mask(struct buf *out, const char *text); /* **** 0075 */
/* The same into `out[size]`, cut to it: they need no memory. */
void identity_masked(const char *text, char *out, size_t size);
void card_masked(const char *text, char *out, size_t size);

#endif
