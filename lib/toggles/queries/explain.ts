import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requireEnvironment } from "@/lib/environments/queries";
import { Refusal } from "@/lib/errors";
import { canReadFlags } from "@/lib/flags/policy";
import { flagDocument } from "@/lib/flags/schema";
import type { Context, EvaluateInput } from "@/lib/flags/schema/context";
import type { User } from "@/lib/generated/prisma/client";
import { canReadToggles } from "@/lib/toggles/policy";
import { type Asked, answersFor } from "@/lib/toggles/queries/answers";
import {
  type ExplainedFlag,
  type MyFeature,
  myFeature,
  type UserFlagGlance,
  type UserFlagView,
  userFlagGlance,
  userFlagView,
} from "@/lib/toggles/schema";
import { requireUser } from "@/lib/users/queries";

/** What a person gets of every visible flag in use, with the attributes known of them, and why. */
export async function userFlags(
  actor: Actor,
  projectKey: string,
  username: string,
  environmentKey: string,
): Promise<(UserFlagView | UserFlagGlance)[]> {
  const environment = await requireEnvironment(actor, projectKey, environmentKey);
  const user = await requireUser(actor, username);
  const reader = canReadToggles(actor, environment.project.id);
  if (!reader && user.id !== actor.id) throw onlyTheirOwn();

  const answers = await answersFor(actor, environment, known(user));
  return answers.map((one) =>
    reader ? userFlagView.parse(told(one)) : userFlagGlance.parse(told(one)),
  );
}

/** What the actor gets of every public flag in use, and what those that offer themselves can serve. */
export async function myFeatures(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
): Promise<MyFeature[]> {
  const environment = await requireEnvironment(actor, projectKey, environmentKey);
  const user = await requireUser(actor, actor.username ?? "");
  const answers = await answersFor(actor, environment, known(user));
  return answers
    .filter(({ flag }) => flag.visibility === "public")
    .map((one) => {
      const flag = told(one);
      return myFeature.parse({ ...flag, choices: flag.selfService ? flag.variants : [] });
    });
}

/** What a context gets of each visible flag in use, with every step that led there. `at`: another moment than now. */
export async function evaluateFlags(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
  input: EvaluateInput,
) {
  const environment = await requireEnvironment(actor, projectKey, environmentKey);
  if (!canReadFlags(actor, environment.project.id)) throw onlyTheirOwn();
  const asked = askedBy(input);
  const answers = await answersFor(actor, environment, asked);
  return {
    environment: environment.key,
    at: asked.at.toISOString(),
    flags: Object.fromEntries(
      answers.map(({ flag, answer, trace }) => [flag.key, { ...answer, ...trace }]),
    ),
  };
}

/** The same for the console, in the order of the flags' keys, with their names and toggles. */
export async function explainFlags(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
  input: EvaluateInput,
): Promise<ExplainedFlag[]> {
  const environment = await requireEnvironment(actor, projectKey, environmentKey);
  if (!canReadFlags(actor, environment.project.id)) throw onlyTheirOwn();
  const answers = await answersFor(actor, environment, askedBy(input));
  return answers.map((one) => ({
    ...userFlagView.parse(told(one)),
    ...("errorDetails" in one.answer && { errorDetails: one.answer.errorDetails }),
    steps: one.trace.steps,
  }));
}

/** The context that is known of a person: their targeting key and the attributes that are stored. */
export async function contextOf(actor: Actor, username: string): Promise<Context> {
  const { targetingKey, attributes } = known(await requireUser(actor, username));
  return { ...attributes, targetingKey };
}

type Person = Pick<User, "targetingKey" | "attributes">;

function known({ targetingKey, attributes }: Person) {
  const stored = z.record(z.string(), z.json()).parse(attributes);
  return { targetingKey, attributes: stored, at: new Date() };
}

function askedBy({ context, keys, at }: EvaluateInput): Asked {
  const { targetingKey: said, ...attributes } = context;
  const targetingKey = typeof said === "string" && said !== "" ? said : null;
  return { targetingKey, attributes, keys, at: at === undefined ? new Date() : new Date(at) };
}

function told({ flag, answer, trace, toggle }: Awaited<ReturnType<typeof answersFor>>[number]) {
  // None where somebody damaged them by hand: then it has no value either, and says why.
  const variants = flagDocument.shape.variants.safeParse(flag.variants).data ?? [];
  return { ...flag, variants, ...answer, unknownAttributes: trace.unknownAttributes, toggle };
}

function onlyTheirOwn(): Refusal {
  return new Refusal("forbidden", "Members see their own flags only.");
}
