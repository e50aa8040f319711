/* own_functions.h without the functions themselves: build/beos tells of them
 * too. No include guard: included for each meaning of
 * OWN_FUNCTION(name, implementation). */
OWN_FUNCTION(system, __system_beos)
OWN_FUNCTION(gmtime_r, __gmtime_r_beos)
