// Two searches of the C library that its headers hide without _GNU_SOURCE; nothing else.
#include <stddef.h>
extern void *memmem(const void *haystack, size_t size, const void *needle, size_t length);
extern void *memrchr(const void *bytes, int byte, size_t size);

// And one that it has not: see fold.h.
#include "fold.h"
