/* The memory for the messages of ports: chains of chunks. */
#ifndef _PORT_MESSAGES_H
#define _PORT_MESSAGES_H

#include "shared_objects.h"

constexpr size_t MAX_MESSAGE_SIZE = 256 * 1024;

/* Index + 1 of the first chunk of a message; 0 is none. */
typedef uint32_t message_link;

/* The following need the messages mapped (map_shared_messages()). */

/* A message with the program's data, which is known to be readable; the chunks
 * are the thread's. 0: no memory. */
message_link make_message(int32_t code, const void* data, size_t size);

/* Copies what fits, and returns how much that is. */
size_t read_message(message_link message, int32_t* code, void* data,
	size_t size);

void free_message(message_link message);

/* The message becomes the port's, or the thread's. With the port's lock held:
 * what is the port's and in no queue is free after a recovery. */
void give_message(message_link message, uint32_t owner);
uint32_t message_owner_here();
bool is_message_of(message_link message, uint32_t owner);

/* The header of a message; never outside of the mapped memory. */
message_header& header_of(message_link message);
size_t size_of_message(message_link message);

/* Frees the chunks of a port that are in none of the messages from first on.
 * Returns their number and the last; a queue that is no queue ends early. */
uint32_t free_lost_chunks(uint32_t owner, std::atomic<uint32_t>& first,
	message_link& last);

/* Gives memory of free chunks back, if there is much. */
void return_message_memory();

#endif	/* _PORT_MESSAGES_H */
