/* Paths of files: their folder, and whether two of them name one file. */
#ifndef BYLAW_BASE_PATH_H
#define BYLAW_BASE_PATH_H

#include <stdbool.h>

/* The folder that a path lies in. malloc, the caller frees; NULL: no memory. */
char *path_folder(const char *path);
/* Put on the medium that the file of this path is there, or no longer. Some media have no such
** thing: nobody is told. */
void path_sync_folder(const char *path);
/* One file by two names: a link does not hide it. What is not there yet is compared by its name in
** its resolved folder. A device such as /dev/null holds nothing that could be overwritten: it is
** the same as none. */
bool path_same(const char *one, const char *other);

#endif
