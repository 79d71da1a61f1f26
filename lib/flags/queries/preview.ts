import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import { attributeAt } from "@/lib/evaluation/attribute";
import { type CompiledFlag, compile } from "@/lib/evaluation/compile";
import { evaluateFlag, isFailed } from "@/lib/evaluation/evaluate";
import { CannotCompile } from "@/lib/evaluation/failure";
import type { Ruleset } from "@/lib/evaluation/ruleset";
import type { StateDocument, Subject, Toggle } from "@/lib/evaluation/state";
import { canChangeFlag } from "@/lib/flags/policy";
import { requireState } from "@/lib/flags/queries";
import { attributesAsked, momentsOf } from "@/lib/flags/queries/asked";
import { rulesetOf } from "@/lib/flags/queries/ruleset";
import { readFlag, readState } from "@/lib/flags/queries/stored";
import { storedCondition } from "@/lib/flags/schema/condition";
import type { PreviewState, StatePreview } from "@/lib/flags/schema/preview";
import { askEffect } from "@/lib/traffic/ask";

/** Bounds of one preview. */
const mostUsers = 5_000;
const mostMoments = 6;
const mostNames = 10;

/**
 * How many stored users would get another variant of the flag, and how many of the contexts that apps sent lately, evaluated
 * before and after. Changes nothing. What is not known of either, the answer says.
 */
export async function previewState(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
  patch: PreviewState,
): Promise<StatePreview> {
  const { flag, state } = await requireState(actor, projectKey, key, environmentKey);
  const stored = readState(flag, state);
  const on = { ...stored, enabled: true, killed: false };
  const rules = patch.rules?.map((rule, index) => ({ ...rule, id: rule.id ?? `new-${index}` }));
  const planned = { ...on, ...patch, rules: rules ?? on.rules };

  const document = { ...readFlag(flag), archived: flag.archivedAt !== null };
  const around = await rulesetOf({ id: state.environmentId, project: { id: flag.projectId } });
  const ruleset = (own: StateDocument): Ruleset => {
    const planned = made(() => compile(document, own));
    const get = (other: string) => (other === key ? planned : around.flags.get(other));
    return { flags: { get }, segments: around.segments };
  };
  const [before, after] = [ruleset(on), ruleset(planned)];

  const now = Date.now();
  const known = [now, ...momentsOf([on, planned], now)];
  const moments = known.slice(0, mostMoments);
  const asked = attributesAsked(planned, await segmentConditions(flag.projectId));
  const [{ total, people }, effect] = await Promise.all([
    subjects(state.environmentId),
    // What apps say of people is told, in numbers alone, to whoever may make the change: others could guess with it.
    canChangeFlag(actor, flag)
      ? askEffect({
          environmentId: state.environmentId,
          flag: document,
          before: on,
          after: planned,
          moments,
          attributes: asked,
        })
      : null,
  ]);
  const changes = moments.map((at) =>
    people.flatMap(({ username, subject }) => {
      const [old, next] = [variant(before, key, subject, at), variant(after, key, subject, at)];
      return old === next ? [] : [{ username, before: old, after: next }];
    }),
  );
  return {
    users: total,
    evaluated: people.length,
    asIfOn: !stored.enabled || stored.killed,
    moments: moments.map((at, index) => ({
      at: index === 0 ? null : new Date(at).toISOString(),
      changed: changes[index]?.length ?? 0,
    })),
    laterMoments: known.length - moments.length,
    first: (changes.find((each) => each.length > 0) ?? [])
      .toSorted((a, b) => a.username.localeCompare(b.username))
      .slice(0, mostNames),
    unknown: asked
      .map((attribute, index) => ({
        attribute,
        users: people.filter(({ subject }) => attributeAt(attribute).read(subject) === undefined)
          .length,
        contexts: effect?.without[index] ?? 0,
      }))
      .filter(({ users, contexts }) => users + contexts > 0),
    traffic: effect && {
      contexts: effect.contexts,
      isPart: effect.isPart,
      minutes: effect.minutes,
      changed: effect.changed,
    },
  };
}

function made(compiled: () => CompiledFlag): CompiledFlag {
  try {
    return compiled();
  } catch (error) {
    if (error instanceof CannotCompile) throw new Refusal("invalid", error.message);
    throw error;
  }
}

function variant(ruleset: Ruleset, key: string, subject: Subject, at: number): string {
  const flag = ruleset.flags.get(key);
  const answer = flag && evaluateFlag(ruleset, flag, subject, at).answer;
  return answer && !isFailed(answer) ? answer.variant : "no value";
}

async function segmentConditions(projectId: string) {
  const rows = await database().segment.findMany({
    where: { projectId },
    select: { key: true, conditions: true },
  });
  return new Map(
    rows.flatMap(({ key, conditions }) => {
      const read = storedCondition.safeParse(conditions);
      return read.success ? [[key, { conditions: read.data }] as const] : [];
    }),
  );
}

const attributes = z.record(z.string(), z.json());

/** The newest users as apps would ask for them, with those of their toggles that count. */
async function subjects(environmentId: string) {
  const where = { targetingKey: { not: null }, username: { not: null } };
  const [total, users] = await Promise.all([
    database().user.count({ where }),
    database().user.findMany({ where, orderBy: { id: "desc" }, take: mostUsers }),
  ]);
  const toggles = await database().toggle.findMany({
    where: { environmentId, userId: { gte: users.at(-1)?.id } },
    include: {
      state: { select: { flag: { select: { key: true } } } },
      user: { select: { confirmed: true } },
    },
  });
  const byUser = new Map<string, Map<string, Toggle>>();
  for (const { userId, state, variant, expiresAt, selfService, user } of toggles) {
    if (selfService && !user.confirmed) continue;
    const own = byUser.get(userId) ?? new Map<string, Toggle>();
    own.set(state.flag.key, { variant, expiresAt: expiresAt?.getTime() ?? null });
    byUser.set(userId, own);
  }
  const people = users.map((user) => ({
    username: user.username ?? "",
    subject: {
      targetingKey: user.targetingKey,
      attributes: attributes.parse(user.attributes),
      toggles: byUser.get(user.id) ?? new Map<string, Toggle>(),
    },
  }));
  return { total, people };
}
