import type { ChangeEvent } from "@/lib/audit/schema";
import { retryHint } from "@/lib/delivery/event";

const text = new TextEncoder();

/** The number alone is no event, but it is what the client names when it comes back. */
export function opening(sequence: bigint): Uint8Array {
  return text.encode(`: hoist\n${retryHint()}id: ${sequence}\n\n`);
}

export function event(sequence: bigint, change: ChangeEvent): Uint8Array {
  return text.encode(`id: ${sequence}\ndata: ${JSON.stringify(change)}\n\n`);
}

/** The `Last-Event-ID` of a client that comes back; null for anything else. */
export function heardLast(header: string | null): bigint | null {
  return header !== null && /^\d{1,18}$/.test(header) ? BigInt(header) : null;
}
