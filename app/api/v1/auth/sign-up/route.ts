import { clientAddress } from "@/lib/auth/address";
import { countSignUp } from "@/lib/auth/limits";
import { newcomer } from "@/lib/auth/system";
import { publicRoute } from "@/lib/rest";
import { signUp } from "@/lib/users/mutations/sign-up";
import { getMe } from "@/lib/users/queries";
import { signUpSchema } from "@/lib/users/schema";

export const POST = publicRoute(async (call) => {
  await countSignUp(clientAddress(call.request.headers));
  const { id, username } = await signUp(await call.body(signUpSchema), call.trace);
  return { status: 201, body: await getMe(newcomer(id, username, call.trace)) };
});
