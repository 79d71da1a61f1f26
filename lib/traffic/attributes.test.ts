import { expect, it } from "vitest";
import { attributeAt } from "@/lib/evaluation/attribute";
import type { Json } from "@/lib/evaluation/state";
import { attributesOf } from "./attributes";

const of = (...said: { [name: string]: Json }[]) =>
  attributesOf(said.map((attributes) => ({ targetingKey: "someone", attributes })));

it("tells names and types, most frequent first, and never a value", async () => {
  const found = await of(
    { plan: "secret-plan", age: 41, beta: true, groups: ["secret-group"], none: null },
    { plan: 7, age: 42 },
    { plan: "other" },
  );
  expect(found).toEqual([
    { name: "plan", types: ["number", "string"] },
    { name: "age", types: ["number"] },
    { name: "beta", types: ["boolean"] },
    { name: "groups", types: ["array"] },
  ]);
  expect(JSON.stringify(found)).not.toContain("secret");
});

it("tells nested names by the path that conditions read them by", async () => {
  const attributes = { company: { "a.b": "x", address: { city: "Rome" } }, "c\\d": 1, empty: {} };
  const found = await of(attributes);
  expect(found.map(({ name }) => name)).toEqual([
    "c\\\\d",
    "company.a\\.b",
    "company.address.city",
  ]);
  for (const { name } of found)
    expect(
      attributeAt(name).read({ targetingKey: null, attributes, toggles: new Map() }),
    ).toBeDefined();
});

it("leaves out names that are somebody's: addresses, long ones, and members of a list by name", async () => {
  const people = (from: number) =>
    Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`person-${from + at}`, { seen: true }]),
    );
  const attributes = { "ada@example.com": 1, ["n".repeat(65)]: 1, "": 1, ["n".repeat(64)]: 1 };
  const found = await of({ ...attributes, few: people(0), many: people(0) }, { many: people(20) });
  const names = found.map(({ name }) => name);
  expect(names).toContain("n".repeat(64));
  expect(names).toContain("few.person-3.seen");
  expect(names.filter((name) => /@|^n{65}$|^$|^many/.test(name))).toEqual([]);
});

it("tells two hundred at most, the most frequent", async () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`attribute-${at}`, 1]));
  const found = await of(many, { "attribute-299": 1 });
  expect([found.length, found[0]?.name]).toEqual([200, "attribute-299"]);
});
