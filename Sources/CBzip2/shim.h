// The C library as its headers declare it; no logic here.
#include <stdio.h>
#include <bzlib.h>
