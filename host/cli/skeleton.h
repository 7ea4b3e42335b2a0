/* The files that `bylaw new` writes, from stdlib/skeleton/: with {{NAMES}} to be filled in. Made by
** the Makefile. */
#ifndef BYLAW_CLI_SKELETON_H
#define BYLAW_CLI_SKELETON_H

extern const char skeleton_policy[], skeleton_scenarios[];

#endif
