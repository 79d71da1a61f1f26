"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { jsonText } from "@/lib/configurations/schema";
import { Refusal } from "@/lib/errors";
import { createUser } from "@/lib/users/mutations/create";
import { eraseUser } from "@/lib/users/mutations/erase";
import { updateUser } from "@/lib/users/mutations/update";
import { attributes, createUserSchema, roles, targetingKey, username } from "@/lib/users/schema";

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

export const describeUserAction = formAction(
  z.object({ username, attributes: jsonText.pipe(attributes) }),
  async (actor, { username, attributes }) => {
    await updateUser(actor, username, { attributes });
    return `What is known of ${username} is saved.`;
  },
);

export const changeTargetingKeyAction = formAction(
  z.object({ username, targetingKey }),
  async (actor, { username, targetingKey }) => {
    await updateUser(actor, username, { targetingKey });
    return `Apps ask for ${username} by ${targetingKey} from now on.`;
  },
);

export const setUserActiveAction = formAction(
  z.object({ username, active: z.enum(["true", "false"]) }),
  async (actor, { username, active }) => {
    await updateUser(actor, username, { active: active === "true" });
    return active === "true"
      ? `${username} may sign in again.`
      : `${username} is signed out everywhere and may not sign in.`;
  },
);

export const setRoleAction = formAction(
  z.object({ username, role: z.enum(roles) }),
  async (actor, { username, role }) => {
    await updateUser(actor, username, { role });
    return `${username} is ${role} in all projects.`;
  },
);

/** The name is typed once more: an erasure is for good. */
export const eraseUserAction = formAction(
  z.object({ username, typed: z.string(), project: z.string() }),
  async (actor, { username, typed, project }) => {
    if (typed.trim() !== username) {
      throw new Refusal("invalid", `Type ${username} to erase this person.`, { field: "typed" });
    }
    await eraseUser(actor, username);
    redirect(`/projects/${project}/users` as Route);
  },
);
