/* Masking numbers of persons and accounts: the one rule for all messages and lists.
**
** A number of 12 characters and more shows its first four and last two. Beside a mask, a date of
** birth and a district may stand, and whoever knows the office knows the first four digits. Of an
** identity number there then remain two digits of the district and two of the sequence, of which
** the check digit rules out ten in eleven: some 900 numbers, of which 150 or so begin with a
** district that there is. The first six and the last four, as often recommended, would give the
** number back as soon as the date of birth stands beside them.
*/
#ifndef BYLAW_BASE_MASK_H
#define BYLAW_BASE_MASK_H

#include <stdbool.h>
#include <stddef.h>

enum { MASK_LEAST = 12, MASK_HEAD = 4, MASK_TAIL = 2 };

/* How many characters of a number of so many are shown at either end; of short ones a quarter. */
size_t mask_head(size_t characters);
size_t mask_tail(size_t characters);

/* Mask every run of 12 digits and more in `text`, also full-width ones and with an X at the end, in
** place: it may be the number of a person or an account. */
void text_mask_numbers(char *text);

#endif
