import { sessionCookieHeader } from "@/lib/auth/cookie";
import { route } from "@/lib/rest";
import { revokeToken } from "@/lib/tokens/mutations";

/** Ends what the request was made with: its token, or its session cookie. */
export const POST = route(async ({ actor, request }) => {
  if (actor.tokenId === null) {
    return { status: 204, headers: { "set-cookie": sessionCookieHeader(null, request.headers) } };
  }
  await revokeToken(actor, actor.tokenId);
  return { status: 204 };
});
