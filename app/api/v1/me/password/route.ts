import { sessionCookieHeader } from "@/lib/auth/cookie";
import { sessionJwt } from "@/lib/auth/session";
import { route } from "@/lib/rest";
import { changePassword } from "@/lib/users/mutations/password";
import { getMe } from "@/lib/users/queries";
import { changePasswordSchema } from "@/lib/users/schema";

/** A session that changes its password goes on with a new cookie; a login token ends with the others. */
export const PUT = route(async (call) => {
  const { actor, request } = call;
  const account = await changePassword(actor, await call.body(changePasswordSchema));
  const body = await getMe(actor);
  if (actor.tokenId !== null) return { body };

  const cookie = sessionCookieHeader(await sessionJwt(account), request.headers);
  return { body, headers: { "set-cookie": cookie } };
});
