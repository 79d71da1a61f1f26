import { Refusal } from "@/lib/errors";

/** How many streams may be open at the same time; 0 for any number. */
export type StreamBounds = { perAddress: number; perKey: number };

const comeBackAfter = 10;

/** Counts open streams by where they come from and by key, so that one client cannot take them from all others. */
export class StreamLimits {
  #addresses = new Map<string, number>();
  #keys = new Map<string, number>();

  constructor(private readonly bounds: StreamBounds) {}

  /** Takes a place; returns what gives it back. Throws `rate_limited`. */
  take(address: string, keyId: string): () => void {
    const { perAddress, perKey } = this.bounds;
    const network = isThisMachine(address) ? null : networkOf(address);
    if (network !== null && isFull(this.#addresses, network, perAddress))
      throw tooMany(`${perAddress} streams are open from your address`);
    if (isFull(this.#keys, keyId, perKey)) throw tooMany(`${perKey} streams of this key are open`);
    if (network !== null) add(this.#addresses, network, 1);
    add(this.#keys, keyId, 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      if (network !== null) add(this.#addresses, network, -1);
      add(this.#keys, keyId, -1);
    };
  }
}

function isFull(open: Map<string, number>, name: string, bound: number): boolean {
  return bound > 0 && (open.get(name) ?? 0) >= bound;
}

function add(open: Map<string, number>, name: string, more: 1 | -1): void {
  const count = (open.get(name) ?? 0) + more;
  if (count === 0) open.delete(name);
  else open.set(name, count);
}

function tooMany(what: string): Refusal {
  return new Refusal(
    "rate_limited",
    `${what}, as many as may be. Close one, or poll; an administrator can raise the limit in the settings.`,
    { retryAfter: comeBackAfter },
  );
}

/** A proxy that Hoist was not told of, with everybody's streams, or whoever runs the machine. */
function isThisMachine(address: string): boolean {
  return address.startsWith("127.") || address === "::1";
}

/** Of IPv6 the first 64 bits: the rest is its owner's to choose. */
function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.split("::");
  const [before, after] = [head, tail].map((part) => part.split(":").filter(Boolean));
  const zeros = Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0));
  return [...(before ?? []), ...Array(zeros).fill("0"), ...(after ?? [])].slice(0, 4).join(":");
}
