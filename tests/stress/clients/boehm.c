/* Several threads that do nothing but allocate with Boehm's collector, which
 * stops them by signals again and again. Argument: how many collections. */
#define GC_THREADS
#include <gc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 3, LENGTH = 200 };

struct node {
	struct node	*next;
	unsigned	value;
	char		*text;
};

static volatile int done;
static int wrong;

static void *
mutate(void *unused)
{
	unsigned round = 0;

	(void)unused;
	while (!done) {
		struct node *list = NULL;
		unsigned i;

		/* The collector sees the list, but not what malloc() has. */
		for (i = 0; i < LENGTH; i++) {
			struct node *first = GC_MALLOC(sizeof(*first));
			char *copy = malloc(32);

			snprintf(copy, 32, "%u of %u", i, round);
			first->text = GC_STRDUP(copy);
			free(copy);
			first->value = i;
			first->next = list;
			list = first;
		}
		for (; list != NULL; list = list->next) {
			char expected[32];

			i--;
			snprintf(expected, sizeof(expected), "%u of %u", i, round);
			if (list->value != i || strcmp(list->text, expected) != 0)
				wrong = 1;
		}
		if (i != 0)
			wrong = 1;
		round++;
	}
	return NULL;
}

int
main(int argument_count, char **arguments)
{
	const int count = argument_count > 1 ? atoi(arguments[1]) : 100;
	pthread_t threads[THREADS];
	int i;

	GC_INIT();
	for (i = 0; i < THREADS; i++) {
		if (pthread_create(&threads[i], NULL, mutate, NULL) != 0)
			return 1;
	}
	for (i = 0; i < count; i++) {
		char *memory = malloc(1000 + i);

		GC_gcollect();
		free(memory);
	}
	done = 1;
	for (i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	printf("%d collections\n", GC_get_gc_no() >= (unsigned)count ? count : 0);
	return wrong;
}
