import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import { secureCookies, sessionSeconds } from "@/lib/auth/cookie";
import { personOfJwt, secret } from "@/lib/auth/session";
import { log } from "@/lib/log";

/**
 * next-auth without a provider: our forms check the password and make the same JWT (`startSession`), and this serves
 * `/api/auth/session`, `/api/auth/csrf`, `/api/auth/signout` and `getServerSession`. A JWT counts only while the user
 * row agrees, so `decode` asks it, and `encode` (called to prolong a session) keeps what is inside.
 */
export function authOptions(): NextAuthOptions {
  return {
    providers: [],
    secret: secret(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    jwt: { decode: ({ token }) => claimsOf(token) },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: secureCookies(),
    callbacks: {
      session: ({ session, token }) => ({ ...session, user: { name: token.name ?? null } }),
    },
    logger: {
      error: (code) => log.debug({ code }, "next-auth"),
      warn: (code) => log.debug({ code }, "next-auth"),
    },
  };
}

/** The route handler of `/api/auth`. */
export function handler(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
) {
  return NextAuth(request, context, authOptions());
}

async function claimsOf(token: string | undefined) {
  const person = await personOfJwt(token);
  return person && { sub: person.id, epoch: person.epoch, name: person.username };
}
