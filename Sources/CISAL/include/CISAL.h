// ISA-L's inflate, looked up at run time: Debian 12 has no static library of it, and a gateway
// without libisal2 must still run (zlib then does the work).
#ifndef CISAL_H
#define CISAL_H
#include <isa-l/igzip_lib.h>

/// The two functions of libisal.so.2 that reading gzip needs, or NULL where it is not there.
typedef struct {
  void (*inflate_init)(struct inflate_state *state);
  void (*inflate_reset)(struct inflate_state *state);
  int (*inflate)(struct inflate_state *state);
} isal_functions;

/// Loads libisal.so.2 once; later calls return what the first one found.
const isal_functions *isal_load(void);

/// Where the library keeps what it has decoded and not given yet: an array too long for Swift to see.
static inline unsigned char *isal_kept(struct inflate_state *state) { return state->tmp_out_buffer; }
#endif
