import { clientAddress } from "@/lib/auth/address";
import { proveLogin } from "@/lib/auth/login";
import { publicRoute } from "@/lib/rest";
import { createLoginToken } from "@/lib/tokens/mutations";
import { getMe } from "@/lib/users/queries";
import { loginSchema } from "@/lib/users/schema";

export const POST = publicRoute(async (call) => {
  const address = clientAddress(call.request.headers);
  const { actor, epoch } = await proveLogin(await call.body(loginSchema), address, call.trace);
  const { token, expiresAt } = await createLoginToken(actor, epoch);
  return { body: { token, expiresAt, user: await getMe(actor) } };
});
