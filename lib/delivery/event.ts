import type { Changed } from "@/lib/snapshot/changed";
import type { KeyRow } from "@/lib/snapshot/state";
import { formatPosition, type Position } from "./position";

/** What an event says. `at` in epoch milliseconds; `keys` of null: ask for everything. */
export type News = { position: Position; at: number; keys: readonly string[] | null };

/** A new number at every use: clients that were cut off together must not come back together. */
export function retryHint(): string {
  return `retry: ${2_000 + Math.floor(Math.random() * 8_000)}\n`;
}

export const opening = () => `: hoist\n${retryHint()}\n`;
export const heartbeat = Buffer.from(":\n\n");

/** One event. Unnamed (a named one never reaches OpenFeature's provider), for all streams alike. */
export function refetch({ position, at, keys }: News): Buffer {
  const etag = formatPosition(position);
  const lastModified = Math.floor(at / 1_000);
  const event = { type: "refetchEvaluation", etag, lastModified, ...(keys && { keys }) };
  return Buffer.from(`id: ${etag}\ndata: ${JSON.stringify(event)}\n\n`);
}

/** What a key of this kind hears of a change; null when that is nothing. */
export function heard(
  changed: Changed,
  environmentId: string,
  kind: KeyRow["kind"],
): readonly string[] | null {
  const flags = [...(changed.environments.get(environmentId) ?? [])];
  const visible = kind === "client" ? flags.filter(([, clientSide]) => clientSide) : flags;
  if (visible.length === 0 && !(changed.configuration && kind === "server")) return null;
  return visible.map(([key]) => key);
}
