// The C library as its headers declare it; no logic here.
#include <zstd.h>
#include <zstd_errors.h>
