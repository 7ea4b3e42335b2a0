/* Names that somebody may have meant. */
#ifndef BYLAW_BASE_NAMES_H
#define BYLAW_BASE_NAMES_H

#include <stdbool.h>

struct error;

/* The nearest of `names` (NULL-terminated) to `word`, or NULL when none is near (at most 2 edits
** and less than half its length). */
const char *nearest_name(const char *word, const char *const *names);
/* Hint at the nearest name. False: none is near (or `word` is NULL), and there is no hint. */
bool hint_nearest(struct error *e, const char *word, const char *const *names);
/* Hint at the nearest name, else at all of them: `all`, such as "可用的选项：", and the names. `total`:
** how many there are, of which `names` may be the first. */
void hint_names(struct error *e, const char *word, const char *const *names, int total, const char *all);
/* How many there are before the NULL. */
int names_count(const char *const *names);

#endif
