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
import {
  attributes,
  createUserSchema,
  renameSchema,
  roles,
  targetingKey,
  username,
} from "@/lib/users/schema";

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

/** The user as the form was opened over, or as a change left them: whoever was faster is not written over. */
const seen = z.string().max(40).optional();
const yes = z.stringbool();

type Updated = Awaited<ReturnType<typeof updateUser>>;

/** The form that takes a change of a user back. */
const back = (form: string, done: Updated, former: Record<string, string>) => ({
  form,
  fields: { username: done.username, seen: done.updatedAt.toISOString(), ...former },
});

export const confirmUserAction = formAction(
  z.object({ username, confirmed: yes.default(true), seen }),
  async (actor, { username, confirmed, seen }) => {
    const done = await updateUser(actor, username, { confirmed }, seen);
    return {
      message: confirmed
        ? `${username} is confirmed: their configuration and own toggles reach client apps.`
        : `${username} is not confirmed: their configuration and own toggles reach no client app.`,
      undo: back("confirmUser", done, { confirmed: String(done.before.confirmed) }),
    };
  },
);

/** One's own names; an empty e-mail address takes it away. */
export const renameAction = formAction(renameSchema.extend({ seen }), async (actor, input) => {
  const { seen, ...names } = input;
  if (actor.username === null) throw new Refusal("forbidden", "Only people have names.");
  const done = await updateUser(actor, actor.username, names, seen);
  const { username, email } = done.before;
  const former = { username: username ?? "", email: email ?? "" };
  return { message: "Your names are saved.", undo: back("rename", done, former) };
});

export const describeUserAction = formAction(
  z.object({ username, attributes: jsonText.pipe(attributes), seen }),
  async (actor, { username, attributes, seen }) => {
    const done = await updateUser(actor, username, { attributes }, seen);
    const former = { attributes: JSON.stringify(done.before.attributes) };
    return {
      message: `What is known of ${username} is saved.`,
      undo: back("describeUser", done, former),
    };
  },
);

export const changeTargetingKeyAction = formAction(
  z.object({ username, targetingKey, seen }),
  async (actor, { username, targetingKey, seen }) => {
    const done = await updateUser(actor, username, { targetingKey }, seen);
    const former = { targetingKey: done.before.targetingKey ?? "" };
    return {
      message: `Apps ask for ${username} by ${targetingKey} from now on.`,
      undo: back("targetingKey", done, former),
    };
  },
);

export const setUserActiveAction = formAction(
  z.object({ username, active: yes, seen }),
  async (actor, { username, active, seen }) => {
    const done = await updateUser(actor, username, { active }, seen);
    return {
      message: active
        ? `${username} may sign in again.`
        : `${username} is signed out everywhere and may not sign in.`,
      undo: back("userActive", done, { active: String(done.before.active) }),
    };
  },
);

/** A role confirms: taken back, `confirmed` says whether they were before. */
export const setRoleAction = formAction(
  z.object({ username, role: z.enum(roles), confirmed: yes.optional(), seen }),
  async (actor, { username, role, confirmed, seen }) => {
    const done = await updateUser(actor, username, { role, confirmed }, seen);
    const former = { role: done.before.role, confirmed: String(done.before.confirmed) };
    return {
      message: `${username} is ${role} in all projects.`,
      undo: back("userRole", done, former),
    };
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
