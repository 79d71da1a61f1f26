import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { Outbox } from "./outbox";

it("sends what was answered to all who asked at once in one go, in order", async () => {
  const sent: number[] = [];
  const outbox = new Outbox<number>((one) => sent.push(one));
  for (const one of [1, 2, 3]) outbox.put(one);
  await null;
  expect(sent).toEqual([]);
  await setImmediate();
  expect(sent).toEqual([1, 2, 3]);

  outbox.put(4);
  await setImmediate();
  expect(sent).toEqual([1, 2, 3, 4]);
});

it("lets nobody wait for more than 31 others, and forgets none", async () => {
  const sent: number[] = [];
  const outbox = new Outbox<number>((one) => sent.push(one));
  const all = Array.from({ length: 100 }, (_, one) => one);
  for (const one of all) {
    outbox.put(one);
    expect(one - sent.length).toBeLessThan(32);
  }
  expect(sent).toEqual(all.slice(0, 96));
  await setImmediate();
  expect(sent).toEqual(all);
});
