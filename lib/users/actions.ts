"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { jsonText } from "@/lib/configurations/schema";
import { Refusal } from "@/lib/errors";
import type { Undo } from "@/lib/form-state";
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

const yes = z.stringbool();

/**
 * The form that takes a change of a user back. Each of them takes `seen`, the value as its writer knows it: whoever was
 * faster is not written over.
 */
const back = (
  form: string,
  fields: Record<"username" | "seen", string> & Undo["fields"],
): Undo => ({
  form,
  fields,
});

export const confirmUserAction = formAction(
  z.object({ username, confirmed: yes.default(true), seen: yes.optional() }),
  async (actor, { username, confirmed, seen }) => {
    const { before } = await updateUser(actor, username, { confirmed }, { confirmed: seen });
    const former = { confirmed: String(before.confirmed), seen: String(confirmed) };
    return {
      message: confirmed
        ? `${username} is confirmed: their configuration and own toggles reach client apps.`
        : `${username} is not confirmed: their configuration and own toggles reach no client app.`,
      undo: back("confirmUser", { username, ...former }),
    };
  },
);

const names = z.object({ username: z.string(), email: z.string().nullable() });

/** One's own names; an empty e-mail address takes it away. */
export const renameAction = formAction(
  renameSchema.extend({ seen: jsonText.pipe(names).optional() }),
  async (actor, { seen, ...names }) => {
    if (actor.username === null) throw new Refusal("forbidden", "Only people have names.");
    const { before } = await updateUser(actor, actor.username, names, seen);
    const former = { username: before.username ?? "", email: before.email ?? "" };
    const undo = back("rename", { ...former, seen: JSON.stringify(names) });
    return { message: "Your names are saved.", undo };
  },
);

const attributesText = jsonText.pipe(attributes);

export const describeUserAction = formAction(
  z.object({ username, attributes: attributesText, seen: attributesText.optional() }),
  async (actor, { username, attributes, seen }) => {
    const { before } = await updateUser(actor, username, { attributes }, { attributes: seen });
    const former = {
      attributes: JSON.stringify(before.attributes),
      seen: JSON.stringify(attributes),
    };
    return {
      message: `What is known of ${username} is saved.`,
      undo: back("describeUser", { username, ...former }),
    };
  },
);

export const changeTargetingKeyAction = formAction(
  z.object({ username, targetingKey, seen: targetingKey.optional() }),
  async (actor, { username, targetingKey, seen }) => {
    const patch = { targetingKey };
    const { before } = await updateUser(actor, username, patch, { targetingKey: seen });
    const former = { targetingKey: before.targetingKey ?? "", seen: targetingKey };
    return {
      message: `Apps ask for ${username} by ${targetingKey} from now on.`,
      undo: back("targetingKey", { username, ...former }),
    };
  },
);

export const setUserActiveAction = formAction(
  z.object({ username, active: yes, seen: yes.optional() }),
  async (actor, { username, active, seen }) => {
    const { before } = await updateUser(actor, username, { active }, { active: seen });
    const former = { active: String(before.active), seen: String(active) };
    return {
      message: active
        ? `${username} may sign in again.`
        : `${username} is signed out everywhere and may not sign in.`,
      undo: back("userActive", { username, ...former }),
    };
  },
);

/** A role confirms: taken back, `confirmed` says whether they were before. */
export const setRoleAction = formAction(
  z.object({
    username,
    role: z.enum(roles),
    confirmed: yes.optional(),
    seen: z.enum(roles).optional(),
  }),
  async (actor, { username, role, confirmed, seen }) => {
    const patch = { role, confirmed };
    const { before } = await updateUser(actor, username, patch, { role: seen });
    const former = { role: before.role, confirmed: String(before.confirmed), seen: role };
    return {
      message: `${username} is ${role} in all projects.`,
      undo: back("userRole", { username, ...former }),
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
