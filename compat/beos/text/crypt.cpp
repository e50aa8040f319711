/* The traditional crypt() of Unix: DES (FIPS 46-3), 25 times on a block of zero,
 * with the key's characters of seven bits each, and with the salt swapping bits
 * of the expansion. It is here, as the host's is in a library that need not be
 * there for i386. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <symbol_versions.h>

namespace {

/* The tables of the standard: bits count from 1, the first one is the highest. */

constexpr uint8_t INITIAL_PERMUTATION[64] = {
	58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4,
	62, 54, 46, 38, 30, 22, 14, 6, 64, 56, 48, 40, 32, 24, 16, 8,
	57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3,
	61, 53, 45, 37, 29, 21, 13, 5, 63, 55, 47, 39, 31, 23, 15, 7
};

constexpr uint8_t EXPANSION[48] = {
	32, 1, 2, 3, 4, 5, 4, 5, 6, 7, 8, 9, 8, 9, 10, 11,
	12, 13, 12, 13, 14, 15, 16, 17, 16, 17, 18, 19, 20, 21, 20, 21,
	22, 23, 24, 25, 24, 25, 26, 27, 28, 29, 28, 29, 30, 31, 32, 1
};

constexpr uint8_t PERMUTATION[32] = {
	16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10,
	2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25
};

constexpr uint8_t KEY_CHOICE_1[56] = {
	57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18,
	10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
	63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22,
	14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4
};

constexpr uint8_t KEY_CHOICE_2[48] = {
	14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4,
	26, 8, 16, 7, 27, 20, 13, 2, 41, 52, 31, 37, 47, 55, 30, 40,
	51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32
};

constexpr uint8_t SELECTION[8][64] = {
	{ 14, 4, 13, 1, 2, 15, 11, 8, 3, 10, 6, 12, 5, 9, 0, 7,
	  0, 15, 7, 4, 14, 2, 13, 1, 10, 6, 12, 11, 9, 5, 3, 8,
	  4, 1, 14, 8, 13, 6, 2, 11, 15, 12, 9, 7, 3, 10, 5, 0,
	  15, 12, 8, 2, 4, 9, 1, 7, 5, 11, 3, 14, 10, 0, 6, 13 },
	{ 15, 1, 8, 14, 6, 11, 3, 4, 9, 7, 2, 13, 12, 0, 5, 10,
	  3, 13, 4, 7, 15, 2, 8, 14, 12, 0, 1, 10, 6, 9, 11, 5,
	  0, 14, 7, 11, 10, 4, 13, 1, 5, 8, 12, 6, 9, 3, 2, 15,
	  13, 8, 10, 1, 3, 15, 4, 2, 11, 6, 7, 12, 0, 5, 14, 9 },
	{ 10, 0, 9, 14, 6, 3, 15, 5, 1, 13, 12, 7, 11, 4, 2, 8,
	  13, 7, 0, 9, 3, 4, 6, 10, 2, 8, 5, 14, 12, 11, 15, 1,
	  13, 6, 4, 9, 8, 15, 3, 0, 11, 1, 2, 12, 5, 10, 14, 7,
	  1, 10, 13, 0, 6, 9, 8, 7, 4, 15, 14, 3, 11, 5, 2, 12 },
	{ 7, 13, 14, 3, 0, 6, 9, 10, 1, 2, 8, 5, 11, 12, 4, 15,
	  13, 8, 11, 5, 6, 15, 0, 3, 4, 7, 2, 12, 1, 10, 14, 9,
	  10, 6, 9, 0, 12, 11, 7, 13, 15, 1, 3, 14, 5, 2, 8, 4,
	  3, 15, 0, 6, 10, 1, 13, 8, 9, 4, 5, 11, 12, 7, 2, 14 },
	{ 2, 12, 4, 1, 7, 10, 11, 6, 8, 5, 3, 15, 13, 0, 14, 9,
	  14, 11, 2, 12, 4, 7, 13, 1, 5, 0, 15, 10, 3, 9, 8, 6,
	  4, 2, 1, 11, 10, 13, 7, 8, 15, 9, 12, 5, 6, 3, 0, 14,
	  11, 8, 12, 7, 1, 14, 2, 13, 6, 15, 0, 9, 10, 4, 5, 3 },
	{ 12, 1, 10, 15, 9, 2, 6, 8, 0, 13, 3, 4, 14, 7, 5, 11,
	  10, 15, 4, 2, 7, 12, 9, 5, 6, 1, 13, 14, 0, 11, 3, 8,
	  9, 14, 15, 5, 2, 8, 12, 3, 7, 0, 4, 10, 1, 13, 11, 6,
	  4, 3, 2, 12, 9, 5, 15, 10, 11, 14, 1, 7, 6, 0, 8, 13 },
	{ 4, 11, 2, 14, 15, 0, 8, 13, 3, 12, 9, 7, 5, 10, 6, 1,
	  13, 0, 11, 7, 4, 9, 1, 10, 14, 3, 5, 12, 2, 15, 8, 6,
	  1, 4, 11, 13, 12, 3, 7, 14, 10, 15, 6, 8, 0, 5, 9, 2,
	  6, 11, 13, 8, 1, 4, 10, 7, 9, 5, 0, 15, 14, 2, 3, 12 },
	{ 13, 2, 8, 4, 6, 15, 11, 1, 10, 9, 3, 14, 5, 0, 12, 7,
	  1, 15, 13, 8, 10, 3, 7, 4, 12, 5, 6, 11, 0, 14, 9, 2,
	  7, 11, 4, 1, 9, 12, 14, 2, 0, 6, 10, 13, 15, 3, 5, 8,
	  2, 1, 14, 7, 4, 10, 8, 13, 15, 12, 9, 0, 3, 5, 6, 11 }
};

constexpr int ROUNDS = 16;

/* The chosen bits of a value of so many bits, one after the other. */
uint64_t
choose(uint64_t value, int bits, const uint8_t* choice, int count)
{
	uint64_t result = 0;
	for (int i = 0; i < count; i++)
		result = result << 1 | (value >> (bits - choice[i]) & 1);
	return result;
}

void
make_round_keys(uint64_t key, uint64_t keys[ROUNDS])
{
	constexpr uint32_t HALF = (1 << 28) - 1;
	const uint64_t chosen = choose(key, 64, KEY_CHOICE_1, 56);
	uint32_t high = (uint32_t)(chosen >> 28);
	uint32_t low = (uint32_t)chosen & HALF;
	for (int i = 0; i < ROUNDS; i++) {
		/* The first two, the ninth and the last one rotate by one bit. */
		const int shift = i < 2 || i == 8 || i == 15 ? 1 : 2;
		high = (high << shift | high >> (28 - shift)) & HALF;
		low = (low << shift | low >> (28 - shift)) & HALF;
		keys[i] = choose((uint64_t)high << 28 | low, 56, KEY_CHOICE_2, 48);
	}
}

uint32_t
round(uint32_t half, uint64_t key, uint32_t salt)
{
	const uint64_t expanded = choose(half, 32, EXPANSION, 48);
	/* The salt's lowest bit is for the highest of each half. */
	uint32_t high = (uint32_t)(expanded >> 24);
	uint32_t low = (uint32_t)expanded & 0xffffff;
	const uint32_t swapped = (high ^ low) & salt;
	const uint64_t mixed
		= ((uint64_t)(high ^ swapped) << 24 | (low ^ swapped)) ^ key;
	uint32_t selected = 0;
	for (int i = 0; i < 8; i++) {
		const int six = (int)(mixed >> (42 - 6 * i)) & 0x3f;
		const int row = (six >> 4 & 2) | (six & 1);
		selected = selected << 4 | SELECTION[i][row * 16 + (six >> 1 & 15)];
	}
	return (uint32_t)choose(selected, 32, PERMUTATION, 32);
}

uint64_t
encrypt_block(uint64_t block, const uint64_t keys[ROUNDS], uint32_t salt)
{
	block = choose(block, 64, INITIAL_PERMUTATION, 64);
	uint32_t left = (uint32_t)(block >> 32);
	uint32_t right = (uint32_t)block;
	for (int i = 0; i < ROUNDS; i++) {
		const uint32_t next = left ^ round(right, keys[i], salt);
		left = right;
		right = next;
	}
	block = (uint64_t)right << 32 | left;
	/* The inverse of the first permutation. */
	uint64_t result = 0;
	for (int i = 0; i < 64; i++)
		result |= (block >> (63 - i) & 1) << (64 - INITIAL_PERMUTATION[i]);
	return result;
}

/* The six bits of a character of "./0-9A-Za-z"; others stand for some, too. */
uint32_t
six_bits(char character)
{
	const int code = (unsigned char)character;
	return (uint32_t)(code >= 'a' ? code - 'a' + 38
		: code >= 'A' ? code - 'A' + 12 : code - '.') & 0x3f;
}

char
character_for(uint32_t bits)
{
	return (char)(bits < 12 ? '.' + bits
		: bits < 38 ? 'A' + (bits - 12) : 'a' + (bits - 38));
}

}	// namespace

/* The first two characters of salt and eleven for the key's first eight. The
 * next call writes over the result. */
extern "C" LIBROOT_EXPORT char*
__crypt_beos(const char* key, const char* salt)
{
	static char result[14];
	uint64_t keyBits = 0;
	for (int i = 0; i < 8; i++) {
		keyBits = keyBits << 8 | (uint64_t)(*key << 1 & 0xfe);
		if (*key != '\0')
			key++;
	}
	const char second = salt[0] == '\0' || salt[1] == '\0' ? salt[0] : salt[1];
	const uint32_t saltBits = six_bits(salt[0]) | six_bits(second) << 6;
	uint32_t swaps = 0;
	for (int i = 0; i < 12; i++)
		swaps |= (saltBits >> i & 1) << (23 - i);

	uint64_t keys[ROUNDS];
	make_round_keys(keyBits, keys);
	uint64_t block = 0;
	for (int i = 0; i < 25; i++)
		block = encrypt_block(block, keys, swaps);

	result[0] = salt[0];
	result[1] = second;
	/* Two bits of zero make the last six. */
	for (int i = 0; i < 10; i++)
		result[2 + i] = character_for((uint32_t)(block >> (58 - 6 * i)) & 0x3f);
	result[12] = character_for((uint32_t)(block << 2) & 0x3f);
	return result;
}

LEGACY_VERSION(__crypt_beos, crypt);
