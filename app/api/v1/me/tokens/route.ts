import { pageOf } from "@/lib/projects/queries";
import { listPageQuery } from "@/lib/projects/schema";
import { route } from "@/lib/rest";
import { createToken } from "@/lib/tokens/mutations";
import { listTokens } from "@/lib/tokens/queries";
import { createTokenSchema } from "@/lib/tokens/schema";

export const GET = route(async (call) => ({
  body: pageOf(await listTokens(call.actor), ({ id }) => id, call.query(listPageQuery)),
}));

export const POST = route(async (call) => ({
  status: 201,
  body: await createToken(call.actor, await call.body(createTokenSchema)),
}));
