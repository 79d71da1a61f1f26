// IP addresses as 128 bits in four words. An IPv4 address stands where IPv6 maps it (::ffff:0:0/96), so that both ways of writing
// one are one address.

export type Address = readonly [number, number, number, number];
/** Addresses whose first `bits` bits are those of `address`. */
export type Block = { readonly address: Address; readonly bits: number };

const mapped = 0xffff;

/** Null when the text is no address. */
export function parseAddress(text: string): Address | null {
  if (text.length > 45) return null;
  if (text.includes(":")) return parseSix(text);
  const four = parseFour(text);
  return four === null ? null : [0, 0, mapped, four];
}

/** `10.0.0.0/8`, `2001:db8::/32`, or an address alone, which is a block of one. Bits after the prefix do not count. */
export function parseBlock(text: string): Block | null {
  const slash = text.indexOf("/");
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === null) return null;
  if (slash < 0) return { address, bits: 128 };
  const size = text.slice(slash + 1);
  const isFour = !text.includes(":");
  if (!/^(0|[1-9]\d{0,2})$/.test(size) || Number(size) > (isFour ? 32 : 128)) return null;
  return { address, bits: Number(size) + (isFour ? 96 : 0) };
}

export function contains({ address, bits }: Block, other: Address): boolean {
  for (let word = 0; word < 4; word++) {
    const here = bits - 32 * word;
    if (here <= 0) return true;
    const differs = (address[word] ?? 0) ^ (other[word] ?? 0);
    if (here >= 32 ? differs !== 0 : differs >>> (32 - here) !== 0) return false;
  }
  return true;
}

/** Four decimal numbers; a leading zero would be octal to some, so it is none. */
function parseFour(text: string): number | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  let address = 0;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    address = (address << 8) | Number(part);
  }
  return address;
}

function parseSix(text: string): Address | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const head = groups(halves[0] ?? "", halves.length === 1);
  const tail = groups(halves[1] ?? "", true);
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;

  const all = [...head, ...new Array<number>(missing).fill(0), ...tail];
  const word = (at: number) => ((all[at] ?? 0) << 16) | (all[at + 1] ?? 0);
  return [word(0), word(2), word(4), word(6)];
}

/** Groups of 16 bits; the last ones may be written as an IPv4 address at the end of the whole. */
function groups(text: string, mayEndInFour: boolean): number[] | null {
  if (text === "") return [];
  const found: number[] = [];
  const parts = text.split(":");
  for (const [at, part] of parts.entries()) {
    if (/^[0-9A-Fa-f]{1,4}$/.test(part)) {
      found.push(Number.parseInt(part, 16));
      continue;
    }
    const four = mayEndInFour && at === parts.length - 1 ? parseFour(part) : null;
    if (four === null) return null;
    found.push(four >>> 16, four & 0xffff);
  }
  return found;
}
