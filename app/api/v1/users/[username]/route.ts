import { route } from "@/lib/rest";
import { eraseUser } from "@/lib/users/mutations/erase";
import { updateUser } from "@/lib/users/mutations/update";
import { getUser } from "@/lib/users/queries";
import { updateUserSchema } from "@/lib/users/schema";

export const GET = route(async (call) => ({
  body: await getUser(call.actor, call.param("username")),
}));

export const PATCH = route(async (call) => {
  const patch = await call.body(updateUserSchema);
  const { username } = await updateUser(call.actor, call.param("username"), patch);
  return { body: await getUser(call.actor, username) };
});

export const DELETE = route(async (call) => {
  await eraseUser(call.actor, call.param("username"));
  return { status: 204 };
});
