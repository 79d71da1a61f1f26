import type { Role } from "@/lib/generated/prisma/enums";

/** What one request brings along: its id, the comment for the audit row, the last sequence it wrote, and the span it is part of. */
export type Trace = {
  readonly id: string;
  comment: string | null;
  sequence: bigint | null;
  /** W3C `traceparent`. */
  readonly parent?: string | undefined;
};

/** Who acts, proved. Only lib/auth can make one: `minted` is not exported from anywhere else. */
export type Actor = {
  readonly kind: "user" | "token" | "schedule" | "system";
  /** The user's id; null for schedule and system. */
  readonly id: string | null;
  readonly username: string | null;
  readonly targetingKey: string | null;
  /** The role in all projects. */
  readonly role: Role;
  /** Roles in single projects, by project id. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly readOnly: boolean;
  /** The personal token's id when one was used. */
  readonly tokenId: string | null;
  readonly trace: Trace;
  readonly [minted]: true;
};

declare const minted: unique symbol;

/** For lib/auth alone (a dependency rule holds it). */
export function mintActor(fields: Omit<Actor, typeof minted>): Actor {
  return fields as Actor;
}

export function newTrace(id: string = crypto.randomUUID(), comment: string | null = null): Trace {
  return { id, comment, sequence: null };
}

/** The trace of a request that came through the hoist process, by its headers. */
export function traceFrom(headers: Headers, comment: string | null = null): Trace {
  const parent = headers.get("traceparent") ?? undefined;
  return { ...newTrace(headers.get("x-request-id") ?? undefined, comment), parent };
}
