# What Perl does with signals, told on standard output.
use strict;
use warnings;
use Config;
use POSIX qw(:signal_h :sys_wait_h :errno_h);

$| = 1;

my @names = split ' ', $Config{sig_name};
for my $number (1 .. $#names) {
	my $name = $names[$number];
	next if $name =~ /^(ZERO|KILL|STOP|NUM3[23])$/;
	$SIG{$name} = sub { print "handler $_[0]\n" };
	kill $number, $$;
	$SIG{$name} = 'IGNORE';
	kill $number, $$;
	delete $SIG{$name};
}

sub show_mask {
	my ($when) = @_;
	my $set = POSIX::SigSet->new;
	sigprocmask(SIG_BLOCK, POSIX::SigSet->new, $set);
	print "$when:", (map { $set->ismember($_) ? " $_" : () } 1 .. 64), "\n";
}

sub handle_info {
	my ($name, $info) = @_;
	print "info $name ", ref $info ? "$info->{signo} $info->{code} " : 'none ',
		ref $info ? ($info->{pid} // 0) == $$ ? "us\n" : "other\n" : "\n";
	show_mask('in the handler');
}

for my $flags (0, SA_SIGINFO, SA_SIGINFO | SA_NODEFER, SA_RESETHAND, SA_RESTART) {
	for my $safe (0, 1) {
		my $action = POSIX::SigAction->new(\&handle_info,
			POSIX::SigSet->new(SIGHUP, SIGUSR2), $flags);
		$action->safe($safe);
		my $old = POSIX::SigAction->new;
		sigaction(SIGUSR1, $action, $old);
		print 'before: ', $old->handler // 'none', "\n"
			unless ref $old->handler;
		kill USR1 => $$;
		my $now = POSIX::SigAction->new;
		sigaction(SIGUSR1, undef, $now);
		printf "flags %x, handler %s\n", $now->flags, ref $now->handler || 'name';
		$SIG{USR1} = 'DEFAULT';
	}
}

show_mask('first');
my $set = POSIX::SigSet->new(SIGUSR1, SIGTERM);
sigprocmask(SIG_BLOCK, $set, POSIX::SigSet->new);
show_mask('blocked');
$SIG{USR1} = sub { print "USR1 in sigsuspend\n" };
kill USR1 => $$;
my $pending = POSIX::SigSet->new;
sigpending($pending);
print 'pending ', $pending->ismember(SIGUSR1), $pending->ismember(SIGTERM), "\n";
sigsuspend(POSIX::SigSet->new(SIGHUP));
print 'sigsuspend: ', $! == EINTR ? "EINTR\n" : "$!\n";
show_mask('after sigsuspend');
system q(grep -E 'Sig(Blk|Ign)' /proc/self/status);
sigprocmask(SIG_SETMASK, POSIX::SigSet->new);

eval {
	local $SIG{ALRM} = sub { die "timeout\n" };
	alarm 1;
	select undef, undef, undef, 10;
};
print "eval: $@";

for my $command ('exit 3', 'kill -TERM $$', 'kill -KILL $$') {
	system 'sh', '-c', $command;
	printf "%s: %d %d\n", $command, WIFEXITED($?) ? WEXITSTATUS($?) : -1,
		WIFSIGNALED($?) ? WTERMSIG($?) : 0;
}
print 'output: ', `echo text; exit 2`, $? >> 8, "\n";

my $reaped = 0;
$SIG{CHLD} = sub {
	while ((my $child = waitpid -1, WNOHANG) > 0) {
		$reaped++;
		print 'child ended with ', $? >> 8, "\n";
	}
};
for my $code (1 .. 3) {
	my $child = fork // die;
	exit $code if $child == 0;
	select undef, undef, undef, 0.05 until $reaped == $code;
}
$SIG{CHLD} = 'DEFAULT';
open my $pipe, '-|', 'cat /proc/self/status' or die;
print grep { /^Sig(Blk|Ign)/ } <$pipe>;
close $pipe;
$SIG{__DIE__} = sub { print "dying: $_[0]" };
kill INT => $$;
select undef, undef, undef, 5;
print "not reached\n";
