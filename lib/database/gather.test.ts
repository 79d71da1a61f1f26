import { expect, test } from "vitest";
import { gather } from "./gather";

/** Answers when it is told to, in the order in which it was asked. */
function slowly() {
  const groups: string[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const ask = gather<string, string>({
    keyOf: (text) => text.slice(0, 1),
    answer: (asks) =>
      new Promise((resolve, reject) => {
        groups.push(asks);
        ends.push((error) => (error ? reject(error) : resolve(asks.map((text) => `${text}!`))));
      }),
  });
  const end = async (n: number, error?: Error) => {
    ends[n]?.(error);
    await new Promise(setImmediate);
  };
  return { groups, ask, end };
}

test("nobody waits for company; those who come while all lanes are taken go together, each with an answer of their own", async () => {
  const { groups, ask, end } = slowly();
  const answers = Promise.all([..."abcdef"].map(ask));
  expect(groups).toEqual([["a"], ["b"], ["c"]]);
  await end(1);
  expect(groups.slice(3)).toEqual([["d", "e", "f"]]);
  await Promise.all([end(0), end(2), end(3)]);
  expect(await answers).toEqual(["a!", "b!", "c!", "d!", "e!", "f!"]);
});

test("what has the same key is answered one after the other, in the order in which it was asked", async () => {
  const { groups, ask, end } = slowly();
  const answers = Promise.all(["a1", "a2", "b1", "a3"].map(ask));
  expect(groups).toEqual([["a1"], ["b1"]]);
  await end(1);
  expect(groups).toHaveLength(2);
  await end(0);
  expect(groups.slice(2)).toEqual([["a2"]]);
  await end(2);
  await end(3);
  expect(groups.slice(3)).toEqual([["a3"]]);
  expect(await answers).toEqual(["a1!", "a2!", "b1!", "a3!"]);
});

test("an error is that of those who were asked for, and the next are answered", async () => {
  const { groups, ask, end } = slowly();
  const first = ["a", "b", "c"].map(ask);
  const rest = ["d", "e"].map(ask);
  const failed = expect(Promise.allSettled(rest)).resolves.toMatchObject([
    { status: "rejected", reason: { message: "away" } },
    { status: "rejected", reason: { message: "away" } },
  ]);
  await end(0);
  await end(3, new Error("away"));
  await failed;
  await Promise.all([end(1), end(2)]);
  expect(await Promise.all(first)).toEqual(["a!", "b!", "c!"]);
  const later = ask("f");
  await end(4);
  expect(await later).toBe("f!");
  expect(groups).toHaveLength(5);
});

test("no more than 64 are answered at once", async () => {
  const { groups, ask, end } = slowly();
  const letters = Array.from({ length: 3 + 70 }, (_, n) => String.fromCodePoint(0x4e00 + n));
  const answers = Promise.all(letters.map(ask));
  await end(0);
  await end(1);
  expect(groups.map((group) => group.length)).toEqual([1, 1, 1, 64, 6]);
  for (const n of [2, 3, 4]) await end(n);
  expect(await answers).toEqual(letters.map((letter) => `${letter}!`));
});
