/* The program's heap in large pages.
**
** The problem: a page of 4 KB is given by the system when it is first touched, which costs as much
** as some thousand instructions. A cold decision touches 500 of them, a first month of a million
** people 60,000; they were a quarter of the time of both. The way: the heap begins with a reach
** of addresses of which the system is told that pages of 2 MB will do, and nothing goes back to it
** before the end. The reach costs nothing until it is used. Not taken: populating the
** reach at once, which takes memory that a short run never needs; the tunables of the C library,
** which are read before main. Where any of it is not to be had the heap is as it always was.
**
** For the program alone: whoever embeds the library keeps a heap as they want it. */
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "host/cli/cli.h"

enum { HEAP_REACH = 512 << 20, HEAP_STEP = 1 << 20, LARGE_PAGE = 2 << 20 };
enum { FIRST_HEAP = 132 << 10, BEFORE_LARGE = FIRST_HEAP + (16 << 10) };

/* A large page is given for a place of which nothing has been touched: the block that makes the
** heap grow ends before it. */
void heap_in_large_pages(void) {
#ifdef __GLIBC__
  uintptr_t now = (uintptr_t)sbrk(0) + BEFORE_LARGE;
  (void)sbrk((intptr_t)(LARGE_PAGE - now % LARGE_PAGE));
  uintptr_t start = (uintptr_t)sbrk(0);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);       /* the most that it may be */
  mallopt(M_TRIM_THRESHOLD, 2 * HEAP_REACH); /* never */
  mallopt(M_TOP_PAD, HEAP_REACH);
  void *volatile more = malloc(FIRST_HEAP); /* than there is: the heap grows by the reach, once */
  mallopt(M_TOP_PAD, HEAP_STEP);
  uintptr_t end = (uintptr_t)sbrk(0);
  /* A heap that is somebody else's (a sanitizer's) has not grown here. */
  if (end > start) (void)madvise((void *)(start + BEFORE_LARGE), end - start - BEFORE_LARGE, MADV_HUGEPAGE);
  free(more);
#endif
}
