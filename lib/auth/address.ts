/**
 * The address a request came from, as the hoist process wrote it (the proxies it does not trust cannot get into the
 * last place). An IPv6 address counts by its first 64 bits: one line has all the rest.
 */
export function clientAddress(headers: Headers): string {
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  if (!address) return "unknown";
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  return address.includes(":") ? prefix(address) : address;
}

function prefix(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill("0"), ...right].slice(0, 4).join(":");
}
