import { expect, test } from "vitest";
import { countRequest, countSignUp, guess } from "@/lib/auth/limits";
import { Refusal } from "@/lib/errors";

const wrong = async () => null;
const right = async () => "yes";
const tooMany = { code: "rate_limited", status: 429 };

test("an account takes five wrong passwords, then not even the right one, and says when to come back", async () => {
  for (let i = 0; i < 5; i++) expect(await guess("account-1", `a${i}`, wrong)).toBeNull();
  const refusal = await guess("account-1", "a9", right).catch((error) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject(tooMany);
  expect(refusal.retryAfter).toBeGreaterThan(800);
  expect(refusal.retryAfter).toBeLessThanOrEqual(900);
});

test("a right password forgets the wrong ones before it", async () => {
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 4; i++) await guess("account-2", "b", wrong);
    expect(await guess("account-2", "b", right)).toBe("yes");
  }
});

test("an address takes fifty wrong passwords over all accounts; right ones do not count", async () => {
  for (let i = 0; i < 100; i++) await guess(`fine-${i}`, "c", right);
  for (let i = 0; i < 50; i++) await guess(`account-c${i}`, "c", wrong);
  await expect(guess("another", "c", right)).rejects.toMatchObject(tooMany);
  expect(await guess("another", "d", right)).toBe("yes");
});

test("attempts made at once do not slip through", async () => {
  const attempts = Array.from({ length: 40 }, () => guess("account-3", null, wrong));
  const results = await Promise.allSettled(attempts);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
});

test("many right passwords at once do not run into the limit", async () => {
  const attempts = Array.from({ length: 40 }, () => guess("account-4", "g", right));
  expect(await Promise.all(attempts)).toEqual(Array(40).fill("yes"));
});

test("a check that fails for another reason lets the next one go on", async () => {
  const broken = guess("account-5", null, () => Promise.reject(new Error("no database")));
  const next = guess("account-5", null, right);
  await expect(broken).rejects.toThrow("no database");
  expect(await next).toBe("yes");
});

test("an address signs up twenty times a minute", async () => {
  for (let i = 0; i < 20; i++) await countSignUp("e");
  await expect(countSignUp("e")).rejects.toMatchObject(tooMany);
  await countSignUp("f");
});

test("a token makes a thousand requests a second", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 1_001 }, () => countRequest("token-1")),
  );
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
  await countRequest("token-2");
});
