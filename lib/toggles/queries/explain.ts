import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { requireEnvironment } from "@/lib/environments/queries";
import { Refusal } from "@/lib/errors";
import { type Evaluation, evaluate, isFailed } from "@/lib/evaluation/evaluate";
import type { Subject } from "@/lib/evaluation/state";
import { Tracer } from "@/lib/evaluation/trace";
import { canReadFlags, visibleFlag } from "@/lib/flags/policy";
import { rulesetOf } from "@/lib/flags/queries/ruleset";
import type { EvaluateInput } from "@/lib/flags/schema";
import type { Prisma, User } from "@/lib/generated/prisma/client";
import { canReadToggles } from "@/lib/toggles/policy";
import { isPending, people, unexpired, view } from "@/lib/toggles/queries/view";
import {
  type MyFeature,
  myFeature,
  type UserFlagGlance,
  type UserFlagView,
  userFlagGlance,
  userFlagView,
} from "@/lib/toggles/schema";
import { requireUser } from "@/lib/users/queries";

const withFlag = {
  ...people,
  state: { select: { flag: { select: { key: true } } } },
} as const satisfies Prisma.ToggleInclude;
type RowWithFlag = Prisma.ToggleGetPayload<{ include: typeof withFlag }>;

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

  return (await answersFor(actor, environment, user)).map(({ told }) =>
    reader ? userFlagView.parse(told) : userFlagGlance.parse(told),
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
  const answers = await answersFor(actor, environment, user);
  return answers
    .filter(({ flag }) => flag.visibility === "public")
    .map(({ flag, told }) =>
      myFeature.parse({ ...told, choices: flag.selfService ? flag.variants : [] }),
    );
}

type Person = Pick<User, "id" | "targetingKey" | "attributes">;

/** A person's flags with the attributes known of them. */
async function answersFor(actor: Actor, environment: Place, user: Person) {
  const now = new Date();
  const stored = await database().toggle.findMany({
    where: { environmentId: environment.id, userId: user.id, ...unexpired(now) },
    include: withFlag,
  });
  const toggles = new Map(stored.map((toggle) => [toggle.state.flag.key, view(toggle)]));
  const { targetingKey } = user;
  const attributes = z.record(z.string(), z.json()).parse(user.attributes);
  const subject = { targetingKey, attributes, toggles: delivered(stored) };
  const answers = await evaluateAll(actor, environment, subject, now.getTime());
  return answers.map(({ flag, answer, trace: { unknownAttributes } }) => ({
    flag,
    told: {
      ...flag,
      ...explained(answer),
      unknownAttributes,
      toggle: toggles.get(flag.key) ?? null,
    },
  }));
}

/** What a context gets of each visible flag in use, with every step that led there. `at`: another moment than now. */
export async function evaluateFlags(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
  { context, keys, at }: EvaluateInput,
) {
  const environment = await requireEnvironment(actor, projectKey, environmentKey);
  if (!canReadFlags(actor, environment.project.id)) throw onlyTheirOwn();

  const { targetingKey: said, ...attributes } = context;
  const targetingKey = typeof said === "string" && said !== "" ? said : null;
  const stored =
    targetingKey === null
      ? []
      : await database().toggle.findMany({
          where: { environmentId: environment.id, user: { targetingKey } },
          include: withFlag,
        });
  const subject = { targetingKey, attributes, toggles: delivered(stored) };
  const now = at === undefined ? Date.now() : Date.parse(at);
  const answers = await evaluateAll(actor, environment, subject, now, keys);
  return {
    environment: environment.key,
    at: new Date(now).toISOString(),
    flags: Object.fromEntries(
      answers.map(({ flag, answer, trace }) => [flag.key, { ...explained(answer), ...trace }]),
    ),
  };
}

type Place = { id: string; project: { id: string } };

async function evaluateAll(
  actor: Actor,
  environment: Place,
  subject: Subject,
  now: number,
  keys?: string[],
) {
  const flags = await database().featureFlag.findMany({
    where: {
      AND: [
        visibleFlag(actor, environment.project.id),
        { archivedAt: null, key: keys && { in: keys } },
      ],
    },
    orderBy: { key: "asc" },
  });
  const ruleset = await rulesetOf(environment);
  return flags.map((flag) => {
    const tracer = new Tracer();
    const answer = evaluate(ruleset, flag.key, subject, now, tracer);
    return { flag, answer, trace: tracer.trace };
  });
}

/** The toggles that reach client apps, by flag key. */
function delivered(stored: RowWithFlag[]): Subject["toggles"] {
  return new Map(
    stored
      .filter((toggle) => !isPending(toggle))
      .map(({ state, variant, expiresAt }) => [
        state.flag.key,
        { variant, expiresAt: expiresAt?.getTime() ?? null },
      ]),
  );
}

function explained(answer: Evaluation) {
  if (isFailed(answer)) {
    const { reason, errorCode, errorDetails } = answer;
    return { reason, errorCode, errorDetails, decidedBy: null };
  }
  const { enabled, value, variant, reason, decidedBy, bucket } = answer;
  return { enabled, value, variant, reason, decidedBy: { ...decidedBy, bucket } };
}

function onlyTheirOwn(): Refusal {
  return new Refusal("forbidden", "Members see their own flags only.");
}
