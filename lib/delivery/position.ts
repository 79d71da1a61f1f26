import { queryOf } from "./asking";

/**
 * A place in the stream of changes: a sequence and, when time alone has changed something since, the instant of that
 * (epoch milliseconds, else 0). Written `813` or `813-1771622898000`.
 */
export type Position = { sequence: bigint; boundary: number };

/** Null for a text that is no position. */
export function parsePosition(text: string | null): Position | null {
  const [, sequence, boundary] = /^(\d{1,18})(?:-(\d{1,15}))?$/.exec(text ?? "") ?? [];
  if (sequence === undefined) return null;
  return { sequence: BigInt(sequence), boundary: Number(boundary ?? 0) };
}

export function formatPosition({ sequence, boundary }: Position): string {
  return boundary === 0 ? String(sequence) : `${sequence}-${boundary}`;
}

export function isOlder(left: Position, right: Position): boolean {
  if (left.sequence !== right.sequence) return left.sequence < right.sequence;
  return left.boundary < right.boundary;
}

/** What a client says that it heard last, in its words, is one of these: nothing, a position, or what nobody here told it. */
export type Heard = Position | "nothing" | "unknown";

/** The header says more than the query: a browser that comes back sends the query that it began with. */
export function parseHeard(header: string | null, query: string | null): Heard {
  if (!header && !query) return "nothing";
  return parsePosition(header) ?? parsePosition(query) ?? "unknown";
}

/** The position that `?atLeast=` (or OFREP's `flagConfigEtag`) names; null when none does. */
export function atLeastOf(search: string): Position | null {
  if (!search.includes("atLeast=") && !search.includes("flagConfigEtag=")) return null;
  const query = queryOf(search);
  return parsePosition(query.get("atLeast") ?? query.get("flagConfigEtag"));
}
