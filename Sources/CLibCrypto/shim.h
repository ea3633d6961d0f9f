#if __has_include(<openssl/evp.h>)
#include <openssl/evp.h>
#else
#error "libcrypto is missing: run  apt-get install libssl-dev"
#endif
