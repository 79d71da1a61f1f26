import { expect, it } from "vitest";
import { stepsOf } from "@/components/connect/first-steps";

const nothing = { flag: null, on: false, environments: [], asked: false };
const done = (steps: Parameters<typeof stepsOf>[1]) =>
  stepsOf("shop", steps).map((step) => step.done);

it("stepsOf begins with signing up done, and ends with the first request", () => {
  expect(done(nothing)).toEqual([true, false, false, false, false]);
  expect(done({ flag: "a", on: true, environments: ["staging"], asked: true })).not.toContain(
    false,
  );
});

it("stepsOf takes a key that was used and revoked for made", () => {
  expect(done({ ...nothing, asked: true })).toEqual([true, false, false, true, true]);
});

it("stepsOf leads to the flag and to the environment of the key", () => {
  const hrefs = stepsOf("shop", { ...nothing, flag: "a", environments: ["staging", "production"] });
  expect(hrefs.map(({ href }) => href)).toEqual([
    "/account",
    "/projects/shop/flags/a",
    "/projects/shop/flags/a?env=staging",
    "/projects/shop/connect?env=staging",
    "/projects/shop/connect?env=staging",
  ]);
});
