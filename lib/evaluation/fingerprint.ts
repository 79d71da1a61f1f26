import { murmur3, salted } from "./murmur3";

/** 64 bits that stand for a text: two hashes of it, as 32-bit integers. The same on every instance. */
export type Fingerprint = { readonly low: number; readonly high: number };

const [lower, higher] = [salted("low\n"), salted("high\n")];

export function fingerprintOf(text: string): Fingerprint {
  return { low: murmur3(lower, text) | 0, high: murmur3(higher, text) | 0 };
}
