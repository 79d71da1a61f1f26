// MurmurHash3 x86-32, seed 0, over UTF-8 (Austin Appleby, public domain). Texts are hashed as they lie in memory, four units at
// a time while they are ASCII: no bytes are made. A salt is the same for everybody, so what it does to the hash is done once.

/** The state of the hash after a text, from which others go on. */
export type Salted = {
  readonly hash: number;
  /** Bytes that have not filled a word of four yet, the first one lowest, and how many bits they are. */
  readonly pending: number;
  readonly bits: number;
  readonly bytes: number;
};

const unsalted: Salted = { hash: 0, pending: 0, bits: 0, bytes: 0 };

/** Hashes everything but the end: what `murmur3` goes on from. */
export function salted(text: string): Salted {
  let { hash, pending, bits } = unsalted;
  const encoded = new TextEncoder().encode(text);
  for (const byte of encoded) {
    pending |= byte << bits;
    bits += 8;
    if (bits < 32) continue;
    hash = withWord(hash, pending);
    pending = bits = 0;
  }
  return { hash, pending, bits, bytes: encoded.length };
}

/** The hash of salt and text together, 0 to 2³²−1. A lone surrogate counts as U+FFFD, as it does wherever texts become UTF-8. */
export function murmur3(salt: Salted, text: string): number {
  let { hash, pending, bits, bytes } = salt;
  const end = text.length;
  for (let at = 0; at < end; ) {
    let word = text.charCodeAt(at);
    let size = 1;
    if (at + 3 < end && word < 0x80) {
      const second = text.charCodeAt(at + 1);
      const third = text.charCodeAt(at + 2);
      const fourth = text.charCodeAt(at + 3);
      if ((second | third | fourth) < 0x80) {
        word |= (second << 8) | (third << 16) | (fourth << 24);
        size = 4;
      }
      at += size;
    } else if (word < 0x80) {
      at++;
    } else {
      const point = pointAt(text, at);
      at += point > 0xffff ? 2 : 1;
      word = utf8(point);
      size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    bytes += size;
    pending |= word << bits;
    const filled = bits + 8 * size;
    if (filled < 32) {
      bits = filled;
    } else {
      hash = withWord(hash, pending);
      pending = bits === 0 ? 0 : word >>> (32 - bits);
      bits = filled - 32;
      if (bits === 0) pending = 0;
    }
  }
  return finished(bits === 0 ? hash : hash ^ scrambled(pending), bytes);
}

function pointAt(text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0;
  return point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
}

/** The UTF-8 bytes of a point above ASCII, the first one lowest. */
function utf8(point: number): number {
  const last = 0x80 | (point & 0x3f);
  if (point < 0x800) return 0xc0 | (point >> 6) | (last << 8);
  const third = 0x80 | ((point >> 6) & 0x3f);
  if (point < 0x10000) return 0xe0 | (point >> 12) | (third << 8) | (last << 16);
  const second = 0x80 | ((point >> 12) & 0x3f);
  return 0xf0 | (point >> 18) | (second << 8) | (third << 16) | (last << 24);
}

function withWord(hash: number, word: number): number {
  const mixed = hash ^ scrambled(word);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function scrambled(word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function finished(hash: number, bytes: number): number {
  let mixed = hash ^ bytes;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
