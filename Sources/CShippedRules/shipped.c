#include "CShippedRules.h"

// A test holds the list against the directory; the files come in name order.
static const unsigned char cert[] = {
#embed "../../patterns/10-cert.patterns"
};

#define ENTRY(name, bytes) {name, bytes, sizeof bytes}

static const shipped_file files[] = {
    ENTRY("10-cert.patterns", cert),
};

const shipped_file *shipped_files(size_t *count) {
  *count = sizeof files / sizeof *files;
  return files;
}
