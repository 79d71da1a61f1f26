import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ids } from "./ids";
import { People } from "./people";

describe("ids", () => {
  it("are numbered as they come, and found again, UUIDs or not", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(fc.uuid(), fc.string()), { minLength: 50, maxLength: 200 }),
        (texts) => {
          const ids = new Ids();
          for (const [number, text] of texts.entries()) {
            expect(ids.numberOf(text)).toBeUndefined();
            expect(ids.add(text)).toBe(number);
          }
          expect(texts.map((text) => ids.numberOf(text))).toEqual([...texts.keys()]);
          expect([...ids.all()]).toEqual(texts.map((text, number) => [text, number]));
        },
      ),
    );
  });
});

describe("people", () => {
  const person = (id: string, targetingKey: string | null) => ({
    ...{ id, targetingKey, confirmed: true, active: true, epoch: 0 },
  });

  it("are found by the targeting keys that they have now, whatever they had before", () => {
    const names = fc.constantFrom("a", "b", "c", "d", null);
    const change = fc.tuple(fc.nat({ max: 30 }), names);
    const changes = fc.array(change, { minLength: 100, maxLength: 300 });
    fc.assert(
      fc.property(changes, (changes) => {
        const ids = Array.from({ length: 31 }, () => randomUUID());
        const people = new People();
        const holders = new Map<string, string>();
        const keys = new Map<string, string | null>();
        for (const [at, key] of changes) {
          const id = ids[at]!;
          for (const [name, holder] of holders) if (holder === id) holders.delete(name);
          const former = key === null ? undefined : holders.get(key);
          if (former !== undefined) keys.set(former, null);
          if (key !== null) holders.set(key, id);
          keys.set(id, key);
          people.put(person(id, key));
        }
        for (const name of ["a", "b", "c", "d"]) {
          const holder = holders.get(name);
          expect(people.find(name)).toBe(holder && people.numberOf(holder));
        }
        for (const [id, key] of keys) expect(people.targetingKey(people.numberOf(id)!)).toBe(key);
      }),
    );
  });
});
