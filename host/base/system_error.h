/* What the system says of a file, for officials: errno in Chinese. strerror answers in English,
** whatever language the message is in, and in the words of programmers. */
#ifndef BYLAW_BASE_SYSTEM_ERROR_H
#define BYLAW_BASE_SYSTEM_ERROR_H

#include <errno.h>

enum { SYSTEM_ERROR_SIZE = 40 };

/* A constant text, or "错误号 N" in `room`. */
const char *system_error_words(int code, char room[SYSTEM_ERROR_SIZE]);
/* The same with room of its own, for an argument: it lasts to the end of the statement's block. */
#define SYSTEM_ERROR(code) system_error_words((code), (char[SYSTEM_ERROR_SIZE]){0})

#endif
