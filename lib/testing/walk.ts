import { type Actor, newTrace } from "@/lib/auth/actor";
import { systemActor } from "@/lib/auth/system";
import { commitChange } from "@/lib/change";
import { deleteConfiguration, putConfiguration } from "@/lib/configurations/mutations";
import { createEnvironment, updateEnvironment } from "@/lib/environments/mutations";
import { Refusal } from "@/lib/errors";
import { archiveFlag, restoreFlag } from "@/lib/flags/mutations/archive";
import { changeState } from "@/lib/flags/mutations/change-state";
import { createFlag } from "@/lib/flags/mutations/create";
import { deleteFlag } from "@/lib/flags/mutations/delete";
import { updateFlag } from "@/lib/flags/mutations/update";
import { createFlagSchema } from "@/lib/flags/schema";
import { changeStateSchema } from "@/lib/flags/schema/state";
import { createKey, revokeKey } from "@/lib/keys/mutations";
import { createKeySchema } from "@/lib/keys/schema";
import { deleteMembership, putMembership } from "@/lib/memberships/mutations";
import { createProject } from "@/lib/projects/mutations";
import { createSegment } from "@/lib/segments/mutations/create";
import { deleteSegment } from "@/lib/segments/mutations/delete";
import { putSegment } from "@/lib/segments/mutations/put";
import { createSegmentSchema, putSegmentSchema } from "@/lib/segments/schema";
import { unique } from "@/lib/testing/factories";
import { deleteToggle } from "@/lib/toggles/mutations/delete";
import { endToggle } from "@/lib/toggles/mutations/end";
import { putToggle } from "@/lib/toggles/mutations/put";
import { createToken, revokeToken } from "@/lib/tokens/mutations";
import { insertUser } from "@/lib/users/mutations/create";
import { eraseUser } from "@/lib/users/mutations/erase";
import { signOutEverywhere } from "@/lib/users/mutations/password";
import { updateUser } from "@/lib/users/mutations/update";

export type Person = Actor & { id: string; username: string; targetingKey: string };

/** Somebody whom the log knows of, as it would know anybody who signed up or was created. */
export async function enrol(
  role: "member" | "editor" | "admin",
  username: string,
  confirmed = true,
): Promise<Person> {
  const names = { username, targetingKey: username };
  const id = await commitChange(systemActor(), async (tx) => {
    const { user, entry } = await insertUser(tx, { ...names, role, confirmed });
    return { result: user.id, audit: [entry] };
  });
  return { ...systemActor(), kind: "user", role, id, ...names };
}

/** Draws from 0 up to, but not including, `below` (mulberry32); the same seed draws the same. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A project that many real changes of every kind are made to, at random but for the seed. Refused ones change nothing. */
export async function walk(seed: number, steps: number): Promise<void> {
  const roll = dice(seed);
  const one = <T>(list: readonly T[]): T => list[roll(list.length)]!;
  const admin = await enrol("admin", `admin-${seed}`);
  const member = await enrol("member", `member-${seed}`, false);
  const project = `walk-${seed}`;
  await createProject(admin, { key: project, name: undefined });

  const environments = ["development", "staging", "production"];
  let step = 0;
  // Keys of deleted flags are gone for ever: the walk goes on to others.
  const flag = () => `flag-${roll(3) + Math.floor(step / 100)}`;
  const user = () => `user-${roll(3)}`;
  const place = () => [project, flag(), one(["staging", "production", "production"])] as const;
  const boolean = () => roll(2) === 0;
  const text = { type: "string", variants: ["a", "b", "c"].map((key) => ({ key, value: key })) };
  const object = { type: "object", variants: [{ key: "x", value: { z: 1, a: [{ c: 1, b: 2 }] } }] };
  const keys: string[] = [];
  const tokens: string[] = [];
  const segment = () => `segment-${roll(3)}`;
  const condition = (): object =>
    one([
      { attribute: "plan", op: "in", values: [user(), roll(9)] },
      { all: [{ attribute: "age", op: "gte", values: [roll(99)] }] },
      { not: { attribute: "version", op: "semverLt", values: [`1.${roll(9)}.0`] } },
      { any: [{ segment: segment() }, { attribute: "ip", op: "cidr", values: ["10.0.0.0/8"] }] },
      { segment: segment() },
    ]);
  const exposure = () =>
    one([
      {},
      { exposure: roll(100_000) },
      { exposure: [{ at: new Date(Date.now() + roll(9_999)), weight: roll(100_000) }] },
    ]);
  const serve = () => {
    const [first, second] = one([
      ["on", "off"],
      ["a", "c"],
    ]);
    const weight = roll(100_000);
    const split = [
      { variant: first, weight },
      { variant: second, weight: 100_000 - weight },
    ];
    return one([{ variant: first }, { variant: "x" }, { split, by: user(), ...exposure() }]);
  };
  const rule = () => ({ name: user(), when: condition(), serve: serve() });
  const prerequisite = () => ({ flag: flag(), variants: [one(["on", "a"])] });
  const target = (as: Actor, state: object) =>
    changeState(
      as,
      ...place(),
      // Through JSON, as it comes over the wire: instants are texts there.
      changeStateSchema.parse(JSON.parse(JSON.stringify(state))),
      null,
    );
  const people = () => ({ included: [user()], excluded: [`other-${roll(3)}`] });
  type Act = (as: Actor) => Promise<unknown>;
  const targeting: Act[] = [
    (as) => target(as, { fallthrough: serve() }),
    (as) => target(as, { rules: [rule(), rule()].slice(roll(3)) }),
    (as) => target(as, { rules: [rule()], enabled: true, offVariant: one(["off", "b"]) }),
    (as) => target(as, { prerequisites: [prerequisite()].slice(roll(2)) }),
    (as) => {
      const conditions = condition();
      const input = { key: segment(), conditions, ...people() };
      return createSegment(as, project, createSegmentSchema.parse(input));
    },
    (as) => {
      const input = { name: user(), conditions: condition(), ...people() };
      return putSegment(as, project, segment(), putSegmentSchema.parse(input), null);
    },
  ];
  const seldom: Act[] = [
    (as) => deleteSegment(as, project, segment()),
    (as) => archiveFlag(as, project, flag()),
    (as) => deleteFlag(as, project, flag()),
    (as) => updateUser(as, user(), { targetingKey: `key-${roll(6)}` }),
    (as) => updateUser(as, user(), { active: boolean(), attributes: { plan: user() } }),
    (as) => signOutEverywhere(as),
    async (as) => {
      const key = `environment-${roll(3)}`;
      await createEnvironment(as, project, { key, name: undefined, protected: false });
      environments.push(key);
    },
    (as) => updateEnvironment(as, project, one(environments), { name: user() }, null),
  ];
  const often: Act[] = [
    (as) =>
      createFlag(
        as,
        project,
        createFlagSchema.parse({
          key: flag(),
          selfService: boolean(),
          ...one([{}, {}, text, object]),
        }),
      ),
    (as) => updateFlag(as, project, flag(), { clientSide: boolean(), tags: [flag()] }, null),
    (as) => restoreFlag(as, project, flag()),
    async (as) => {
      const key = flag();
      await archiveFlag(as, project, key);
      await one([restoreFlag, restoreFlag, restoreFlag, deleteFlag])(as, project, key);
    },
    (as) => changeState(as, ...place(), { enabled: true }, null),
    (as) => changeState(as, ...place(), { enabled: false }, null),
    (as) => changeState(as, ...place(), { killed: true }, null),
    (as) => changeState(as, ...place(), { killed: false }, null),
    (as) => changeState(as, ...place(), { offVariant: one(["on", "off", "b"]) }, null),
    (as) => changeState(as, ...place(), { fallthrough: { variant: one(["off", "b"]) } }, null),
    (as) => putToggle(as, ...place(), user(), { enabled: boolean(), reason: one(["", "why"]) }),
    (as) => putToggle(as, ...place(), user(), { variant: one(["on", "a", "b"]) }),
    (as) => {
      const expiresAt = new Date(Date.now() + 50 + roll(100_000)).toISOString();
      return putToggle(as, ...place(), user(), { enabled: true, expiresAt });
    },
    () => putToggle(member, ...place(), member.targetingKey, { enabled: boolean() }),
    (as) => endToggle(as, ...place(), user()),
    (as) => deleteToggle(as, ...place(), user()),
    (as) => updateUser(as, member.username, { confirmed: boolean() }),
    () => putConfiguration(member, member.username, user(), { value: { b: roll(3), a: [null] } }),
    () => deleteConfiguration(member, member.username, user()),
    async (as) => {
      const kind = one(["client", "server"]);
      const input = createKeySchema.parse({ name: "k", kind });
      keys.push((await createKey(as, project, one(environments), input)).id);
    },
    async (as) => keys.length > 0 && revokeKey(as, project, one(environments), one(keys)),
    async (as) => {
      const token = await createToken(as, { name: "t", readOnly: boolean(), expiresAt: null });
      tokens.push(token.id);
    },
    async (as) => tokens.length > 0 && revokeToken(as, one(tokens)),
  ];

  for (; step < steps; step++) {
    try {
      await one([...often, ...often, ...often, ...targeting, ...seldom])({
        ...admin,
        trace: newTrace(),
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    if (step % 100 === 99) await comeAndGo(admin, project, `guest-${seed}`);
  }
  await settle(admin, project, seed);
}

/** A flag that stays as it is, with all that targets it, whatever was drawn before. */
async function settle(admin: Actor, project: string, seed: number): Promise<void> {
  const as = () => ({ ...admin, trace: newTrace() });
  const { key } = await createFlag(as(), project, createFlagSchema.parse({ key: "settled" }));
  const named = createSegmentSchema.parse({ key: "settled", included: ["user-0"] });
  await createSegment(as(), project, named);
  const conditions = { attribute: "plan", op: "in", values: ["pro"] };
  const content = putSegmentSchema.parse({ name: "Settled", conditions, excluded: ["user-1"] });
  await putSegment(as(), project, "settled", content, null);
  const split = [{ variant: "on", weight: 100_000 }];
  const serve = { split, by: "targetingKey", exposure: 25_000 };
  const state = { rules: [{ when: { segment: "settled" }, serve }], fallthrough: serve };
  await changeState(as(), project, key, "production", changeStateSchema.parse(state), null);
  for (let number = 0; number < 8; number++)
    await putToggle(as(), project, key, "production", `settled-${seed}-${number}`, {
      enabled: true,
    });
}

/** Somebody is given everything a person can have here, and is erased; the next one takes the same name. */
async function comeAndGo(admin: Actor, project: string, username: string): Promise<void> {
  const as = () => ({ ...admin, trace: newTrace() });
  const guest = await enrol("member", username, false);
  const { key } = await createFlag(as(), project, createFlagSchema.parse({ key: unique("guest") }));
  for (const environment of ["staging", "production"]) {
    await putToggle(as(), project, key, environment, username, { enabled: true, reason: "why" });
  }
  await putConfiguration(guest, username, "theme", { value: "dark" });
  await createToken(
    { ...guest, trace: newTrace() },
    { name: "t", readOnly: true, expiresAt: null },
  );
  await updateUser(as(), username, { attributes: { plan: "pro" } });
  await putMembership(as(), project, username, { role: "viewer" });
  await putMembership(as(), project, username, { role: "editor" });
  await deleteMembership(as(), project, username);
  await putMembership(as(), project, username, { role: "admin" });
  await eraseUser(as(), username);
}
