# With PERL_SIGNALS=unsafe Perl calls handlers at once, wherever the signal finds
# it: in the middle of malloc(), for instance. That is how it was before Perl
# 5.8, and what its manual warns of (perlipc, "Deferred Signals").
use strict;
use Time::HiRes qw(setitimer ITIMER_REAL);

my $wanted = shift;
my ($handled, $kept) = (0, '');
$SIG{ALRM} = sub {
	$handled++;
	$kept = 'x' x (10 + $handled % 1000);
};
setitimer(ITIMER_REAL, 0.0002, 0.0002);
my @lists;
for (my $i = 0; $handled < $wanted; $i++) {
	$lists[$i % 500] = ['y' x ($i % 300), { number => $i }];
}
setitimer(ITIMER_REAL, 0);
print "enough handlers\n";
