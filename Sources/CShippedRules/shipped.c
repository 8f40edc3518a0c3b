#include "CShippedRules.h"

static const unsigned char advice_en[] = {
#embed "../../patterns/advice.en"
};

static const shipped_file files[] = {
    {"advice.en", advice_en, sizeof advice_en},
    {NULL, NULL, 0},
};

const shipped_file *shipped_files(size_t *count) {
  *count = sizeof files / sizeof *files - 1;
  return files;
}
