#pragma once
// glibc has had renameat2 since 2.28 and memfd_create since 2.27, but declares them only for GNU
// sources, which Swift's Glibc module is not compiled as. renameat2 exchanges two paths in one step
// (RENAME_EXCHANGE) or refuses to replace (RENAME_NOREPLACE); memfd_create makes a file without a
// name that no disk holds.
int renameat2(int, const char *, int, const char *, unsigned int);
int memfd_create(const char *, unsigned int);
