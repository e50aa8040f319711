/* BeOS programs on the network, with libnet.so, towards this program of the
 * host. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pwd.h>
#include <string.h>
#include <sys/socket.h>
#include <thread>

#include "beos_test.h"

namespace {

/* A socket of the host's on the loopback. */
class host_socket {
public:
	explicit
	host_socket(int type)
		:
		fSocket(socket(AF_INET, type | SOCK_CLOEXEC, 0))
	{
		sockaddr_in address = local(0);
		EXPECT_EQ(bind(fSocket, (sockaddr*)&address, sizeof(address)), 0);
		if (type == SOCK_STREAM) {
			EXPECT_EQ(listen(fSocket, 5), 0);
		}
	}

	~host_socket()
	{
		close(fSocket);
	}

	static sockaddr_in
	local(int port)
	{
		sockaddr_in address = {};
		address.sin_family = AF_INET;
		address.sin_port = htons(port);
		address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		return address;
	}

	std::string
	port() const
	{
		sockaddr_in address;
		socklen_t size = sizeof(address);
		getsockname(fSocket, (sockaddr*)&address, &size);
		return std::to_string(ntohs(address.sin_port));
	}

	operator int() const
	{
		return fSocket;
	}

private:
	int	fSocket;
};

/* Answers what comes in a stream once, and ends it. */
void
answer(int stream)
{
	char buffer[64];
	const ssize_t size = recv(stream, buffer, sizeof(buffer), 0);
	const std::string text = "answer to " + std::string(buffer,
		size > 0 ? size : 0);
	send(stream, text.data(), text.size(), MSG_NOSIGNAL);
	close(stream);
}

}	// namespace

TEST(beos_sockets, connect_to_the_host)
{
	host_socket listener(SOCK_STREAM);
	std::thread server([&] {
		answer(accept(listener, nullptr, nullptr));
	});
	const outcome seen = run_beos("sockets.net", { "client", listener.port() });
	/* If it has not come at all. */
	shutdown(listener, SHUT_RDWR);
	server.join();
	EXPECT_EQ(seen.output, "connect: 0 0\npeer: 0 0\n"
		"family 1 port 1 address 127.0.0.1 size 12, behind it a5a5\n"
		"received answer to hello\nend: 0 0\n"
		"close: 0 0\nclosed: -1 80006000\n");
	EXPECT_EQ(seen.errors, "");
}

TEST(beos_sockets, serve_the_host)
{
	int said[2];
	ASSERT_EQ(pipe2(said, O_CLOEXEC), 0);
	const pid_t child = start_child([&] {
		dup2(said[1], 1);
		const std::string runner = staged_path("bin/libroot-run");
		execl(runner.c_str(), runner.c_str(),
			beos_program("sockets.net").c_str(), "server", nullptr);
		return 255;
	});
	close(said[1]);
	FILE* const output = fdopen(said[0], "r");
	char line[64];
	int port = 0;
	std::string text;
	while (port == 0 && fgets(line, sizeof(line), output) != nullptr) {
		text += line;
		sscanf(line, "port %d", &port);
	}
	const int stream = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	const sockaddr_in address = host_socket::local(port);
	EXPECT_EQ(connect(stream, (const sockaddr*)&address, sizeof(address)), 0);
	answer(stream);
	std::string rest;
	while (fgets(line, sizeof(line), output) != nullptr)
		rest += line;
	fclose(output);
	EXPECT_EQ(kernel_status_of(child), 0);
	EXPECT_EQ(text, "bind: 0 0\nlisten: 0 0\nport " + std::to_string(port)
		+ "\n");
	EXPECT_EQ(rest, "ready 1 1\nfrom 1 127.0.0.1 12\n"
		"received answer to hello\nend: 0 0\n");
}

TEST(beos_sockets, send_and_receive_datagrams)
{
	host_socket datagrams(SOCK_DGRAM);
	std::thread peer([&] {
		pollfd waited = { datagrams, POLLIN, 0 };
		if (poll(&waited, 1, 30000) != 1)
			return;
		char buffer[64];
		sockaddr_in from;
		socklen_t size = sizeof(from);
		const ssize_t received = recvfrom(datagrams, buffer, sizeof(buffer), 0,
			(sockaddr*)&from, &size);
		sendto(datagrams, buffer, received, 0, (sockaddr*)&from, size);
	});
	const outcome seen
		= run_beos("sockets.net", { "datagrams", datagrams.port() });
	peer.join();
	EXPECT_EQ(seen.output, "sendto: 8 0\n"
		"received datagram from 1 1, size 12\n");
}

TEST(beos_sockets, fail_with_errors_of_beos)
{
	EXPECT_EQ(run_beos("sockets.net", { "mistakes" }).output,
		"family: -1 80007015\ntype: -1 80007013\nprotocol: -1 80007013\n"
		"refused: -1 80007020\nother family: -1 80007015\nsmall: -1 80000005\n"
		"no address: -1 80001301\nno socket: -1 8000702c\n"
		"not connected: -1 8000701e\nflags: -1 8000702b\n"
		"set: 0 0\nnonblocking 1, size 4\naccept: -1 80000005\n"
		"would block: -1 8000000b\nreuse 1, size 1\noption: -1 80007022\n"
		"level: -1 80007022\noption of a file: -1 8000702c\n"
		"select: 0 0\nleft 0, behind ffffffff, timeout 1000\n");
}

TEST(beos_sockets, send_no_signal_when_the_peer_is_gone)
{
	host_socket listener(SOCK_STREAM);
	const outcome seen = run_beos("sockets.net", { "broken", listener.port() });
	EXPECT_EQ(seen.output, "broken: -1 8000600d\n");
	EXPECT_EQ(seen.exit_code(), 0);
}

TEST(beos_sockets, know_names)
{
	char host[65] = "";
	gethostname(host, sizeof(host) - 1);
	const passwd* user = getpwuid(getuid());
	ASSERT_NE(user, nullptr);
	const std::string output = run_beos("sockets.net", { "names" }).output;
	const std::string known = "type 1 length 4 address 127.0.0.1\n";
	EXPECT_EQ(output.substr(0, known.size()), known);
	EXPECT_EQ(output.substr(output.find("found 0, error 1 1\n")),
		"found 0, error 1 1\nfound 0, error 1\nhost 0 " + std::string(host)
		+ "\nuser 0 " + user->pw_name + "\npassword 0 \"\"\nshort 0 0\n");
}
