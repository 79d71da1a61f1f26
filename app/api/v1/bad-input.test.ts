import fs from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { actorOf } from "@/lib/auth/request";
import { createActor, createFlag, createProject, unique } from "@/lib/testing/factories";
import { ledger } from "@/lib/testing/log";

// Whatever comes in through any door of the management API: an answer, never a 500, never half a write.

const settings = vi.hoisted(() => ({ HOST: "127.0.0.1", HOIST_SIGN_UP: "open" }));
vi.mock("@/lib/env", () => ({
  env: () => ({ ...settings, HOIST_SIGN_UP_ROLE: "member", NEXTAUTH_SECRET: "of this test only" }),
}));
vi.mock("@/lib/auth/request", async (original) => ({
  ...(await original<typeof import("@/lib/auth/request")>()),
  actorOf: vi.fn(),
}));

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

const doors = fs
  .readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("route.ts") && !path.startsWith("[...rest]"))
  .sort();

const texts = fc.oneof(
  fc.constantFrom("", " ", "\0", "\ud800", "on", "u-17", "default", "💥".repeat(90), "__proto__"),
  fc.constantFrom("2026-02-30T00:00:00Z", "9999-12-31T23:59:59.999Z", "+275760-09-13T00:00:00Z"),
  fc.constantFrom("a".repeat(70_000), "%", "' OR 1=1 --", "../..", "Ａ", "i̇", "ß", "\u2028"),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const numbers = fc.constantFrom(-1, 0, 0.5, 1e308, -0, 2 ** 53, 2 ** 31, 5e-324);
const leaf = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.dictionary(texts, tie("value"), { maxKeys: 4 }) },
  ),
}));

/** What the doors ask for, right more often than wrong, so that input comes past the schemas. */
const right: Record<string, unknown[]> = {
  key: ["fuzz", "a.b", "A"],
  name: ["Fuzz"],
  description: ["Words"],
  type: ["boolean", "string", "number", "object"],
  variants: [
    [
      { key: "on", value: true },
      { key: "off", value: false },
    ],
    [
      { key: "a", value: "\ud800" },
      { key: "a", value: {} },
    ],
  ],
  tags: [
    ["a", "b"],
    ["a", "a"],
  ],
  visibility: ["public", "restricted"],
  clientSide: [true],
  selfService: [false],
  salt: ["pepper"],
  enabled: [true, false],
  killed: [true, false],
  offVariant: ["off", "on", "none"],
  fallthrough: [{ variant: "on" }, { variant: "none" }, { split: [] }],
  rules: [
    [],
    [{ id: "r" }],
    [
      {
        when: { all: [{ attribute: "plan", op: "in", values: ["pro"] }, { segment: "europe" }] },
        serve: { split: [{ variant: "on", weight: 100_000 }], by: "targetingKey", exposure: 1_000 },
      },
    ],
  ],
  prerequisites: [[], [{ flag: "a" }], [{ flag: "a.b", variants: ["on"] }]],
  variant: ["on", "off", "none"],
  reason: ["because", null],
  expiresAt: ["2099-01-01T00:00:00.000Z", null],
  username: ["fuzz-user", "Fuzz-User"],
  targetingKey: ["fuzz-user", " "],
  email: ["fuzz@example.com", null],
  password: ["quiet harbour lamp", "password1234"],
  current: ["quiet harbour lamp"],
  next: ["another quiet lamp"],
  attributes: [{ plan: "pro", n: 1 }],
  role: ["viewer", "admin"],
  active: [true, false],
  confirmed: [true],
  value: [1, { a: [null] }, null],
  kind: ["client", "server"],
  allowedOrigins: [["https://app.example.com"], ["x"]],
  requireIdentity: [true],
  readOnly: [true],
  protected: [true, false],
  context: [{ targetingKey: "u-17", plan: "pro" }],
  login: ["fuzz-user"],
  action: ["enable", "tag", "archive", "restore"],
  environment: ["production", "staging"],
  tag: ["a"],
  flags: [[{ key: "a" }], [{ key: "a", version: 9 }], [], [{ key: "a" }, { key: "a" }]],
};
/** Bodies with the fields that a door's schema names, and now and then one that it does not. */
async function bodies(source: string) {
  const name = /\bbody\((\w+)\)/.exec(source)?.[1];
  if (!name) return value;
  const room = new RegExp(`\\b${name}\\b[^;]*? from "@/(.*)"`).exec(source)?.[1];
  const schema = (await import(join(process.cwd(), `${room}.ts`)))[name];
  const document = z.toJSONSchema(schema, { unrepresentable: "any", io: "input" });
  const kinds = (document.oneOf ?? document.anyOf ?? [document]) as { properties?: object }[];
  const names = new Set(kinds.flatMap(({ properties = {} }) => Object.keys(properties)));
  const fields = [...names].map((field) => {
    const good = fc.constantFrom(...(right[field] ?? [null]));
    return [field, fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: value })];
  });
  expect(fields, name).not.toEqual([]);
  const known = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  const other = fc.dictionary(texts, value, { maxKeys: 1 });
  return fc.oneof(
    { weight: 9, arbitrary: known },
    {
      weight: 1,
      arbitrary: fc.tuple(known, other).map(([known, other]) => ({ ...other, ...known })),
    },
  );
}

const query = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom(
        "limit",
        "cursor",
        "q",
        "state",
        "tag",
        "sort",
        "archived",
        "ended",
        "env",
        "flag",
      ),
      texts,
      { maxKeys: 3 },
    ),
  },
);
const headers = fc.record(
  {
    "if-match": fc.constantFrom('"1"', '"2"', "*", '"-1"', "W/x", '"99999999999"'),
    "x-comment": fc.constantFrom("ok", "fine", "%00", "%", "%F0%9F%92%A5"),
  },
  { requiredKeys: [] },
);

async function place() {
  const project = await createProject();
  const creator = await createActor("admin");
  const flag = await createFlag(project, { creator });
  const known: Record<string, string> = {
    project: project.key,
    environment: "production",
    key: flag.key,
    username: creator.username,
    targetingKey: unique("u"),
    id: crypto.randomUUID(),
  };
  vi.mocked(actorOf).mockImplementation(async (_request, trace) => ({ ...creator, trace }));
  return known;
}

describe.each(doors)("%s", (door) => {
  const path = join(import.meta.dirname, door);
  const source = fs.readFileSync(path, "utf8");
  const methods = [...source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)];
  // Hashing takes its time, and so does a stream until it ends.
  const slow = /sign-up|password|login|stream/.test(door);

  test.each(methods.map(([, method]) => method ?? ""))(
    "%s answers whatever comes in",
    { timeout: 60_000 },
    async (method) => {
      const handler: Handler = (await import(path))[method];
      const known = await place();
      const body = method === "GET" ? value : await bodies(source);
      const names = [...door.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => name ?? "");
      const segments = fc.record(
        Object.fromEntries(
          names.map((name) => [
            name,
            fc.oneof(
              { weight: 16, arbitrary: fc.constant(known[name] ?? "x") },
              { weight: 1, arbitrary: texts.filter((text) => text.isWellFormed()) },
              { weight: 1, arbitrary: fc.constantFrom("%", "%00", "%ED%A0%80") },
            ),
          ]),
        ),
      );
      const raw = fc.oneof(
        { weight: 12, arbitrary: body.map((fields) => JSON.stringify(fields)) },
        { weight: 1, arbitrary: value.map((value) => JSON.stringify(value)) },
        {
          weight: 1,
          arbitrary: fc.constantFrom("{", "[".repeat(5_000), '{"a":1e999}', "", "null"),
        },
      );

      await fc.assert(
        fc.asyncProperty(segments, query, headers, raw, async (params, query, headers, text) => {
          const address = new URL("http://hoist.test/api/v1/door");
          for (const [name, text] of Object.entries(query)) address.searchParams.set(name, text);
          const init = method === "GET" ? { headers } : { method, headers, body: text };
          const before = await ledger();
          const response = await handler(new Request(address, init), {
            params: Promise.resolve(params as Record<string, string>),
          });
          const answer = await response.text();
          expect(response.status, answer).toBeLessThan(500);
          if (response.status < 400) return;
          expect(response.headers.get("content-type")).toBe("application/problem+json");
          expect(JSON.parse(answer)).toMatchObject({ status: response.status });
          expect(await ledger()).toEqual(before);
        }),
        { numRuns: slow ? 12 : 40 },
      );
    },
  );
});
