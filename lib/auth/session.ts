import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { decode, encode } from "next-auth/jwt";
import { cache } from "react";
import { type Actor, type Trace, traceFrom } from "@/lib/auth/actor";
import {
  sessionCookieName,
  sessionCookieOptions,
  sessionJwtOf,
  sessionSeconds,
} from "@/lib/auth/cookie";
import { noteUse } from "@/lib/auth/last-use";
import { actorOfPerson, findPerson } from "@/lib/auth/person";
import { signInPath } from "@/lib/auth/way-back";
import { env } from "@/lib/env";

/** What a session's JWT holds: never the role, which is read with the row. */
type Account = { id: string; epoch: number };

/** Who is signed in, for pages and actions: else they are sent to sign in, and back. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  return actor ?? redirect(signInPath((await headers()).get("x-hoist-target")) as Route);
}

/** Who is signed in, read once per request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const jwt = (await cookies()).get(sessionCookieName())?.value;
  const actor = await actorOfJwt(jwt, traceFrom(await headers()));
  if (actor) noteUse(actor);
  return actor;
});

/** Who is signed in, for a route: by the request's cookie. */
export async function actorOfSession(trace: Trace, request: Request): Promise<Actor | null> {
  return actorOfJwt(sessionJwtOf(request.headers), trace);
}

async function actorOfJwt(jwt: string | undefined, trace: Trace): Promise<Actor | null> {
  const person = await personOfJwt(jwt);
  return person && actorOfPerson(person, trace);
}

/** The user a session's JWT names, while its epoch is the user's; null for everybody else. */
export async function personOfJwt(jwt: string | undefined) {
  const account = await accountOf(jwt);
  if (!account) return null;

  const person = await findPerson(account.id);
  return person?.active && person.epoch === account.epoch ? person : null;
}

async function accountOf(jwt: string | undefined): Promise<Account | null> {
  if (!jwt) return null;
  try {
    const claims = await decode({ token: jwt, secret: secret() });
    if (typeof claims?.sub !== "string" || typeof claims.epoch !== "number") return null;
    return { id: claims.sub, epoch: claims.epoch };
  } catch {
    return null; // Made with another secret, cut short, or too old.
  }
}

/** The JWT of a new session. */
export function sessionJwt({ id, epoch }: Account): Promise<string> {
  return encode({ token: { sub: id, epoch }, secret: secret(), maxAge: sessionSeconds });
}

/** Signs in the browser that sent the form. */
export async function startSession(account: Account): Promise<void> {
  const https = (await headers()).get("x-forwarded-proto") === "https";
  const jwt = await sessionJwt(account);
  (await cookies()).set(sessionCookieName(), jwt, sessionCookieOptions(https));
}

/** Signs out the browser that sent the form. */
export async function endSession(): Promise<void> {
  const https = (await headers()).get("x-forwarded-proto") === "https";
  (await cookies()).set(sessionCookieName(), "", { ...sessionCookieOptions(https), maxAge: 0 });
}

export function secret(): string {
  const { NEXTAUTH_SECRET } = env();
  if (!NEXTAUTH_SECRET) throw new Error("NEXTAUTH_SECRET is not set.");
  return NEXTAUTH_SECRET;
}
