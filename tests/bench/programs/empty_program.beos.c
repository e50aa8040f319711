/* Started with libroot-run. */
int
main(void)
{
	return 0;
}
