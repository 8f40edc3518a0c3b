// Two searches of the C library that its headers hide without _GNU_SOURCE; no logic here.
#include <stddef.h>
extern void *memmem(const void *haystack, size_t size, const void *needle, size_t length);
extern void *memrchr(const void *bytes, int byte, size_t size);
