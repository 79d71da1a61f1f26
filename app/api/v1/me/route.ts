import { route } from "@/lib/rest";
import { getMe } from "@/lib/users/queries";

export const GET = route(async ({ actor }) => ({ body: await getMe(actor) }));
