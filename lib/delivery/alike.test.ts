import fc from "fast-check";
import { expect, it } from "vitest";
import { contextSchema } from "@/lib/flags/schema/context";
import { createSegment } from "@/lib/segments/mutations/create";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp } from "@/lib/testing/read-api";
import { evaluateFlags } from "@/lib/toggles/queries/explain";

/** Raised by hand for a long look: ALIKE=10000. */
const contexts = Number(process.env.ALIKE ?? 60);

const subjects = fc.record(
  {
    targetingKey: fc.oneof(fc.constantFrom("", "u-1", "u-2", "josé"), fc.string({ maxLength: 20 })),
    plan: fc.constantFrom("free", "pro", "team", 7, null),
    age: fc.oneof(fc.integer({ min: 0, max: 99 }), fc.constant("30")),
    version: fc.constantFrom("1.9.0", "v2.4", "2.4.0-rc.1", "no version"),
    address: fc.constantFrom<object | string>({ country: "FR" }, { country: "IT" }, {}, "FR"),
    company: fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean()),
  },
  { requiredKeys: [] },
);

const split = (by: string, exposure?: number) => ({
  split: [
    { variant: "on", weight: 37_412 },
    { variant: "off", weight: 62_588 },
  ],
  ...{ by, exposure },
});
const rule = (id: string, when: object, serve: object) => ({
  ...{ id, name: id, startsAt: null, endsAt: null },
  ...{ when, serve },
});

/** Flags that between them take every step there is. */
async function estate() {
  const app = await createApp();
  for (const key of ["base", "split", "rules", "toggled", "killed", "off", "company"])
    await app.flag(key, { salt: key }, key !== "off");
  await createSegment(app.as(), app.project, {
    ...{ key: "europe", name: "Europe", included: ["u-2"], excluded: ["u-1"] },
    conditions: { attribute: "address.country", op: "in", values: ["FR", "DE"] },
  });
  await app.state("base", {
    rules: [
      rule("europe", { segment: "europe" }, { variant: "on" }),
      rule("age", { not: { attribute: "age", op: "gte", values: [18] } }, split("plan")),
    ],
  });
  await app.state("split", { fallthrough: split("targetingKey", 60_000) });
  await app.state("rules", {
    prerequisites: [{ flag: "base", variants: ["on"] }],
    rules: [
      rule(
        "pro",
        { any: [{ attribute: "plan", op: "in", values: ["pro", "team"] }, { segment: "europe" }] },
        split("targetingKey", 50_000),
      ),
      rule("new", { attribute: "version", op: "semverGte", values: ["2.4.0"] }, { variant: "off" }),
    ],
  });
  await app.state("company", { fallthrough: split("company") });
  await app.state("killed", { killed: true });
  for (const key of ["toggled", "off", "killed"]) await app.toggle(key, "u-1", { variant: "off" });
  return app;
}

it("answers any context as the explanation says", async () => {
  const app = await estate();
  const { token } = await app.key("server");
  const mount = await openNodeMount();
  const poll = async (context: object) => {
    const response = await mount.fetch("/api/flags", {
      ...{ method: "POST", headers: { authorization: `Bearer ${token}` } },
      body: JSON.stringify({ context }),
    });
    return (await response.json()).flags;
  };

  await fc.assert(
    fc.asyncProperty(subjects, async (said) => {
      const context = contextSchema.parse(said);
      const { flags } = await evaluateFlags(app.as(), app.project, "production", { context });
      const polled = Object.entries(await poll(context));
      expect(polled.map(([key]) => key)).toEqual(Object.keys(flags));
      for (const [key, { metadata, ...answer }] of polled as [string, Record<string, object>][]) {
        const { steps, unknownAttributes, decidedBy, ...told } = flags[key]!;
        expect({ key, enabled: false, ...told }).toEqual({ key, ...answer });
        const rule = decidedBy && "rule" in decidedBy ? { rule: decidedBy.rule } : {};
        const bucket = typeof decidedBy?.bucket === "number" ? { bucket: decidedBy.bucket } : {};
        expect(metadata ?? {}).toEqual({ ...rule, ...bucket });
        expect(steps.length).toBeGreaterThan(0);
        expect(new Set(unknownAttributes).size).toBe(unknownAttributes.length);
      }
    }),
    { numRuns: contexts },
  );
  await mount.close();
}, 120_000);
