/* send_data(), receive_data(), has_data(). */
#include <memory>
#include <vector>

#include <sys/mman.h>

#include "kernel_kit_test.h"

TEST(ThreadData, CodeSenderAndBytesArrive)
{
	in_child([] {
		const thread_id self = find_thread(nullptr);
		spawned thread([&] {
			thread_id sender = 0;
			char buffer[8] = "xxxxxxx";
			EXPECT_EQ(receive_data(&sender, buffer, sizeof(buffer)), 63);
			EXPECT_EQ(sender, self);
			EXPECT_STREQ(buffer, "Hello");
			EXPECT_EQ(buffer[6], 'x');
			return 1;
		});
		/* Before it has been resumed. */
		EXPECT_FALSE(has_data(thread.id()));
		EXPECT_EQ(send_data(thread.id(), 63, "Hello", 6), B_OK);
		EXPECT_TRUE(has_data(thread.id()));
		EXPECT_EQ(thread.wait(), 1);
	});
}

TEST(ThreadData, WhatDoesNotFitIsLost)
{
	in_child([] {
		const thread_id self = find_thread(nullptr);
		EXPECT_EQ(send_data(self, -5, "abcdef", 6), B_OK);
		char buffer[4] = "xxx";
		EXPECT_EQ(receive_data(nullptr, buffer, 2), -5);
		EXPECT_STREQ(buffer, "abx");
		EXPECT_FALSE(has_data(self));
		EXPECT_EQ(send_data(self, 7, nullptr, 0), B_OK);
		EXPECT_EQ(receive_data(nullptr, nullptr, 0), 7);
	});
}

TEST(ThreadData, LargeMessages)
{
	in_child([] {
		const thread_id self = find_thread(nullptr);
		std::vector<char> sent(3 * 1024 * 1024 + 17);
		for (size_t i = 0; i < sent.size(); i++)
			sent[i] = i * 7;
		EXPECT_EQ(send_data(self, 1, sent.data(), sent.size()), B_OK);
		std::vector<char> received(sent.size());
		EXPECT_EQ(receive_data(nullptr, received.data(), received.size()), 1);
		EXPECT_EQ(sent, received);
	});
}

TEST(ThreadData, Errors)
{
	in_child([] {
		const thread_id self = find_thread(nullptr);
		EXPECT_EQ(send_data(-1, 0, nullptr, 0), B_BAD_THREAD_ID);
		EXPECT_EQ(send_data(4000000, 0, nullptr, 0), B_BAD_THREAD_ID);
		EXPECT_EQ(send_data(getppid(), 0, nullptr, 0), B_BAD_THREAD_ID);
		EXPECT_EQ(send_data(self, 0, (void*)8, 4), B_BAD_ADDRESS);
		EXPECT_EQ(send_data(self, 0, "x", SIZE_MAX - 4096), B_NO_MEMORY);
		EXPECT_FALSE(has_data(self));
		EXPECT_FALSE(has_data(-1));

		/* Only its beginning is there. */
		char* pages = (char*)mmap(nullptr, 3 * 4096, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		munmap(pages + 4096, 4096);
		EXPECT_EQ(send_data(self, 0, pages, 3 * 4096), B_BAD_ADDRESS);
		EXPECT_EQ(send_data(self, 5, pages, 4096), B_OK);
		EXPECT_EQ(receive_data((thread_id*)8, pages, 4096), B_BAD_ADDRESS);
		EXPECT_EQ(receive_data(nullptr, pages + 4096, 4096), B_BAD_ADDRESS);
		EXPECT_FALSE(has_data(self));
	});
}

TEST(ThreadData, ASecondMessageWaitsForTheFirstToBeTaken)
{
	in_child([] {
		const thread_id self = find_thread(nullptr);
		EXPECT_EQ(send_data(self, 1, nullptr, 0), B_OK);
		std::atomic<bool> sent = false;
		spawned sender([&] {
			const status_t result = send_data(self, 2, nullptr, 0);
			sent = true;
			return result;
		});
		sender.resume();
		await_state(sender.id(), B_THREAD_ASLEEP);
		EXPECT_FALSE(sent);
		EXPECT_EQ(receive_data(nullptr, nullptr, 0), 1);
		thread_id from = 0;
		EXPECT_EQ(receive_data(&from, nullptr, 0), 2);
		EXPECT_EQ(from, sender.id());
		EXPECT_EQ(sender.wait(), B_OK);
	});
}

TEST(ThreadData, ReceiverIsSeenReceiving)
{
	in_child([] {
		spawned thread([] { return receive_data(nullptr, nullptr, 0); });
		thread.resume();
		await_state(thread.id(), B_THREAD_RECEIVING);
		EXPECT_EQ(send_data(thread.id(), 17, nullptr, 0), B_OK);
		EXPECT_EQ(thread.wait(), 17);
	});
}

struct named_end_of_receiver {
	const char*	name;
	void		(*end)(spawned&, std::atomic<bool>&);
};

static const named_end_of_receiver ENDS[] = {
	{ "Return", [](spawned&, std::atomic<bool>& go) { go = true; } },
	{ "Kill", [](spawned& thread, std::atomic<bool>&) {
		kill_thread(thread.id()); } }
};

class EndOfReceiver : public testing::TestWithParam<named_end_of_receiver> {
};

TEST_P(EndOfReceiver, SendersLearnOfIt)
{
	in_child([] {
		std::atomic<bool> go = false;
		spawned target([&] {
			while (!go)
				usleep(50);
			return 0;
		});
		target.resume();
		EXPECT_EQ(send_data(target.id(), 1, "x", 1), B_OK);
		std::vector<std::unique_ptr<spawned>> senders;
		for (int i = 0; i < 4; i++) {
			senders.push_back(std::make_unique<spawned>([&] {
				return send_data(target.id(), 2, "y", 1);
			}));
			senders.back()->resume();
			await_state(senders.back()->id(), B_THREAD_ASLEEP);
		}
		GetParam().end(target, go);
		for (const auto& sender : senders)
			EXPECT_EQ(sender->wait(), B_BAD_THREAD_ID);
	});
}

INSTANTIATE_TEST_SUITE_P(KernelKit, EndOfReceiver, testing::ValuesIn(ENDS),
	[](const auto& test) { return test.param.name; });

TEST(ThreadData, EndOfAPthread)
{
	in_child([] {
		std::atomic<bool> go = false;
		plain_thread target([&]() -> void* {
			while (!go)
				usleep(50);
			return nullptr;
		});
		EXPECT_EQ(send_data(target.id(), 1, nullptr, 0), B_OK);
		spawned sender([&] { return send_data(target.id(), 2, nullptr, 0); });
		sender.resume();
		await_state(sender.id(), B_THREAD_ASLEEP);
		go = true;
		target.join();
		EXPECT_EQ(sender.wait(), B_BAD_THREAD_ID);
	});
}

/* Every message arrives, once, in the order of its sender. */
TEST(ThreadData, ManySenders)
{
	in_child([] {
		constexpr int SENDERS = 6;
		constexpr int EACH = 400;
		const thread_id self = find_thread(nullptr);
		std::vector<std::unique_ptr<spawned>> senders;
		for (int i = 0; i < SENDERS; i++) {
			senders.push_back(std::make_unique<spawned>([self, i]() -> int32 {
				for (int k = 0; k < EACH; k++) {
					const int data[2] = { i, k };
					if (send_data(self, k, data, sizeof(data)) != B_OK)
						return -1;
				}
				return 0;
			}));
			senders.back()->resume();
		}
		int next[SENDERS] = {};
		for (int i = 0; i < SENDERS * EACH; i++) {
			int data[2];
			thread_id sender;
			const int32 code = receive_data(&sender, data, sizeof(data));
			ASSERT_EQ(sender, senders[data[0]]->id());
			ASSERT_EQ(code, data[1]);
			ASSERT_EQ(data[1], next[data[0]]++);
		}
		for (const auto& sender : senders)
			EXPECT_EQ(sender->wait(), 0);
		EXPECT_FALSE(has_data(self));
	});
}
