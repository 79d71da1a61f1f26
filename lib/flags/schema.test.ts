import { describe, expect, test } from "vitest";
import { createFlagSchema, listFlagsSchema, updateFlagSchema } from "@/lib/flags/schema";
import { contextSchema } from "@/lib/flags/schema/context";

const text = (length: number) => "x".repeat(length);
const wrong = (schema: typeof createFlagSchema, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ path }) => path.join("."));

describe("createFlagSchema", () => {
  test.each([
    [{ key: "a" }],
    [{ key: "Z.9_-" }],
    [{ key: text(128), name: text(200), description: text(5_000), tags: [text(60)] }],
    [{ key: "n", type: "number", variants: [{ key: "one", value: 1 }] }],
    [{ key: "s", type: "string", variants: [{ key: "one", value: "" }] }],
    [{ key: "o", type: "object", variants: [{ key: "one", value: {} }] }],
    [
      {
        key: "b",
        variants: [
          { key: "no", value: false },
          { key: "yes", value: true },
        ],
      },
    ],
    [{ key: "big", type: "string", variants: [{ key: "v", value: text(65_534) }] }],
  ])("takes %j", (input) => {
    expect(wrong(createFlagSchema, input)).toBeUndefined();
  });

  test.each([
    [{}, "key"],
    [{ key: "-a" }, "key"],
    [{ key: "a b" }, "key"],
    [{ key: text(129) }, "key"],
    [{ key: "a", name: "  " }, "name"],
    [{ key: "a", name: text(201) }, "name"],
    [{ key: "a", description: text(5_001) }, "description"],
    [{ key: "a", tags: [text(61)] }, "tags.0"],
    [{ key: "a", tags: Array.from({ length: 51 }, (_, n) => `${n}`) }, "tags"],
    [{ key: "a", type: "string" }, "variants"],
    [{ key: "a", type: "string", variants: [] }, "variants"],
    [{ key: "a", type: "string", variants: [{ key: "v", value: 1 }] }, "variants"],
    [{ key: "a", type: "number", variants: [{ key: "v", value: "1" }] }, "variants"],
    [{ key: "a", type: "object", variants: [{ key: "v", value: null }] }, "variants"],
    [{ key: "a", type: "object", variants: [{ key: "v", value: [] }] }, "variants"],
    [{ key: "a", variants: [{ key: "on", value: true }] }, "variants"],
    [
      {
        key: "a",
        variants: [
          { key: "x", value: true },
          { key: "x", value: false },
        ],
      },
      "variants",
    ],
    [
      { key: "a", type: "string", variants: [{ key: "v", value: text(65_535) }] },
      "variants.0.value",
    ],
    [{ key: "a", type: "string", variants: [{ key: "v w", value: "" }] }, "variants.0.key"],
    [{ key: "a", enabled: true }, ""],
    [{ key: "a", creator: "me" }, ""],
  ])("refuses %j", (input, path) => {
    expect(wrong(createFlagSchema, input)).toContain(path);
  });
});

describe("updateFlagSchema", () => {
  test.each(["key", "type", "salt"])("refuses to change the %s, by name", (field) => {
    const { error } = updateFlagSchema.safeParse({ [field]: "boolean" });
    expect(error?.issues).toMatchObject([
      { path: [field], message: expect.stringMatching(/keeps/) },
    ]);
  });
});

describe("listFlagsSchema", () => {
  test("wants to know the environment of a state", () => {
    expect(listFlagsSchema.safeParse({ state: "enabled" }).success).toBe(false);
    expect(listFlagsSchema.safeParse({ state: "enabled", env: "production" }).success).toBe(true);
  });

  test("gives at most 100 a page", () => {
    expect(listFlagsSchema.safeParse({ limit: "101" }).success).toBe(false);
    expect(listFlagsSchema.parse({ limit: "100" }).limit).toBe(100);
  });
});

describe("contextSchema", () => {
  test("takes 256 attributes and a targeting key of 256 characters, and no more", () => {
    const attributes = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${n}`, n]));
    const takes = (context: object) => contextSchema.safeParse(context).success;

    expect(takes({ ...attributes(256), targetingKey: text(256) })).toBe(true);
    expect(takes(attributes(257))).toBe(false);
    expect(takes({ targetingKey: text(257) })).toBe(false);
    expect(takes({ targetingKey: 17 })).toBe(false);
    expect(takes({ targetingKey: "🎏".repeat(256) })).toBe(true);
  });

  test("takes attributes nested 8 levels deep, and no deeper", () => {
    const nested = (levels: number): object | string => (levels === 0 ? "x" : [nested(levels - 1)]);
    const takes = (levels: number) => contextSchema.safeParse({ a: nested(levels) }).success;

    expect(takes(8)).toBe(true);
    expect(takes(9)).toBe(false);
  });
});
