#pragma once
// glibc has had renameat2 since 2.28, but declares it only for GNU sources, which Swift's Glibc
// module is not compiled as. It exchanges two paths in one step (RENAME_EXCHANGE).
int renameat2(int, const char *, int, const char *, unsigned int);
