/* Citations as texts: 第三条第1项、第三条第2项 names two places of an article. */
#ifndef BYLAW_LUA_CITE_H
#define BYLAW_LUA_CITE_H

#include <stdbool.h>

/* Whether `cite` names every place of `asked`. An article asked for as a whole (第三条) is named by
** any of its parts (第三条第1项), a part by what stands inside it (第四条第1项 by 第四条第1项后段). */
bool cite_meets(const char *cite, const char *asked);

#endif
