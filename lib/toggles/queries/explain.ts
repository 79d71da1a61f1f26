import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { requireEnvironment } from "@/lib/environments/queries";
import { Refusal } from "@/lib/errors";
import { type Evaluation, evaluateFlag, isFailed } from "@/lib/evaluation/evaluate";
import type { Subject } from "@/lib/evaluation/state";
import { canReadFlags, visibleFlag } from "@/lib/flags/policy";
import { compiled } from "@/lib/flags/queries/count";
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
    reader ? userFlagView.parse({ ...told, unknownAttributes: [] }) : userFlagGlance.parse(told),
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
  return answers.map(({ flag, answer }) => ({
    flag,
    told: { ...flag, ...explained(answer), toggle: toggles.get(flag.key) ?? null },
  }));
}

/** What a context gets of each visible flag in use, and what decided. `at`: another moment than now. */
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
    flags: Object.fromEntries(answers.map(({ flag, answer }) => [flag.key, explained(answer)])),
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
    include: { states: { where: { environmentId: environment.id } } },
    orderBy: { key: "asc" },
  });
  const known = flags.flatMap(({ states, ...flag }) =>
    states.map((state) => ({ flag, compiled: compiled(flag, state) })),
  );
  const byKey = new Map(known.map(({ flag, compiled }) => [flag.key, compiled]));
  const ruleset = { flags: byKey, segments: new Map() };
  return known.map(({ flag, compiled }) => ({
    flag,
    answer: evaluateFlag(ruleset, compiled, subject, now),
  }));
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
  if (isFailed(answer)) return { ...answer, decidedBy: null };
  const { enabled, value, variant, reason, decidedBy } = answer;
  return { enabled, value, variant, reason, decidedBy };
}

function onlyTheirOwn(): Refusal {
  return new Refusal("forbidden", "Members see their own flags only.");
}
