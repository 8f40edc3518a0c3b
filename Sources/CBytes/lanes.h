// The first byte of a kind, sixteen at a time: a loop costs eight instructions a byte. Swift's own
// vectors are taken apart by its compiler.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef unsigned char incatrail_sixteen __attribute__((vector_size(16)));

// Where the first lane is set; 16 where none is. Lanes are 0 or 255.
static inline size_t incatrail_first(incatrail_sixteen lanes) {
#ifdef __SSE2__
  typedef char signed_lanes __attribute__((vector_size(16)));
  return (size_t)__builtin_ctz((unsigned)__builtin_ia32_pmovmskb128((signed_lanes)lanes) | 1 << 16);
#else
  uint64_t halves[2];
  __builtin_memcpy(halves, &lanes, 16);
  if (halves[0] != 0) return (size_t)__builtin_ctzll(halves[0]) / 8;
  return halves[1] != 0 ? 8 + (size_t)__builtin_ctzll(halves[1]) / 8 : 16;
#endif
}

// A bit for each lane that is set.
static inline uint64_t incatrail_bits(incatrail_sixteen lanes) {
#ifdef __SSE2__
  typedef char signed_lanes __attribute__((vector_size(16)));
  return (uint64_t)(unsigned)__builtin_ia32_pmovmskb128((signed_lanes)lanes);
#else
  uint64_t halves[2];
  lanes &= 1;
  __builtin_memcpy(halves, &lanes, 16);
  return (halves[0] * 0x0102040810204080 >> 56) | (halves[1] * 0x0102040810204080 >> 56) << 8;
#endif
}

// A bit for each of sixty-four bytes that is `one` or `two`.
static inline uint64_t incatrail_bits_of(
    const unsigned char *bytes, unsigned char one, unsigned char two) {
  uint64_t bits = 0;
  for (int quarter = 0; quarter < 4; quarter++) {
    incatrail_sixteen lanes;
    __builtin_memcpy(&lanes, bytes + 16 * quarter, 16);
    bits |= incatrail_bits((incatrail_sixteen)((lanes == one) | (lanes == two))) << 16 * quarter;
  }
  return bits;
}

// A bit for each of the sixty-four bytes from `index` on that is `one` or `two`; zero for those behind
// the end. Reads bytes[0..<size].
static inline uint64_t incatrail_bits_of_two(
    const unsigned char *bytes, size_t size, size_t index, unsigned char one, unsigned char two) {
  if (index + 64 <= size) return incatrail_bits_of(bytes + index, one, two);
  if (index >= size) return 0;
  if (size >= 64) return incatrail_bits_of(bytes + size - 64, one, two) >> (index + 64 - size);
  uint64_t bits = 0;
  for (size_t at = index; at < size; at++) {
    bits |= (uint64_t)(bytes[at] == one || bytes[at] == two) << (at - index);
  }
  return bits;
}

// Writes the places of a byte from *index on, and moves *index to where it has looked: to the end, or
// as far as `places` has room for sixty-four more. Returns how many there are. No branch depends on
// where the byte stands, as long as it stands once in sixty-four bytes. Reads bytes[0..<size], writes
// places[0..<room].
static inline size_t incatrail_places(
    const unsigned char *bytes, size_t size, size_t *index, unsigned char byte, uint32_t *places,
    size_t room) {
  size_t count = 0, at = *index;
  for (; at + 64 <= size && count + 64 <= room; at += 64) {
    uint64_t bits = incatrail_bits_of(bytes + at, byte, byte);
    places[count] = (uint32_t)(at + (size_t)__builtin_ctzll(bits | (uint64_t)1 << 63));
    count += bits != 0;
    for (bits &= bits - 1; bits != 0; bits &= bits - 1) {
      places[count++] = (uint32_t)(at + (size_t)__builtin_ctzll(bits));
    }
  }
  for (; at < size && size - at < 64 && count < room; at++) {
    if (bytes[at] == byte) places[count++] = (uint32_t)at;
  }
  *index = at;
  return count;
}

// What lanes are looked for: those are set. Up to three bytes say more closely which.
typedef incatrail_sixteen incatrail_kind(
    incatrail_sixteen lanes, unsigned char one, unsigned char two, unsigned char three);

// `incatrail_first_of` in a run of `width` to twice as many bytes, at most 16: two halves that may overlap.
__attribute__((always_inline)) static inline size_t incatrail_first_of_halves(
    const unsigned char *bytes, size_t size, size_t width, incatrail_kind *kind, unsigned char one,
    unsigned char two, unsigned char three) {
  unsigned char halves[16] = {0};
  __builtin_memcpy(halves, bytes, width);
  __builtin_memcpy(halves + width, bytes + size - width, width);
  incatrail_sixteen lanes;
  __builtin_memcpy(&lanes, halves, 16);
  size_t first = incatrail_first(kind(lanes, one, two, three));
  if (first < width) return first;
  return first < 2 * width ? size - 2 * width + first : size;
}

// Where the first byte of a kind stands, at or after `index`; `size` where none does. For words: memchr
// is faster where it stands far away. Reads bytes[0..<size].
__attribute__((always_inline)) static inline size_t incatrail_first_of(
    const unsigned char *bytes, size_t size, size_t index, incatrail_kind *kind, unsigned char one,
    unsigned char two, unsigned char three) {
  incatrail_sixteen lanes;
  for (; index + 16 <= size; index += 16) {
    __builtin_memcpy(&lanes, bytes + index, 16);
    size_t first = incatrail_first(kind(lanes, one, two, three));
    if (first < 16) return index + first;
  }
  if (index >= size) return index;
  if (size >= 16) {
    // With bytes before `index`, which are shifted out.
    __builtin_memcpy(&lanes, bytes + size - 16, 16);
    uint64_t bits = incatrail_bits(kind(lanes, one, two, three)) >> (index + 16 - size);
    return bits != 0 ? index + (size_t)__builtin_ctzll(bits) : size;
  }
  size_t left = size - index;
  bytes += index;
  if (left >= 8) return index + incatrail_first_of_halves(bytes, left, 8, kind, one, two, three);
  if (left >= 4) return index + incatrail_first_of_halves(bytes, left, 4, kind, one, two, three);
  if (left >= 2) return index + incatrail_first_of_halves(bytes, left, 2, kind, one, two, three);
  return index + incatrail_first_of_halves(bytes, left, 1, kind, one, two, three);
}

static inline incatrail_sixteen incatrail_is(
    incatrail_sixteen lanes, unsigned char one, unsigned char two, unsigned char three) {
  return (incatrail_sixteen)(lanes == one);
}

static inline incatrail_sixteen incatrail_is_one_of(
    incatrail_sixteen lanes, unsigned char one, unsigned char two, unsigned char three) {
  return (incatrail_sixteen)((lanes == one) | (lanes == two) | (lanes == three));
}

static inline incatrail_sixteen incatrail_is_outside(
    incatrail_sixteen lanes, unsigned char least, unsigned char most, unsigned char none) {
  return (incatrail_sixteen)((lanes < least) | (lanes > most));
}

static inline incatrail_sixteen incatrail_is_not_in_names(
    incatrail_sixteen lanes, unsigned char one, unsigned char two, unsigned char three) {
  return ~(incatrail_sixteen)(
      ((lanes | 0x20) - 'a' < 26) | (lanes - '0' < 10) | (lanes == '-'));
}

static inline incatrail_sixteen incatrail_is_not_in_ids(
    incatrail_sixteen lanes, unsigned char one, unsigned char two, unsigned char three) {
  incatrail_sixteen small = lanes | 0x20;
  incatrail_sixteen letters = (incatrail_sixteen)(small - 'a' < 26);
  incatrail_sixteen vowels = (incatrail_sixteen)((small == 'a') | (small == 'e') | (small == 'i')
      | (small == 'o') | (small == 'u'));
  incatrail_sixteen others = (incatrail_sixteen)(
      (lanes - '0' < 10) | (lanes == 'A') | (lanes == 'E'));
  return ~(others | (letters & ~vowels));
}

// Where a byte stands at or after `index`; `size` where it does not. Reads bytes[0..<size].
static inline size_t incatrail_end_of_word(
    const unsigned char *bytes, size_t size, size_t index, unsigned char byte) {
  return incatrail_first_of(bytes, size, index, incatrail_is, byte, 0, 0);
}

// Where one of three bytes stands at or after `index`; `size` where none does. Reads bytes[0..<size].
static inline size_t incatrail_end_before(
    const unsigned char *bytes, size_t size, size_t index, unsigned char one, unsigned char two,
    unsigned char three) {
  return incatrail_first_of(bytes, size, index, incatrail_is_one_of, one, two, three);
}

// Where a byte stands, at or after `index`, outside `least`...`most`; `size` where none does. Reads
// bytes[0..<size].
static inline size_t incatrail_end_of(
    const unsigned char *bytes, size_t size, size_t index, unsigned char least, unsigned char most) {
  return incatrail_first_of(bytes, size, index, incatrail_is_outside, least, most, 0);
}

// Where a byte stands, at or after `index`, that is neither letter, digit nor hyphen; `size` where none
// does. Reads bytes[0..<size].
__attribute__((always_inline)) static inline size_t incatrail_end_of_name(
    const unsigned char *bytes, size_t size, size_t index) {
  return incatrail_first_of(bytes, size, index, incatrail_is_not_in_names, 0, 0, 0);
}

// Where the ID at `index` ends, which may be empty: it is made of digits, consonants, and the capitals
// A and E, the alphabet of names that shall make no words. Reads bytes[0..<size].
__attribute__((always_inline)) static inline size_t incatrail_end_of_id(
    const unsigned char *bytes, size_t size, size_t index) {
  return incatrail_first_of(bytes, size, index, incatrail_is_not_in_ids, 0, 0, 0);
}

// Sixteen bytes of each: the bits in which they differ.
static inline incatrail_sixteen incatrail_differing(
    const unsigned char *one, const unsigned char *two) {
  incatrail_sixteen left, right;
  __builtin_memcpy(&left, one, 16);
  __builtin_memcpy(&right, two, 16);
  return left ^ right;
}

// Whether `size` bytes are the same: a call of memcmp costs twice as much for a few of them. Reads
// one[0..<size] and two[0..<size].
static inline int incatrail_same(const unsigned char *one, const unsigned char *two, size_t size) {
  size_t index = 0;
  if (size >= 16) {
    incatrail_sixteen others = incatrail_differing(one, two)
        | incatrail_differing(one + size - 16, two + size - 16);
    if (size > 32) {
      for (index = 16; index + 16 < size; index += 16) {
        others |= incatrail_differing(one + index, two + index);
      }
    }
    return incatrail_first((incatrail_sixteen)(others != 0)) == 16;
  }
  if (size >= 8) {
    uint64_t first[2], last[2];
    __builtin_memcpy(&first[0], one, 8);
    __builtin_memcpy(&first[1], two, 8);
    __builtin_memcpy(&last[0], one + size - 8, 8);
    __builtin_memcpy(&last[1], two + size - 8, 8);
    return ((first[0] ^ first[1]) | (last[0] ^ last[1])) == 0;
  }
  while (index < size && one[index] == two[index]) index++;
  return index == size;
}

// Where a text stands, at or after `index`; `size` where it does not. For short runs: at worst it takes as
// many steps as the lengths' product. Reads bytes[0..<size] and text[0..<length]; length > 0.
static inline size_t incatrail_place_of(
    const unsigned char *bytes, size_t size, size_t index, const unsigned char *text, size_t length) {
  if (size < length) return size;
  // The places where it may begin, by its first and its last byte.
  size_t end = size - length + 1;
  unsigned char first = text[0], last = text[length - 1];
  while (index < end) {
    size_t from = index;
    uint64_t bits = 0;
    if (end >= 16) {
      if (from + 16 > end) from = end - 16;
      incatrail_sixteen firsts, lasts;
      __builtin_memcpy(&firsts, bytes + from, 16);
      __builtin_memcpy(&lasts, bytes + from + length - 1, 16);
      // Near the end once more with places before `index`, which are cut off.
      bits = incatrail_bits((incatrail_sixteen)((firsts == first) & (lasts == last)))
          >> (index - from) << (index - from);
    } else {
      for (size_t at = index; at < end; at++) {
        bits |= (uint64_t)(bytes[at] == first && bytes[at + length - 1] == last) << (at - from);
      }
    }
    for (; bits != 0; bits &= bits - 1) {
      size_t at = from + (size_t)__builtin_ctzll(bits);
      if (incatrail_same(bytes + at, text, length)) return at;
    }
    index = from + 16;
  }
  return size;
}

// How often a byte stands there. Lanes count up to 255, then they are summed up. Reads bytes[0..<size].
static inline size_t incatrail_count(const unsigned char *bytes, size_t size, unsigned char byte) {
  size_t count = 0, index = 0;
  while (index + 64 <= size) {
    size_t rounds = (size - index) / 64;
    size_t end = index + 64 * (rounds < 255 ? rounds : 255);
    incatrail_sixteen counts[4] = {{0}};
    for (; index < end; index += 64) {
      for (int quarter = 0; quarter < 4; quarter++) {
        incatrail_sixteen lanes;
        __builtin_memcpy(&lanes, bytes + index + 16 * quarter, 16);
        counts[quarter] -= (incatrail_sixteen)(lanes == byte);
      }
    }
    for (int quarter = 0; quarter < 4; quarter++) {
      for (int lane = 0; lane < 16; lane++) count += counts[quarter][lane];
    }
  }
  for (; index < size; index++) count += bytes[index] == byte;
  return count;
}

// Whether a byte stands an odd number of times. Reads bytes[0..<size].
static inline int incatrail_is_odd(const unsigned char *bytes, size_t size, unsigned char byte) {
  incatrail_sixteen odd = {0};
  size_t index = 0;
  for (; index + 16 <= size; index += 16) {
    incatrail_sixteen lanes;
    __builtin_memcpy(&lanes, bytes + index, 16);
    odd ^= (incatrail_sixteen)(lanes == byte);
  }
  uint64_t halves[2];
  __builtin_memcpy(halves, &odd, 16);
  // A lane counts by one of its bits.
  int count = __builtin_popcountll((halves[0] ^ halves[1]) & 0x0101010101010101);
  for (; index < size; index++) count += bytes[index] == byte;
  return count & 1;
}

// The lanes that a JSON string must not hold as they are, or that are not ASCII.
static inline incatrail_sixteen incatrail_escaped(incatrail_sixteen lanes) {
  typedef signed char incatrail_signed __attribute__((vector_size(16)));
  // Less than a blank: control characters, and as signed numbers what is not ASCII.
  return (incatrail_sixteen)(((incatrail_signed)lanes < ' ') | (lanes == '"') | (lanes == '\\'));
}

// `incatrail_copy_plain` of `width` to twice as many bytes, at most 16: two halves that may overlap.
static inline size_t incatrail_copy_plain_halves(
    unsigned char *to, const unsigned char *bytes, size_t size, size_t width) {
  unsigned char halves[16] = "                ";
  __builtin_memcpy(halves, bytes, width);
  __builtin_memcpy(halves + width, bytes + size - width, width);
  __builtin_memcpy(to, halves, width);
  __builtin_memcpy(to + size - width, halves + width, width);
  incatrail_sixteen lanes;
  __builtin_memcpy(&lanes, halves, 16);
  size_t first = incatrail_first(incatrail_escaped(lanes));
  if (first < width) return first;
  return first < 2 * width ? size - 2 * width + first : size;
}

// Copies what stands before the first byte that a JSON string must not hold as it is, or that is not
// ASCII, and tells how much that was. Reads bytes[0..<size] and writes no more than to[0..<size].
__attribute__((always_inline)) static inline size_t incatrail_copy_plain(
    unsigned char *to, const unsigned char *bytes, size_t size) {
  incatrail_sixteen lanes;
  size_t index = 0;
  for (; index + 16 <= size; index += 16) {
    __builtin_memcpy(&lanes, bytes + index, 16);
    __builtin_memcpy(to + index, &lanes, 16);
    size_t first = incatrail_first(incatrail_escaped(lanes));
    if (first < 16) return index + first;
  }
  if (index == size) return size;
  if (size >= 16) {
    // Some of them for the second time: they were plain.
    __builtin_memcpy(&lanes, bytes + size - 16, 16);
    __builtin_memcpy(to + size - 16, &lanes, 16);
    return size - 16 + incatrail_first(incatrail_escaped(lanes));
  }
  if (size >= 8) return incatrail_copy_plain_halves(to, bytes, size, 8);
  if (size >= 4) return incatrail_copy_plain_halves(to, bytes, size, 4);
  for (; index < size; index++) {
    unsigned char byte = bytes[index];
    if (byte < ' ' || byte >= 0x80 || byte == '"' || byte == '\\') return index;
    to[index] = byte;
  }
  return size;
}
