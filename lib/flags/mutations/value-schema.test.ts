import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import type { Refusal } from "@/lib/errors";
import { createFlag } from "@/lib/flags/mutations/create";
import { updateFlag } from "@/lib/flags/mutations/update";
import { assertFits } from "@/lib/flags/mutations/value-schema";
import { createFlagSchema, updateFlagSchema } from "@/lib/flags/schema";
import { again, createActor, createProject } from "@/lib/testing/factories";
import { expectAuditRow, expectNoTrace } from "@/lib/testing/log";

const limits = {
  type: "object",
  properties: {
    limit: { type: "integer", maximum: 100 },
    plan: { enum: ["pro", "team"] },
    code: { type: "string", pattern: "^[a-z]+$" },
  },
  required: ["limit"],
  additionalProperties: false,
};
const variants = (...values: object[]) =>
  values.map((value, index) => ({ key: `v${index}`, value }) as never);

function refused(schema: object, ...values: object[]): Refusal | null {
  try {
    assertFits("object", schema as Record<string, unknown>, variants(...values));
    return null;
  } catch (error) {
    return error as Refusal;
  }
}

describe("the schema of an object flag's values", () => {
  test("takes values that fit it", () => {
    expect(refused(limits, { limit: 1 }, { limit: 100, plan: "pro", code: "abc" })).toBeNull();
    expect(refused({}, { anything: [1, { goes: true }] })).toBeNull();
    const list = {
      $defs: { n: { type: "number" } },
      properties: { a: { items: { $ref: "#/$defs/n" } } },
    };
    expect(refused(list, { a: [1, 2] })).toBeNull();
    expect(refused(list, { a: [1, "2"] })?.errors).toEqual([
      { path: "variants.0.value.a.1", message: "v0.a.1 must be number." },
    ]);
  });

  test("says of every value where it is wrong", () => {
    const wrong = { limit: 1.5, plan: "free", "a/b~c": 1, code: "A" };
    expect(refused(limits, { limit: 1 }, {}, wrong)).toMatchObject({
      code: "invalid",
      errors: [
        { path: "variants.1.value.limit", message: "v1.limit is missing." },
        { path: "variants.2.value.a/b~c", message: "v2.a/b~c is not in the schema." },
        { path: "variants.2.value.limit", message: "v2.limit must be integer." },
        { path: "variants.2.value.plan", message: 'v2.plan must be one of ["pro","team"].' },
        { path: "variants.2.value.code", message: 'v2.code must match pattern "^[a-z]+$".' },
      ],
    });
  });

  test.each([
    [{ type: "objekt" }, "schema.type", /must be one of/],
    [{ properties: { limit: { minimum: "1" } } }, "schema.properties.limit.minimum", /number/],
    [{ propertis: {} }, "schema", /unknown keyword: "propertis"/],
    [{ $ref: "https://example.com/schema.json" }, "schema", /can't resolve reference/],
    [{ $ref: "#/$defs/none" }, "schema", /can't resolve reference/],
    [{ $schema: "http://json-schema.org/draft-04/schema#" }, "schema", /leave \$schema out/],
    [{ $async: true }, "schema", /no \$async/],
    [{ properties: { a: { pattern: "(" } } }, "schema", /pattern cannot be read/],
    [{ properties: { a: { pattern: "(a)\\1" } } }, "schema", /pattern cannot be read/],
    [{ patternProperties: { "(?=a)": {} } }, "schema", /pattern cannot be read/],
    [{ properties: { a: { pattern: "(a{0,900}b{0,900})" } } }, "schema", /too large/],
  ])("is refused when it is %j", (schema, path, message) => {
    expect(refused(schema, { a: "a" })).toMatchObject({
      code: "invalid",
      errors: [{ path, message: expect.stringMatching(message) }],
    });
  });

  test("runs its patterns in linear time", () => {
    const schema = { properties: { a: { pattern: "^(a+)+$" } } };
    expect(refused(schema, { a: `${"a".repeat(50_000)}!` })).toMatchObject({
      errors: [{ path: "variants.0.value.a" }],
    });
  });

  test("ends when it leads back to itself or doubles at each step", () => {
    expect(refused({ $ref: "#" }, {})).toMatchObject({
      errors: [{ path: "schema", message: "The schema leads back to itself." }],
    });
    const steps = Array.from({ length: 40 }, (_, index) => {
      const next = { $ref: `#/$defs/s${index + 1}` };
      return [`s${index}`, { allOf: [next, next], not: { required: ["x"] } }];
    });
    const doubling = { $defs: { ...Object.fromEntries(steps), s40: {} }, $ref: "#/$defs/s0" };
    expect(refused(doubling, {})).toMatchObject({
      errors: [{ path: "schema", message: expect.stringMatching(/take too long/) }],
    });
  });

  test("is at most 32 KiB and 64 levels large, and an object", () => {
    const parse = (schema: unknown) => updateFlagSchema.safeParse({ schema }).success;
    const nested = (levels: number): object => (levels === 1 ? {} : { not: nested(levels - 1) });
    expect(parse({ description: "x".repeat(32_700) })).toBe(true);
    expect(parse({ description: "x".repeat(32_768) })).toBe(false);
    expect(parse(nested(64))).toBe(true);
    expect(parse(nested(65))).toBe(false);
    expect(parse(true)).toBe(false);
  });
});

describe("a flag with a schema", () => {
  async function place() {
    const project = await createProject();
    const actor = await createActor("editor");
    const fields = {
      key: "limits",
      type: "object",
      variants: variants({ limit: 10 }, { limit: 0 }),
    };
    const create = (more: object) =>
      createFlag(again(actor), project.key, createFlagSchema.parse({ ...fields, ...more }));
    const update = (patch: object) =>
      updateFlag(again(actor), project.key, "limits", updateFlagSchema.parse(patch), null);
    const stored = () => database().featureFlag.findFirst({ where: { projectId: project.id } });
    return { create, update, stored };
  }

  test("is made, changed and freed of it, told each time", async () => {
    const { create, update, stored } = await place();
    const { id } = await create({ schema: limits });
    expect((await stored())?.schema).toEqual(limits);
    const told = (action: string, row: object) => expectAuditRow({ action, flagId: id }, row);
    await told("flag.create", { after: expect.objectContaining({ schema: limits }) });

    expect(await expectNoTrace(() => update({ schema: limits }))).toBeUndefined();
    await update({ schema: null });
    expect((await stored())?.schema).toBeNull();
    await told("flag.update", {
      before: expect.objectContaining({ schema: limits }),
      after: expect.objectContaining({ schema: null }),
    });
    await update({ variants: variants({ other: 1 }, {}) });
  });

  test("keeps values out that do not fit, and a schema that they do not fit", async () => {
    const { create, update } = await place();
    const strict = { ...limits, properties: { limit: { maximum: 5 } } };
    const misfit = { code: "invalid", errors: [{ path: "variants.0.value.limit" }] };

    expect(await expectNoTrace(() => create({ schema: strict }))).toMatchObject(misfit);
    await create({ schema: limits });
    expect(await expectNoTrace(() => update({ schema: strict }))).toMatchObject(misfit);
    expect(
      await expectNoTrace(() => update({ variants: variants({ limit: "1" }, { limit: 0 }) })),
    ).toMatchObject(misfit);
    await update({ schema: strict, variants: variants({ limit: 5 }, { limit: 0 }) });
  });

  test("is an object flag", async () => {
    const { create, update } = await place();
    const text = { type: "string", variants: [{ key: "a", value: "a" }] };
    await expect(async () => create({ ...text, schema: {} })).rejects.toThrow(
      /Only an object flag/,
    );
    await create(text);
    expect(await expectNoTrace(() => update({ schema: {} }))).toMatchObject({
      code: "invalid",
      errors: [{ path: "schema", message: "Only an object flag has a schema." }],
    });
  });
});
