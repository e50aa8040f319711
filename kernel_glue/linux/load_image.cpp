#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kernel_images.h>

#include "loaded_team.h"

namespace {

/* A team that load_image() has made and nobody has resumed: it reads from a
 * socket. Closing the other end, as the end of this process does, ends it. */
struct waiting_team {
	waiting_team*	next;
	team_id			team;
	int				socket;
};

/* Under the lock. In the child of a fork() the teams are another's. */
waiting_team* waiting_teams;
pid_t owner;
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void
note_waiting_team(waiting_team* noted)
{
	pthread_mutex_lock(&lock);
	if (owner != getpid()) {
		owner = getpid();
		waiting_teams = nullptr;
	}
	noted->next = waiting_teams;
	waiting_teams = noted;
	pthread_mutex_unlock(&lock);
}

/* Is there something that could be a program? What cannot be started is to be
 * said now, and not when it is resumed. */
status_t
check_program(const char* path)
{
	struct stat64 status;
	if (stat64(path, &status) != 0)
		return errno == EACCES ? B_PERMISSION_DENIED : B_ENTRY_NOT_FOUND;
	if (S_ISDIR(status.st_mode))
		return B_IS_A_DIRECTORY;
	if (!S_ISREG(status.st_mode) || access(path, X_OK) != 0)
		return B_PERMISSION_DENIED;
	const int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return B_OK;	/* may be executed, but not read */
	char start[4];
	const ssize_t length = read(file, start, sizeof(start));
	close(file);
	const bool isProgram = length == 4 && (memcmp(start, "\177ELF", 4) == 0
		|| memcmp(start, "#!", 2) == 0);
	return isProgram ? B_OK : B_NOT_AN_EXECUTABLE;
}

/* The new team, until it is resumed. */
[[noreturn]] void
become_program(int socket, char** arguments, char** environment)
{
	char resumed;
	ssize_t count;
	do {
		count = read(socket, &resumed, 1);
	} while (count < 0 && errno == EINTR);
	if (count == 1)
		execve(arguments[0], arguments, environment);
	_exit(127);
}

}	/* namespace */

extern "C" thread_id
_kern_load_image(char** arguments, char** environment)
{
	const status_t status = check_program(arguments[0]);
	if (status != B_OK)
		return status;
	waiting_team* noted = (waiting_team*)malloc(sizeof(waiting_team));
	int ends[2];
	if (noted == nullptr || socketpair(AF_UNIX,
			SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
		free(noted);
		return noted == nullptr ? B_NO_MEMORY : B_NO_MORE_FDS;
	}
	const pid_t team = fork();
	if (team == 0) {
		close(ends[1]);
		become_program(ends[0], arguments, environment);
	}
	close(ends[0]);
	if (team < 0) {
		close(ends[1]);
		free(noted);
		return B_NO_MORE_TEAMS;
	}
	noted->team = team;
	noted->socket = ends[1];
	note_waiting_team(noted);
	return team;
}

bool
resume_loaded_team(team_id team)
{
	if (__atomic_load_n(&waiting_teams, __ATOMIC_RELAXED) == nullptr)
		return false;
	pthread_mutex_lock(&lock);
	waiting_team** at = &waiting_teams;
	while (*at != nullptr && (*at)->team != team)
		at = &(*at)->next;
	waiting_team* found = owner == getpid() ? *at : nullptr;
	if (found != nullptr)
		*at = found->next;
	pthread_mutex_unlock(&lock);
	if (found == nullptr)
		return false;
	/* It may have been killed meanwhile: a socket raises no SIGPIPE then. */
	const char resumed = 1;
	send(found->socket, &resumed, 1, MSG_NOSIGNAL);
	close(found->socket);
	free(found);
	return true;
}
