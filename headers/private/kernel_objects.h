/* The system calls behind semaphores, ports and areas: what kernel_contract.h
 * is for signals. They answer as the public functions of <OS.h> do, with B_OK,
 * a value or a negative code of <Errors.h>, and check the program's pointers.
 *
 * Objects belong to a team and can be used by every team of the same user, of
 * both architectures. All calls but those on areas are async-signal-safe: what
 * is locked is locked in a signal section, and a handler that runs while its
 * thread waits finds it withdrawn from the queue.
 */
#ifndef _LIBROOT_KERNEL_OBJECTS_H
#define _LIBROOT_KERNEL_OBJECTS_H

#include <OS.h>

extern "C" {

#pragma GCC visibility push(hidden)

sem_id _kern_create_sem(int32 count, const char* name);
status_t _kern_delete_sem(sem_id id);
status_t _kern_acquire_sem(sem_id id);
status_t _kern_acquire_sem_etc(sem_id id, int32 count, uint32 flags,
	bigtime_t timeout);
status_t _kern_release_sem(sem_id id);
status_t _kern_release_sem_etc(sem_id id, int32 count, uint32 flags);
status_t _kern_get_sem_count(sem_id id, int32* count);
status_t _kern_set_sem_owner(sem_id id, team_id team);
status_t _kern_get_sem_info(sem_id id, struct sem_info* info, size_t size);
status_t _kern_get_next_sem_info(team_id team, int32* cookie,
	struct sem_info* info, size_t size);

port_id _kern_create_port(int32 capacity, const char* name);
port_id _kern_find_port(const char* name);
status_t _kern_write_port_etc(port_id id, int32 code, const void* buffer,
	size_t size, uint32 flags, bigtime_t timeout);
ssize_t _kern_read_port_etc(port_id id, int32* code, void* buffer, size_t size,
	uint32 flags, bigtime_t timeout);
ssize_t _kern_port_buffer_size_etc(port_id id, uint32 flags,
	bigtime_t timeout);
ssize_t _kern_port_count(port_id id);
status_t _kern_set_port_owner(port_id id, team_id team);
status_t _kern_close_port(port_id id);
status_t _kern_delete_port(port_id id);
status_t _kern_get_port_info(port_id id, struct port_info* info, size_t size);
status_t _kern_get_next_port_info(team_id team, int32* cookie,
	struct port_info* info, size_t size);

area_id _kern_create_area(const char* name, void** address, uint32 addressSpec,
	size_t size, uint32 lock, uint32 protection);
area_id _kern_clone_area(const char* name, void** address, uint32 addressSpec,
	uint32 protection, area_id source);
area_id _kern_find_area(const char* name);
area_id _kern_area_for(void* address);
status_t _kern_delete_area(area_id id);
status_t _kern_resize_area(area_id id, size_t size);
status_t _kern_set_area_protection(area_id id, uint32 protection);
status_t _kern_get_area_info(area_id id, struct area_info* info, size_t size);
status_t _kern_get_next_area_info(team_id team, int32* cookie,
	struct area_info* info, size_t size);

#pragma GCC visibility pop

}	/* extern "C" */

#endif	/* _LIBROOT_KERNEL_OBJECTS_H */
