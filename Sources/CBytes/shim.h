// What the C library has and its headers hide without _GNU_SOURCE; no logic here.
#include <stddef.h>
extern void *memmem(const void *haystack, size_t size, const void *needle, size_t length);
extern void *memrchr(const void *bytes, int byte, size_t size);
extern int sched_getaffinity(int process, size_t size, void *processors);
// malloc.h is no header of the module that Swift knows the C library by.
#include <malloc.h>

// And some that it has not.
#include "fold.h"
#include "lanes.h"
