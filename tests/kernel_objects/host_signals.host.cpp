#include "../common/host_signals.inc"
