// The files of patterns/, put into the binary when it is built.
#ifndef CSHIPPEDRULES_H
#define CSHIPPEDRULES_H
#include <stddef.h>

/// One file of patterns/: its name and its bytes.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} shipped_file;

/// All of them, in name order; `*count` is how many.
const shipped_file *shipped_files(size_t *count);
#endif
