#if __has_include(<csv.h>)
#include <csv.h>
#else
#error "libcsv is missing: run  apt-get install libcsv-dev"
#endif
