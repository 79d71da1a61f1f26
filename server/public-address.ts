import type { IncomingMessage } from "node:http";

/** How a request looks from outside, past the proxies in front. */
export type PublicAddress = {
  client: string;
  /** Host and, when it is not the usual one, port. */
  host: string;
  protocol: "http" | "https";
};

/**
 * Who asks, and for which address. `proxies` is how many of ours stand in front: each appends the address that it
 * heard from, so that the client is the one that many places from the end; what stands before it is hearsay.
 * With 0 the forwarded headers are ignored.
 */
export function publicAddress(req: IncomingMessage, proxies: number): PublicAddress {
  const remote = req.socket.remoteAddress ?? "";
  const forwarded = (name: string) => fromEnd(req.headers[`x-forwarded-${name}`], proxies);
  return {
    client: withoutMapping(forwarded("for") || remote),
    host: forwarded("host") || (req.headers.host ?? ""),
    protocol: forwarded("proto") === "https" ? "https" : "http",
  };
}

/** The entry that the outermost of our proxies wrote. One that replaces instead of appending leaves fewer. */
function fromEnd(header: string | string[] | undefined, proxies: number): string {
  if (proxies === 0 || header === undefined) return "";
  const entries = [header].flat().join(",").split(",");
  return (entries.at(-proxies) ?? entries[0] ?? "").trim();
}

/** An IPv4 client of a listener on `::` shows up as ::ffff:192.0.2.1. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, "");
}
