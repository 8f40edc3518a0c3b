#include "CShippedRules.h"

// A test holds the list against the directory; the files come in name order.
static const unsigned char cert[] = {
#embed "../../patterns/10-cert.patterns"
};
static const unsigned char advice_en[] = {
#embed "../../patterns/advice.en"
};

#define ENTRY(name, bytes) {name, bytes, sizeof bytes}

static const shipped_file files[] = {
    ENTRY("10-cert.patterns", cert),
    ENTRY("advice.en", advice_en),
};

const shipped_file *shipped_files(size_t *count) {
  *count = sizeof files / sizeof *files;
  return files;
}
