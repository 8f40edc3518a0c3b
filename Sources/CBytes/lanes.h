// The first byte of a kind, sixteen at a time: a loop costs eight instructions a byte. Swift's own
// vectors are taken apart by its compiler.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef unsigned char incatrail_sixteen __attribute__((vector_size(16)));

// Where the first lane is set; 16 where none is. Lanes are 0 or 255.
static inline size_t incatrail_first(incatrail_sixteen lanes) {
  uint64_t halves[2];
  __builtin_memcpy(halves, &lanes, 16);
  if (halves[0] != 0) return (size_t)__builtin_ctzll(halves[0]) / 8;
  return halves[1] != 0 ? 8 + (size_t)__builtin_ctzll(halves[1]) / 8 : 16;
}

// Where a byte stands at or after `index`; `size` where it does not. For words: memchr is faster where
// it stands far away. Reads bytes[0..<size].
static inline size_t incatrail_end_of_word(
    const unsigned char *bytes, size_t size, size_t index, unsigned char byte) {
  for (; index + 16 <= size; index += 16) {
    incatrail_sixteen lanes;
    __builtin_memcpy(&lanes, bytes + index, 16);
    size_t first = incatrail_first((incatrail_sixteen)(lanes == byte));
    if (first < 16) return index + first;
  }
  while (index < size && bytes[index] != byte) index++;
  return index;
}

// Where one of three bytes stands at or after `index`; `size` where none does. Reads bytes[0..<size].
static inline size_t incatrail_end_before(
    const unsigned char *bytes, size_t size, size_t index, unsigned char one, unsigned char two,
    unsigned char three) {
  for (; index + 16 <= size; index += 16) {
    incatrail_sixteen lanes;
    __builtin_memcpy(&lanes, bytes + index, 16);
    size_t first = incatrail_first((incatrail_sixteen)(
        (lanes == one) | (lanes == two) | (lanes == three)));
    if (first < 16) return index + first;
  }
  while (index < size && bytes[index] != one && bytes[index] != two && bytes[index] != three) index++;
  return index;
}

// Where a byte stands, at or after `index`, outside `least`...`most`; `size` where none does. Reads
// bytes[0..<size].
static inline size_t incatrail_end_of(
    const unsigned char *bytes, size_t size, size_t index, unsigned char least, unsigned char most) {
  for (; index + 16 <= size; index += 16) {
    incatrail_sixteen lanes;
    __builtin_memcpy(&lanes, bytes + index, 16);
    size_t first = incatrail_first((incatrail_sixteen)((lanes < least) | (lanes > most)));
    if (first < 16) return index + first;
  }
  while (index < size && bytes[index] >= least && bytes[index] <= most) index++;
  return index;
}

static inline _Bool incatrail_is_in_ids(unsigned char byte) {
  unsigned char small = byte | 0x20;
  return (unsigned char)(byte - '0') < 10 || byte == 'A' || byte == 'E'
      || ((unsigned char)(small - 'a') < 26 && small != 'a' && small != 'e' && small != 'i'
          && small != 'o' && small != 'u');
}

// Where the ID at `index` ends, which may be empty: it is made of digits, consonants, and the capitals
// A and E, the alphabet of names that shall make no words. Reads bytes[0..<size].
static inline size_t incatrail_end_of_id(const unsigned char *bytes, size_t size, size_t index) {
  for (; index + 16 <= size; index += 16) {
    incatrail_sixteen lanes;
    __builtin_memcpy(&lanes, bytes + index, 16);
    incatrail_sixteen small = lanes | 0x20;
    incatrail_sixteen letters = (incatrail_sixteen)(small - 'a' < 26);
    incatrail_sixteen vowels = (incatrail_sixteen)((small == 'a') | (small == 'e') | (small == 'i')
        | (small == 'o') | (small == 'u'));
    incatrail_sixteen others = (incatrail_sixteen)(
        (lanes - '0' < 10) | (lanes == 'A') | (lanes == 'E'));
    size_t first = incatrail_first(~(others | (letters & ~vowels)));
    if (first < 16) return index + first;
  }
  while (index < size && incatrail_is_in_ids(bytes[index])) index++;
  return index;
}
