import { route } from "@/lib/rest";
import { signOutEverywhere } from "@/lib/users/mutations/password";

export const POST = route(async ({ actor }) => {
  await signOutEverywhere(actor);
  return { status: 204 };
});
