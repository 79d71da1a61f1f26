import { type Actor, mintActor, newTrace, type Trace } from "@/lib/auth/actor";

const nobody = {
  id: null,
  username: null,
  targetingKey: null,
  role: "admin",
  roles: new Map(),
  readOnly: false,
  tokenId: null,
} as const;

/** Hoist itself: first rows, settings, the command line. */
export function systemActor(trace: Trace = newTrace()): Actor {
  return mintActor({ ...nobody, kind: "system", trace });
}

/** Somebody who signs up: acts as the user that is being made. */
export function newcomer(id: string, username: string, trace: Trace): Actor {
  return mintActor({ ...nobody, kind: "user", id, username, role: "member", trace });
}
