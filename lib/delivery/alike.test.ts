import { FlagdCore } from "@openfeature/flagd-core";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { contextSchema } from "@/lib/flags/schema/context";
import { log } from "@/lib/log";
import { followSnapshot } from "@/lib/snapshot/follow";
import { anyContext, anyMoment, fillEstate, unsayable } from "@/lib/testing/alike-estate";
import { start, world } from "@/lib/testing/flagd-worlds";
import { createApp } from "@/lib/testing/read-api";
import { evaluateFlags } from "@/lib/toggles/queries/explain";
import { ReadApi } from "./read-api";

/** Raised by hand for a long look: ALIKE=10000. */
const contexts = Number(process.env.ALIKE ?? 300);
const inOneEstate = 150;

/** Of all answers by their ETags, whichever estate they are about: what differs has another. */
const bodies = new Map<string, string>();

type Answer = { variant?: string; value?: unknown; metadata?: object };
type Answers = Record<string, Answer>;

/** The read API at any moment, without a network. */
function pollsOf(snapshot: ReturnType<typeof followSnapshot>, token: string) {
  const nothing = () => {};
  const usage = { keyUsed: nothing, tokenUsed: nothing, personSeen: nothing, evaluated: nothing };
  const api = new ReadApi({ snapshot, log, usage: { ...usage, close: async () => {} } });
  return async (method: string, path: string, body: object | null, now: number) => {
    const response = await api.respond({
      ...{ method, path, search: "", now, requestId: "r", gzip: false },
      header: (name) => (name === "authorization" ? `Bearer ${token}` : null),
      body: body && Buffer.from(JSON.stringify(body)),
    });
    expect(response.status).toBe(200);
    const [text, etag] = [String(response.body ?? ""), response.headers.etag ?? ""];
    expect([etag, bodies.get(etag) ?? text]).toEqual([etag, text]);
    bodies.set(etag, text);
    return text;
  };
}

/** flagd's library over an export: at any moment, the flags that have a value, with their variants. */
function flagdOver(body: string) {
  const silent = () => {};
  const logger = { debug: silent, info: silent, warn: silent, error: silent };
  const core = new FlagdCore(undefined, logger);
  core.setConfigurations(body);
  return (context: object, now: number): Answers => {
    const clock = vi.spyOn(Date, "now").mockReturnValue(now);
    const found = core.resolveAll(context as Parameters<FlagdCore["resolveAll"]>[0], logger);
    clock.mockRestore();
    return Object.fromEntries(
      found.map(({ flagKey, variant, value }) => [flagKey, { variant: variant ?? "", value }]),
    );
  };
}

/** The flags that the export names something of that flagd has no words for. */
function leftOut(body: string): string[] {
  const { flags } = JSON.parse(body) as { flags: Answers };
  return Object.keys(flags).filter((key) => "notExported" in (flags[key]?.metadata ?? {}));
}

function expectExplained(polled: Answers, explained: object, asked: object) {
  expect([asked, Object.keys(polled)]).toEqual([asked, Object.keys(explained)]);
  for (const [key, explanation] of Object.entries(explained)) {
    const { metadata, ...answer } = polled[key]!;
    const { steps, unknownAttributes, decidedBy, ...told } = explanation;
    expect({ asked, key, enabled: false, ...told }).toEqual({ asked, key, ...answer });
    const rule = decidedBy && "rule" in decidedBy ? { rule: decidedBy.rule } : {};
    const bucket = typeof decidedBy?.bucket === "number" ? { bucket: decidedBy.bucket } : {};
    expect(metadata ?? {}).toEqual({ ...rule, ...bucket });
    expect(steps.length).toBeGreaterThan(0);
    expect(new Set(unknownAttributes).size).toBe(unknownAttributes.length);
  }
}

const asked = fc.record({ context: anyContext, now: anyMoment });
const estates = Math.ceil(contexts / inOneEstate);
const some = fc.array(asked, { minLength: inOneEstate, maxLength: inOneEstate });

it("answers any context at any time as the explanation and flagd's library over the export do", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(world, some, async (made, some) => {
      const app = await createApp();
      await fillEstate(app, made);
      const { token } = await app.key("server");
      const snapshot = followSnapshot({ connectionString: process.env.DATABASE_URL ?? "", log });
      await snapshot.loaded;
      const poll = pollsOf(snapshot, token);
      const exported = await poll("GET", "/flagd/flags.json", null, start - 10_000);
      expect(leftOut(exported)).toEqual(unsayable);
      const flagd = flagdOver(exported);

      for (const { context, now } of some) {
        const polled = JSON.parse(await poll("POST", "/api/flags", { context }, now));
        await poll("POST", "/ofrep/v1/evaluate/flags", { context }, now);
        const at = new Date(now).toISOString();
        const input = { context: contextSchema.parse(context), at };
        const { flags } = await evaluateFlags(app.as(), app.project, "production", input);
        expectExplained(polled.flags, flags, input);

        // Beyond ASCII the library hashes other bytes than flagd itself.
        if (/[^\0-\x7f]/.test(JSON.stringify(context))) continue;
        const sayable = Object.entries(polled.flags as Answers).filter(
          ([key, answer]) => answer.variant !== undefined && !unsayable.includes(key),
        );
        const told = sayable.map(([key, { variant, value }]) => [key, { variant, value }]);
        const { dates, patterns, addresses, lists, ...found } = flagd(context, now);
        expect([input, found]).toEqual([input, Object.fromEntries(told)]);
        compared += told.length;
      }
      await snapshot.close();
    }),
    { numRuns: estates, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(5 * contexts);
}, 1_200_000);
