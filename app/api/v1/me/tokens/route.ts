import { route } from "@/lib/rest";
import { createToken } from "@/lib/tokens/mutations";
import { listTokens } from "@/lib/tokens/queries";
import { createTokenSchema } from "@/lib/tokens/schema";

export const GET = route(async ({ actor }) => ({
  body: { data: await listTokens(actor), nextCursor: null },
}));

export const POST = route(async (call) => ({
  status: 201,
  body: await createToken(call.actor, await call.body(createTokenSchema)),
}));
