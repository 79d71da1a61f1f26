import fc from "fast-check";
import type { Json, SegmentDocument } from "@/lib/evaluation/state";
import { createSegment } from "@/lib/segments/mutations/create";
import { context, start, variants, type World } from "./flagd-worlds";
import type { TestApp } from "./read-api";

/** What an app may say: of the written flags below, or of a world's. Targeting keys beyond ASCII as well. */
export const anyContext = fc.oneof(
  context,
  fc.record(
    {
      targetingKey: fc.oneof(
        fc.constantFrom("", "u-1", "u-2", "josé"),
        // flagd reads " 1" and "01" as versions, which are none.
        fc.string({ maxLength: 20 }).filter((text) => !/\d/.test(text)),
      ),
      plan: fc.constantFrom("free", "pro", "team", 7, null),
      age: fc.oneof(fc.integer({ min: 0, max: 99 }), fc.constant("30")),
      version: fc.constantFrom("1.9.0", "v2.4", "2.4.0-rc.1", "no version"),
      address: fc.constantFrom<object | string>({ country: "FR" }, { country: "IT" }, {}, "FR"),
      company: fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean()),
      seen: fc.constantFrom("2126-11-30", "2126-12-02T00:00:00Z", "never", 0),
      ip: fc.constantFrom("10.1.2.3", "11.1.2.3", "::1"),
      groups: fc.constantFrom<unknown>(["staff", "beta"], ["beta"], "staff"),
    },
    { requiredKeys: [] },
  ),
);

/** Within some seconds of everything that time brings here. */
export const anyMoment = fc.integer({ min: -6_000, max: 6_000 }).map((later) => start + later);

const at = (second: number) => new Date(start + second * 1_000).toISOString();
const split = (by: string, exposure?: number | { at: string; weight: number }[]) => ({
  split: [
    { variant: "on", weight: 37_412 },
    { variant: "off", weight: 62_588 },
  ],
  ...{ by, exposure },
});
const rule = (id: string, when: object, serve: object, startsAt?: string, endsAt?: string) => ({
  ...{ id, name: id, startsAt: startsAt ?? null, endsAt: endsAt ?? null },
  ...{ when, serve },
});
const asks = (attribute: string, op: string, ...values: Json[]) => ({ attribute, op, values });

/** States that between them take every step there is. */
const states: Record<string, object> = {
  base: {
    rules: [
      rule("europe", { segment: "europe" }, { variant: "on" }),
      rule("age", { not: asks("age", "gte", 18) }, split("plan")),
    ],
  },
  split: { fallthrough: split("targetingKey", 60_000) },
  rules: {
    prerequisites: [{ flag: "base", variants: ["on"] }],
    rules: [
      rule(
        "pro",
        { any: [asks("plan", "in", "pro", "team"), { segment: "europe" }] },
        split("targetingKey", 50_000),
      ),
      rule("new", asks("version", "semverGte", "2.4.0"), { variant: "off" }),
    ],
  },
  company: { fallthrough: split("company") },
  timed: {
    fallthrough: { variant: "off" },
    rules: [
      rule("pro", asks("plan", "eq", "pro"), { variant: "on" }, at(-2), at(2)),
      rule("all", { all: [] }, split("plan"), at(1)),
    ],
  },
  steps: {
    rules: [
      rule(
        "team",
        asks("plan", "eq", "team"),
        split("company", [
          { at: at(-3), weight: 30_000 },
          { at: at(2), weight: 80_000 },
        ]),
        undefined,
        at(4),
      ),
    ],
    fallthrough: split("targetingKey", [
      { at: at(-1), weight: 20_000 },
      { at: at(1), weight: 60_000 },
      { at: at(3), weight: 100_000 },
    ]),
  },
  chained: {
    prerequisites: [
      { flag: "timed", variants: ["on"] },
      { flag: "off", variants: ["on", "off"] },
    ],
  },
  patterns: { rules: [rule("word", asks("company", "matches", "^[a-m]"), { variant: "off" })] },
  dates: { rules: [rule("lately", asks("seen", "after", "2126-12-01"), { variant: "off" })] },
  addresses: { rules: [rule("office", asks("ip", "cidr", "10.0.0.0/8"), { variant: "off" })] },
  lists: { rules: [rule("first", asks("groups.0", "eq", "staff"), { variant: "off" })] },
  killed: { killed: true },
};
/** What flagd has no words for. */
export const unsayable = ["addresses", "dates", "lists", "patterns"];

/** Gives an app those flags and a world's, stored as the API would. */
export async function fillEstate(app: TestApp, world: World): Promise<void> {
  for (const key of ["toggled", "off", ...Object.keys(states)])
    await app.flag(key, { salt: key }, key !== "off");
  const conditions = asks("address.country", "in", "FR", "DE");
  await segment(app, { key: "europe", conditions, included: ["u-2"], excluded: ["u-1"] });
  for (const [key, state] of Object.entries(states)) await app.state(key, state);
  const expiresAt = at(1);
  for (const key of ["toggled", "off", "killed"])
    await app.toggle(key, "u-1", { variant: "off", expiresAt: key === "off" ? expiresAt : null });
  await addWorld(app, world);
}

async function addWorld(app: TestApp, { flags, segments, toggles }: World): Promise<void> {
  for (const one of segments) await segment(app, one);
  for (const [key, { prerequisites, rules, ...state }] of Object.entries(flags)) {
    await app.flag(key, { type: "string", salt: `salt-${key}`, variants }, false);
    await app.state(key, {
      ...state,
      rules: rules.map((each, index) => ({ ...each, id: `r-${index}` })),
      // None may name a flag that is not there.
      prerequisites: prerequisites
        .filter(({ flag }) => flag !== "gone")
        .map((each) => ({ ...each, variants: [...new Set(each.variants)] })),
    });
  }
  for (const { user, flag, variant, expiresAt } of toggles) {
    const end = expiresAt === null ? null : new Date(expiresAt).toISOString();
    await app.toggle(flag, user, { variant, expiresAt: end });
  }
}

/** Nobody may be both in it and out of it by name. */
async function segment(app: TestApp, { included, excluded, ...rest }: SegmentDocument) {
  const named = included.filter((key) => !excluded.includes(key));
  await createSegment(app.as(), app.project, {
    ...{ ...rest, name: rest.key, included: named, excluded },
  });
}
