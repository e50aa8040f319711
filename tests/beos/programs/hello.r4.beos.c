#include "hello.beos.c"
