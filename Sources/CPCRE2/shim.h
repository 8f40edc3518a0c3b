// The C library as its headers declare it; no logic here.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
