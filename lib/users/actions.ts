"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { createUser } from "@/lib/users/mutations/create";
import { updateUser } from "@/lib/users/mutations/update";
import { createUserSchema, username } from "@/lib/users/schema";

/** An empty field is left out: the targeting key is the username then. */
const withoutEmpty = (fields: unknown) =>
  Object.fromEntries(
    Object.entries(z.record(z.string(), z.string()).parse(fields)).filter(
      ([name, value]) => value !== "" || name === "username",
    ),
  );

export const createUserAction = formAction(
  z.preprocess(
    withoutEmpty,
    createUserSchema.pick({ username: true, targetingKey: true }).extend({ project: z.string() }),
  ),
  async (actor, { project, ...input }) => {
    const user = await createUser(actor, input);
    redirect(`/projects/${project}/users/${user.username}` as Route);
  },
);

export const confirmUserAction = formAction(z.object({ username }), async (actor, user) => {
  await updateUser(actor, user.username, { confirmed: true });
  return `${user.username} is confirmed: their configuration and own toggles reach client apps.`;
});
