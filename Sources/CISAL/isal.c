#include "CISAL.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

static isal_functions functions;
static const isal_functions *loaded = NULL;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  void *library = dlopen("libisal.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  functions.inflate_init = (void (*)(struct inflate_state *))dlsym(library, "isal_inflate_init");
  functions.inflate_reset = (void (*)(struct inflate_state *))dlsym(library, "isal_inflate_reset");
  functions.inflate = (int (*)(struct inflate_state *))dlsym(library, "isal_inflate");
  if (functions.inflate_init && functions.inflate_reset && functions.inflate) loaded = &functions;
}

const isal_functions *isal_load(void) {
  pthread_once(&once, load);
  return loaded;
}
