import { expect, it } from "vitest";
import { ContextSample, window } from "./sample";

const plenty = 1_000_000;
const someone = (targetingKey: string | null, plan = "pro") => ({
  targetingKey,
  attributes: { plan },
});
const keysOf = (sample: ContextSample, now: number) =>
  [...sample.contexts(now)].map(({ targetingKey }) => targetingKey);

it("keeps each targeting key once, as last seen, and each text of those without one", () => {
  const sample = new ContextSample(100, plenty);
  sample.note(someone("u", "free"), 1);
  sample.note(someone("u", "pro"), 2);
  sample.note(someone("{}"), 2);
  for (const plan of ["a", "b", "a"]) sample.note(someone(null, plan), 3);
  expect([...sample.contexts(4)]).toEqual([
    someone("u", "pro"),
    someone("{}"),
    someone(null, "a"),
    someone(null, "b"),
  ]);
  expect(sample.isPart(4)).toBe(false);
});

it("keeps no more contexts than fit, and says that there were more", () => {
  const sample = new ContextSample(50, plenty);
  for (let user = 0; user < 50; user++) sample.note(someone(`u${user}`), user);
  expect([sample.size, sample.isPart(50)]).toEqual([50, false]);
  for (let user = 50; user < 500; user++) sample.note(someone(`u${user}`), user);
  expect([sample.size, sample.isPart(500)]).toEqual([50, true]);
});

it("keeps no more bytes than fit, also when what it knows grows", () => {
  const sample = new ContextSample(plenty, 50_000);
  const large = "x".repeat(1_000);
  for (let user = 0; user < 100; user++) sample.note(someone(`u${user}`, large), user);
  expect(sample.size).toBeGreaterThan(10);
  expect(sample.size).toBeLessThanOrEqual(25);
  const [grown = null] = keysOf(sample, 100);
  sample.note(someone(grown, "x".repeat(20_000)), 100);
  const bytes = JSON.stringify([...sample.contexts(100)]).length;
  expect(2 * bytes).toBeLessThanOrEqual(50_000);
  expect(sample.isPart(100)).toBe(true);
});

it("draws whom it keeps: neither who asks often nor who asks first is likelier to stay", () => {
  const [rounds, users, most] = [200, 60, 20];
  const stayed = Array.from({ length: users }, () => 0);
  for (let round = 0; round < rounds; round++) {
    const sample = new ContextSample(most, plenty);
    for (let user = 0; user < users; user++)
      // Every third one asks ten times as often.
      for (let ask = 0; ask < (user % 3 === 0 ? 10 : 1); ask++)
        sample.note(someone(`u${user}`), user);
    for (const key of keysOf(sample, users)) {
      const user = Number(key?.slice(1));
      stayed[user] = (stayed[user] ?? 0) + 1;
    }
  }
  const share = (of: (user: number) => boolean) => {
    const group = stayed.filter((_, user) => of(user));
    return group.reduce((sum, times) => sum + times, 0) / (group.length * rounds);
  };
  // A third stays, of everybody; six standard deviations are under 0.05 in each group.
  for (const group of [
    (user: number) => user % 3 === 0,
    (user: number) => user % 3 !== 0,
    (user: number) => user < 20,
    (user: number) => user >= 40,
  ])
    expect(Math.abs(share(group) - 1 / 3)).toBeLessThan(0.05);
});

it("forgets who was last seen an hour ago, and makes room for others", () => {
  const sample = new ContextSample(2, plenty);
  sample.note(someone("a"), 0);
  sample.note(someone("b"), 0);
  sample.note(someone("a"), 10);
  expect(keysOf(sample, window - 1)).toEqual(["a", "b"]);
  expect(keysOf(sample, window)).toEqual(["a"]);
  sample.note(someone("c"), window);
  expect(keysOf(sample, window)).toEqual(["a", "c"]);
  sample.note(someone("d"), window);
  expect([sample.size, sample.isPart(window)]).toEqual([2, true]);
  sample.forget(3 * window);
  expect([sample.size, sample.isPart(3 * window)]).toEqual([0, false]);
});
