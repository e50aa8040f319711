#include "kernel_objects_test.h"

class Port : public testing::Test {
protected:
	~Port()
	{
		delete_port(fPort);
	}

	const port_id	fPort = create_port(3, "port");
};

/* What the test of waiting needs to see: the thread sleeps. */
static void
await_waiting(const worker& thread)
{
	await_sleep(thread.id());
}

TEST_F(Port, RefusesWhatIsNotOne)
{
	int32 code;
	char byte;
	port_info info;
	for (const port_id bad : { 0, -1, 1, INT32_MIN, INT32_MAX, fPort + 100000 }) {
		EXPECT_EQ(write_port(bad, 0, "", 1), B_BAD_PORT_ID);
		EXPECT_EQ(read_port(bad, &code, &byte, 1), B_BAD_PORT_ID);
		EXPECT_EQ(port_buffer_size(bad), B_BAD_PORT_ID);
		EXPECT_EQ(port_count(bad), B_BAD_PORT_ID);
		EXPECT_EQ(set_port_owner(bad, getpid()), B_BAD_PORT_ID);
		EXPECT_EQ(close_port(bad), B_BAD_PORT_ID);
		EXPECT_EQ(delete_port(bad), B_BAD_PORT_ID);
		EXPECT_EQ(get_port_info(bad, &info), B_BAD_PORT_ID);
	}
}

TEST_F(Port, RefusesBadValues)
{
	for (const int32 capacity : { 0, -1, 4097, INT32_MAX })
		EXPECT_EQ(create_port(capacity, "bad"), B_BAD_VALUE);
	static char large[256 * 1024 + 1];
	EXPECT_EQ(write_port(fPort, 0, large, sizeof(large)), B_BAD_VALUE);
	EXPECT_EQ(write_port(fPort, 0, nullptr, 1), B_BAD_VALUE);
	int32 code;
	EXPECT_EQ(read_port(fPort, &code, nullptr, 1), B_BAD_VALUE);
	port_info info;
	EXPECT_EQ(_get_port_info(fPort, &info, sizeof(info) + 1), B_BAD_VALUE);
	EXPECT_EQ(find_port("there is no port of this name"), B_NAME_NOT_FOUND);
	EXPECT_EQ(find_port(nullptr), B_BAD_VALUE);
	EXPECT_EQ(set_port_owner(fPort, INT32_MAX), B_BAD_TEAM_ID);
}

TEST_F(Port, RefusesBadPointers)
{
	char* const bad = (char*)8;
	EXPECT_EQ(create_port(1, bad), B_BAD_ADDRESS);
	EXPECT_EQ(find_port(bad), B_BAD_ADDRESS);
	EXPECT_EQ(write_port(fPort, 0, bad, 1), B_BAD_ADDRESS);
	EXPECT_EQ(write_port(fPort, 7, "data", 4), B_OK);
	int32 code;
	EXPECT_EQ(read_port(fPort, &code, bad, 1), B_BAD_ADDRESS);
	EXPECT_EQ(read_port(fPort, (int32*)bad, nullptr, 0), B_BAD_ADDRESS);
	EXPECT_EQ(get_port_info(fPort, (port_info*)bad), B_BAD_ADDRESS);
	/* Nothing of that has taken the message. */
	char text[10] = {};
	EXPECT_EQ(read_port(fPort, &code, text, sizeof(text)), 4);
	EXPECT_STREQ(text, "data");
	EXPECT_EQ(code, 7);
}

TEST_F(Port, KeepsMessagesInOrder)
{
	for (int i = 0; i < 3; i++)
		EXPECT_EQ(write_port(fPort, 100 + i, &i, i), B_OK);
	EXPECT_EQ(port_count(fPort), 3);
	EXPECT_EQ(write_port_etc(fPort, 0, "", 1, B_TIMEOUT, 0), B_WOULD_BLOCK);
	for (int i = 0; i < 3; i++) {
		int32 code;
		int data = 0;
		EXPECT_EQ(port_buffer_size(fPort), i);
		EXPECT_EQ(read_port(fPort, &code, &data, sizeof(data)), i);
		EXPECT_EQ(code, 100 + i);
	}
	EXPECT_EQ(port_count(fPort), 0);
	EXPECT_EQ(read_port_etc(fPort, nullptr, nullptr, 0, B_TIMEOUT, 0),
		B_WOULD_BLOCK);
	EXPECT_EQ(read_port_etc(fPort, nullptr, nullptr, 0, B_TIMEOUT, 1000),
		B_TIMED_OUT);
	EXPECT_EQ(port_buffer_size_etc(fPort, B_TIMEOUT, 1000), B_TIMED_OUT);
	EXPECT_EQ(port_buffer_size_etc(fPort, B_TIMEOUT, 0), B_WOULD_BLOCK);
}

TEST_F(Port, MessagesOfAllSizesArriveWhole)
{
	std::vector<char> data(256 * 1024);
	for (size_t i = 0; i < data.size(); i++)
		data[i] = (char)(i * 7 + i / 251);
	for (const size_t size : { 0, 1, 495, 496, 497, 991, 992, 993, 4095, 4096,
			65536, 262143, 262144 }) {
		EXPECT_EQ(write_port(fPort, (int32)size, data.data(), size), B_OK);
		EXPECT_EQ(port_buffer_size(fPort), (ssize_t)size);
		std::vector<char> read(size + 1, 'x');
		int32 code;
		EXPECT_EQ(read_port(fPort, &code, read.data(), read.size()),
			(ssize_t)size);
		EXPECT_EQ(code, (int32)size);
		EXPECT_EQ(memcmp(read.data(), data.data(), size), 0);
		EXPECT_EQ(read[size], 'x');
	}
}

TEST_F(Port, WhatDoesNotFitIsLost)
{
	std::vector<char> data(5000, 'a');
	EXPECT_EQ(write_port(fPort, 1, data.data(), data.size()), B_OK);
	EXPECT_EQ(write_port(fPort, 2, "next", 4), B_OK);
	char buffer[700];
	int32 code;
	EXPECT_EQ(read_port(fPort, &code, buffer, 600), 600);
	EXPECT_EQ(read_port(fPort, &code, buffer, sizeof(buffer)), 4);
	EXPECT_EQ(code, 2);
}

TEST_F(Port, TellsAboutItself)
{
	write_port(fPort, 0, nullptr, 0);
	write_port(fPort, 0, nullptr, 0);
	read_port(fPort, nullptr, nullptr, 0);
	port_info info;
	ASSERT_EQ(get_port_info(fPort, &info), B_OK);
	EXPECT_EQ(info.port, fPort);
	EXPECT_EQ(info.team, getpid());
	EXPECT_STREQ(info.name, "port");
	EXPECT_EQ(info.capacity, 3);
	EXPECT_EQ(info.queue_count, 1);
	EXPECT_EQ(info.total_count, 1);
	std::vector<port_id> found;
	int32 cookie = 0;
	while (get_next_port_info(0, &cookie, &info) == B_OK)
		found.push_back(info.port);
	EXPECT_EQ(found, std::vector<port_id>{ fPort });
}

TEST_F(Port, IsFoundByName)
{
	const std::string name = "port of " + std::to_string(getpid());
	EXPECT_EQ(find_port(name.c_str()), B_NAME_NOT_FOUND);
	const port_id port = create_port(1, name.c_str());
	EXPECT_EQ(find_port(name.c_str()), port);
	delete_port(port);
	EXPECT_EQ(find_port(name.c_str()), B_NAME_NOT_FOUND);
}

TEST_F(Port, ReadersGetMessagesInTheirOrder)
{
	std::vector<std::unique_ptr<worker>> readers;
	std::vector<int32> got(5);
	for (int i = 0; i < 5; i++) {
		readers.push_back(std::make_unique<worker>([&, i] {
			EXPECT_EQ(read_port(fPort, &got[i], nullptr, 0), 0);
		}));
		await_waiting(*readers[i]);
	}
	for (int i = 0; i < 5; i++)
		EXPECT_EQ(write_port(fPort, i + 1, nullptr, 0), B_OK);
	readers.clear();
	for (int i = 0; i < 5; i++)
		EXPECT_EQ(got[i], i + 1);
}

TEST_F(Port, WritersWaitWhileItIsFull)
{
	for (int i = 0; i < 3; i++)
		write_port(fPort, i, nullptr, 0);
	EXPECT_EQ(write_port_etc(fPort, 9, nullptr, 0, B_TIMEOUT, 2000),
		B_TIMED_OUT);
	std::vector<std::unique_ptr<worker>> writers;
	for (int i = 3; i < 6; i++) {
		writers.push_back(std::make_unique<worker>([&, i] {
			EXPECT_EQ(write_port(fPort, i, "some data", 9), B_OK);
		}));
		await_waiting(*writers.back());
	}
	EXPECT_EQ(port_count(fPort), 3);
	for (int i = 0; i < 6; i++) {
		int32 code;
		EXPECT_GE(read_port(fPort, &code, nullptr, 0), 0);
		EXPECT_EQ(code, i);
	}
}

TEST_F(Port, LookingTakesNothing)
{
	worker one([&] { EXPECT_EQ(port_buffer_size(fPort), 4); });
	worker other([&] { EXPECT_EQ(port_buffer_size(fPort), 4); });
	await_waiting(one);
	await_waiting(other);
	EXPECT_EQ(write_port(fPort, 0, "data", 4), B_OK);
	one.join();
	other.join();
	EXPECT_EQ(port_count(fPort), 1);
}

TEST_F(Port, ClosedOneIsReadToItsEnd)
{
	EXPECT_EQ(write_port(fPort, 1, "1", 1), B_OK);
	EXPECT_EQ(write_port(fPort, 2, "2", 1), B_OK);
	EXPECT_EQ(close_port(fPort), B_OK);
	EXPECT_EQ(write_port(fPort, 3, "3", 1), B_BAD_PORT_ID);
	EXPECT_EQ(port_buffer_size(fPort), 1);
	int32 code;
	EXPECT_EQ(read_port(fPort, &code, nullptr, 0), 0);
	EXPECT_EQ(read_port(fPort, &code, nullptr, 0), 0);
	EXPECT_EQ(code, 2);
	EXPECT_EQ(read_port(fPort, &code, nullptr, 0), B_BAD_PORT_ID);
	EXPECT_EQ(port_buffer_size(fPort), B_BAD_PORT_ID);
	EXPECT_EQ(delete_port(fPort), B_OK);
}

TEST_F(Port, ClosingAndDeletingEndWaits)
{
	for (status_t (*const end)(port_id) : { close_port, delete_port }) {
		const port_id full = create_port(1, "full");
		const port_id empty = create_port(1, "empty");
		write_port(full, 0, nullptr, 0);
		{
			worker writer([&] {
				EXPECT_EQ(write_port(full, 1, "data", 4), B_BAD_PORT_ID);
			});
			worker reader([&] {
				EXPECT_EQ(read_port(empty, nullptr, nullptr, 0), B_BAD_PORT_ID);
			});
			worker looker([&] {
				EXPECT_EQ(port_buffer_size(empty), B_BAD_PORT_ID);
			});
			await_waiting(writer);
			await_waiting(reader);
			await_waiting(looker);
			EXPECT_EQ(end(full), B_OK);
			EXPECT_EQ(end(empty), B_OK);
		}
		delete_port(full);
		delete_port(empty);
	}
}

TEST_F(Port, HandlerInterruptsOnlyIfAllowed)
{
	install_counter(SIGUSR1);
	const std::function<ssize_t(uint32)> calls[] = {
		[&](uint32 flags) {
			return read_port_etc(fPort, nullptr, nullptr, 0, flags, 0);
		},
		[&](uint32 flags) {
			return port_buffer_size_etc(fPort, flags, 0);
		},
		[&](uint32 flags) {
			return write_port_etc(fPort, 0, "data", 4, flags, 0);
		}
	};
	for (int i = 0; i < 3; i++) {
		for (int m = 0; i == 2 && m < 3; m++)
			write_port_etc(fPort, 0, nullptr, 0, B_TIMEOUT, 0);
		std::atomic<bool> ended = false;
		worker waiter([&] {
			EXPECT_EQ(calls[i](B_CAN_INTERRUPT), B_INTERRUPTED);
			EXPECT_GE(calls[i](0), 0);
			ended = true;
		});
		await_waiting(waiter);
		const int before = handled;
		pthread_kill(waiter.handle(), SIGUSR1);
		while (handled == before)
			usleep(50);
		usleep(1000);
		await_waiting(waiter);
		pthread_kill(waiter.handle(), SIGUSR1);
		while (handled == before + 1)
			usleep(50);
		EXPECT_FALSE(ended);
		if (i == 2) {
			EXPECT_GE(read_port(fPort, nullptr, nullptr, 0), 0);
		} else {
			EXPECT_EQ(write_port(fPort, 0, nullptr, 0), B_OK);
		}
	}
}

TEST_F(Port, ResumedThreadStopsWaiting)
{
	worker waiter([&] {
		EXPECT_EQ(read_port(fPort, nullptr, nullptr, 0), B_INTERRUPTED);
	});
	await_waiting(waiter);
	EXPECT_EQ(resume_thread(waiter.id()), B_OK);
}

/* All messages arrive once, whole, and in the order of their writer. */
TEST_F(Port, ManyWritersAndReaders)
{
	constexpr int WRITERS = 4;
	constexpr int MESSAGES = 1500;
	struct message {
		int		writer;
		int		number;
		char	text[1500];
	};
	std::atomic<int> received = 0;
	std::atomic<uint64_t> sum = 0;
	{
		std::vector<std::unique_ptr<worker>> workers;
		for (int w = 0; w < WRITERS; w++) {
			workers.push_back(std::make_unique<worker>([&, w] {
				message sent = {};
				for (int i = 0; i < MESSAGES; i++) {
					sent.writer = w;
					sent.number = i;
					memset(sent.text, w * 31 + i, sizeof(sent.text));
					const size_t size = sizeof(sent) - i % 1400;
					EXPECT_EQ(write_port(fPort, i, &sent, size), B_OK);
				}
			}));
		}
		for (int r = 0; r < 3; r++) {
			workers.push_back(std::make_unique<worker>([&] {
				int last[WRITERS] = { -1, -1, -1, -1 };
				for (;;) {
					message got;
					int32 code;
					const ssize_t size
						= read_port(fPort, &code, &got, sizeof(got));
					if (size == B_BAD_PORT_ID)
						return;
					EXPECT_EQ(size, (ssize_t)(sizeof(got) - code % 1400));
					EXPECT_EQ(got.number, code);
					EXPECT_LT(last[got.writer], code);
					last[got.writer] = code;
					const char expected = got.writer * 31 + got.number;
					for (size_t i = 0; i < size - offsetof(message, text); i++)
						ASSERT_EQ(got.text[i], expected);
					sum += code;
					if (++received == WRITERS * MESSAGES)
						close_port(fPort);
				}
			}));
		}
	}
	EXPECT_EQ(received, WRITERS * MESSAGES);
	EXPECT_EQ(sum, (uint64_t)WRITERS * MESSAGES * (MESSAGES - 1) / 2);
}

/* Memory for messages is not lost: what one port gives back another gets. */
TEST_F(Port, MemoryRunsOutAndComesBack)
{
	static char large[256 * 1024];
	for (int round = 0; round < 2; round++) {
		const port_id port = create_port(4096, "large");
		int count = 0;
		status_t status;
		while ((status = write_port_etc(port, 0, large, sizeof(large), B_TIMEOUT,
				0)) == B_OK)
			count++;
		EXPECT_EQ(status, B_NO_MEMORY);
		EXPECT_GT(count, 200);
		EXPECT_EQ(port_count(port), count);
		EXPECT_EQ(delete_port(port), B_OK);
		EXPECT_EQ(write_port(fPort, 0, large, sizeof(large)), B_OK);
		EXPECT_EQ(read_port(fPort, nullptr, nullptr, 0), 0);
	}
}
