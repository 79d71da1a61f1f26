import { env } from "@/lib/env";

/** How long a session lasts without signing in again, in seconds. */
export const sessionSeconds = 30 * 24 * 60 * 60;

/** Whether the public address is known to be https: then every cookie is `Secure` and carries the prefix that says so. */
export function secureCookies(): boolean {
  return env().NEXTAUTH_URL?.startsWith("https:") ?? false;
}

/** The cookie next-auth reads its JWT from. */
export function sessionCookieName(): string {
  return secureCookies() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** `https`: this request came over TLS (the hoist process says so in `x-forwarded-proto`). */
export function sessionCookieOptions(https: boolean) {
  return {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: https || secureCookies(),
    maxAge: sessionSeconds,
  } as const;
}

/** The `Set-Cookie` of a route: a new session, or the end of one. */
export function sessionCookieHeader(jwt: string | null, headers: Headers): string {
  const options = sessionCookieOptions(headers.get("x-forwarded-proto") === "https");
  const maxAge = jwt === null ? 0 : options.maxAge;
  return [
    `${sessionCookieName()}=${jwt ?? ""}`,
    "Path=/",
    `Max-Age=${maxAge}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(options.secure ? ["Secure"] : []),
  ].join("; ");
}

/** The session's JWT in a `Cookie` header. */
export function sessionJwtOf(headers: Headers): string | undefined {
  const start = `${sessionCookieName()}=`;
  const pair = headers
    .get("cookie")
    ?.split(/; */)
    .find((cookie) => cookie.startsWith(start));
  return pair?.slice(start.length);
}
