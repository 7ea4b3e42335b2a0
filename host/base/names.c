#include "host/base/names.h"

#include <string.h>

#include "host/base/error.h"
#include "host/base/utf8.h"

const char *nearest_name(const char *word, const char *const *names) {
  const char *best = NULL;
  int best_distance = 3;
  int length = (int)utf8_length(word, strlen(word));
  for (; names && *names; names++) {
    int distance = text_distance(word, *names, 2);
    if (distance >= best_distance || distance * 2 >= length) continue;
    best = *names;
    best_distance = distance;
  }
  return best;
}

bool hint_nearest(struct error *e, const char *word, const char *const *names) {
  const char *near = word ? nearest_name(word, names) : NULL;
  if (near) error_hint(e, "是否想写 ‘%s’？", near);
  return near != NULL;
}

int names_count(const char *const *names) {
  int count = 0;
  while (names[count])
    count++;
  return count;
}

void hint_names(struct error *e, const char *word, const char *const *names, int total, const char *all) {
  char list[600];
  if (hint_nearest(e, word, names)) return;
  text_list(list, sizeof list, names, names_count(names), total);
  error_hint(e, "%s%s", all, list);
}
