import { hashToken, kindOf } from "@/lib/auth/secret";
import { Refusal } from "@/lib/errors";
import type { Index, KeyRow, State, TokenRow } from "@/lib/snapshot/state";
import type { ReadRequest } from "./message";

/** Who asks: a key and, beside it, maybe a user's personal token. */
export type Caller = { key: KeyRow; person: TokenRow | null };

const dead =
  "This token is unknown, revoked or expired. An administrator can make a new key under Environments.";

/** What is made of texts. The same few come with every poll: each is looked at once. Forgotten when strangers fill it. */
class Remembered {
  #known = new Map<string, string>();

  constructor(private readonly make: (text: string) => string) {}

  of(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const made = this.make(text);
    if (this.#known.size >= 10_000) this.#known = new Map();
    if (text.length <= 128) this.#known.set(text, made);
    return made;
  }
}

const hashes = new Remembered(hashToken);

/** A well-formed token that this snapshot does not know: it may be newer than the snapshot. */
export class UnknownToken extends Refusal {
  constructor() {
    super("unauthenticated", dead);
  }
}

const wanted = "Send a client key or a server key, as Authorization: Bearer … or X-API-Key: ….";

/**
 * `Authorization: Bearer …` or `X-API-Key: …` with a key; both at once only as the key in X-API-Key and a user's personal
 * token in Authorization. Throws `unauthenticated`.
 */
export function callerOf(state: State, request: ReadRequest): Caller {
  const authorization = request.header("authorization");
  const bearer = authorization === null ? null : bearers.of(authorization);
  const apiKey = request.header("x-api-key")?.trim() ?? null;

  if (bearer === null || apiKey === null) {
    const token = bearer ?? apiKey;
    if (token === null) throw new Refusal("unauthenticated", wanted);
    return { key: keyOf(state, token, request.now), person: null };
  }
  if (kindOf(bearer) !== "pat")
    throw new Refusal("unauthenticated", "Send the key in one header, not in two.");
  const key = keyOf(state, apiKey, request.now);
  return { key, person: personOf(state, bearer, request.now) };
}

const bearers = new Remembered((authorization) => {
  const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (token === undefined) throw new Refusal("unauthenticated", wanted);
  return token;
});

function keyOf(state: State, token: string, now: number): KeyRow {
  const key = find(state.keys, token, ["srv", "cli"]);
  if (!isLive(key, now)) throw new Refusal("unauthenticated", dead);
  return key;
}

function personOf(state: State, token: string, now: number): TokenRow {
  const person = find(state.tokens, token, ["pat"]);
  const user = state.people.numberOf(person.userId);
  const epochHolds =
    user !== undefined &&
    (person.loginEpoch === null || person.loginEpoch === state.people.epoch(user));
  if (!isLive(person, now) || !epochHolds || !state.people.isActive(user))
    throw new Refusal("unauthenticated", dead);
  return person;
}

export function isLive(
  row: { expiresAt: number | null; revokedAt: number | null },
  now: number,
): boolean {
  return row.revokedAt === null && (row.expiresAt === null || now < row.expiresAt);
}

function find<Row extends { id: string; hash: string }>(
  index: Index<Row>,
  token: string,
  kinds: string[],
): Row {
  const known = index.byHash.get(hashes.of(token));
  if (known) return known;
  const kind = kindOf(token);
  if (kind === null)
    throw new Refusal("unauthenticated", "This is not a token of Hoist. Copy it again, whole.");
  if (!kinds.includes(kind)) throw new Refusal("unauthenticated", `Wrong kind of token. ${wanted}`);
  throw new UnknownToken();
}
