/* A file that appears under its name only when it is complete and on the medium. */
#ifndef BYLAW_BASE_ASIDE_H
#define BYLAW_BASE_ASIDE_H

#include <stdbool.h>
#include <stdio.h>

/* While it is written it has no name where the system can do that, so that a process that is killed
** leaves nothing to read; else a name beside its own. It is its owner's alone (mode 0600), before
** and after, unless aside_share says otherwise. */
struct aside {
  FILE *to;
  char *path, *temporary;
  bool in_place; /* a device or a pipe: it is written as it is, and never replaced by a file */
  bool shared;
};

enum { ASIDE_NAME_SIZE = 40 };

/* Begin to write what shall be `path`; through a link, what it names. False: errno tells why,
** nothing is left. */
bool aside_open(struct aside *a, const char *path);
/* Whether aside_open could begin now; nothing is left, what is there stays. False: errno tells
** why. */
bool aside_possible(const char *path);
/* It names nobody: as public as any file that this user makes. */
void aside_share(struct aside *a);
/* A path by which others may write into it while it is open; valid as long as both. */
const char *aside_name(const struct aside *a, char room[ASIDE_NAME_SIZE]);
/* Put it in its place, over what is there, and let go of it. False: errno tells why, what was there
** stays. */
bool aside_keep(struct aside *a);
/* Let go of it; what was there stays. Harmless after either of the above and on a zeroed one. */
void aside_drop(struct aside *a);

#endif
