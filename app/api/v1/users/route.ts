import { route } from "@/lib/rest";
import { createUser } from "@/lib/users/mutations/create";
import { getUser, listUsers } from "@/lib/users/queries";
import { createUserSchema, listUsersQuery } from "@/lib/users/schema";

export const GET = route(async (call) => ({
  body: await listUsers(call.actor, call.query(listUsersQuery)),
}));

export const POST = route(async (call) => {
  const { username } = await createUser(call.actor, await call.body(createUserSchema));
  return { status: 201, body: await getUser(call.actor, username) };
});
