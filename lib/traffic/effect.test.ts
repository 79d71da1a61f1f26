import { expect, it } from "vitest";
import { ReadApi } from "@/lib/delivery/read-api";
import type { Json } from "@/lib/evaluation/state";
import { log } from "@/lib/log";
import { createSegment } from "@/lib/segments/mutations/create";
import { followSnapshot, type Snapshot } from "@/lib/snapshot/follow";
import { createApp } from "@/lib/testing/read-api";
import { effectOn } from "./effect";
import { Traffic } from "./traffic";

type Context = { targetingKey?: string; [attribute: string]: Json | undefined };

/** Polls one flag for a context, by GET or POST, and gives the variant. */
function pollsOf(snapshot: Snapshot, token: string, flag: string, traffic?: Traffic) {
  const nothing = () => {};
  const usage = { keyUsed: nothing, tokenUsed: nothing, personSeen: nothing, evaluated: nothing };
  const parts = { snapshot, log, usage: { ...usage, close: async () => {} } };
  const api = new ReadApi(traffic ? { ...parts, traffic } : parts);
  return async (context: Context, now: number, method = "POST"): Promise<string> => {
    const search = `context=${encodeURIComponent(JSON.stringify(context))}`;
    const response = await api.respond({
      ...{ method, path: `/api/flags/${flag}`, now, requestId: "r", gzip: false },
      search: method === "GET" ? search : "",
      header: (name) => (name === "authorization" ? `Bearer ${token}` : null),
      body: method === "GET" ? null : Buffer.from(JSON.stringify({ context })),
    });
    return JSON.parse(String(response.body ?? "{}")).variant ?? "no value";
  };
}

const plans = ["pro", "free", undefined, 7, null];
const contexts: Context[] = Array.from({ length: 120 }, (_, at) => ({
  // Every sixth has no targeting key, so that splits have no value for it.
  ...(at % 6 === 0 ? {} : { targetingKey: `user-${at}` }),
  ...(plans[at % 5] === undefined ? {} : { plan: plans[at % 5] }),
  company: { seats: at },
}));

it("counts as many contexts as get something else once the plan is saved, moment by moment", async () => {
  const app = await createApp();
  const [flag, needed] = [await app.flag("f"), await app.flag("needed")];
  const large = { attribute: "company.seats", op: "gte" as const, values: [60] };
  await createSegment(app.as(), app.project, {
    key: "large",
    conditions: large,
    included: ["user-1"],
    excluded: ["user-61"],
  });
  for (const user of ["user-2", "user-3"]) await app.toggle(flag, user, { variant: "on" });
  const { token } = await app.key("client");
  const snapshot = followSnapshot({ connectionString: process.env.DATABASE_URL ?? "", log });
  await snapshot.loaded;
  const now = Date.now();
  const later = now + 86_400_000;

  const traffic = new Traffic(now);
  const noted = pollsOf(snapshot, token, flag, traffic);
  for (const [at, context] of contexts.entries())
    await noted(context, now + 10 * at, at % 2 === 0 ? "GET" : "POST");

  const poll = pollsOf(snapshot, token, flag);
  const moments = [now, later];
  const polled = () =>
    Promise.all(moments.map((at) => Promise.all(contexts.map((context) => poll(context, at)))));
  const stored = () => {
    const { state } = snapshot;
    const project = [...(state?.projects.values() ?? [])].find(({ key }) => key === app.project);
    const environment = project?.environments.find(({ key }) => key === "production");
    const known = [...(project?.flags.values() ?? [])].find(({ key }) => key === flag);
    const own = environment?.states.get(known?.id ?? "");
    if (!state || !environment || !known || !own) throw new Error("It is not loaded.");
    return { state, environmentId: environment.id, flag: known.document, own };
  };

  const before = { ...stored(), answers: await polled() };
  const split = [{ variant: "on", weight: 100_000 }];
  const exposure = [
    { at: new Date(now - 1_000).toISOString(), weight: 30_000 },
    { at: new Date(later - 1_000).toISOString(), weight: 90_000 },
  ];
  const rule = { name: "", startsAt: null, endsAt: null };
  const patch = {
    prerequisites: [{ flag: needed, variants: ["on"] }],
    rules: [
      { ...rule, id: "r1", when: { segment: "large" }, serve: { variant: "off" } },
      {
        ...{ ...rule, id: "r2", when: { attribute: "plan", op: "in", values: ["pro"] } },
        serve: { split, by: "targetingKey", exposure },
      },
    ],
    fallthrough: { variant: "off" },
  };
  await app.state(flag, patch);
  await snapshot.refresh(5_000);
  const after = { ...stored(), answers: await polled() };
  const changed = moments.map(
    (_, at) =>
      contexts.filter((_, who) => before.answers[at]?.[who] !== after.answers[at]?.[who]).length,
  );
  expect(changed.every((many) => many > 5 && many < contexts.length)).toBe(true);

  const question = {
    environmentId: before.environmentId,
    flag: before.flag,
    before: before.own,
    after: after.own,
    moments,
    attributes: ["plan", "company.seats", "targetingKey"],
  };
  expect(await effectOn(traffic, after.state, question, now + 2_000)).toEqual({
    contexts: contexts.length,
    isPart: false,
    minutes: 1,
    changed,
    // Two of five say no plan or null; every sixth has no targeting key.
    without: [48, 0, 20],
  });
  // An hour later nothing of it is known.
  const forgotten = await effectOn(traffic, after.state, question, now + 3_700_000);
  expect(forgotten).toMatchObject({ contexts: 0, changed: [0, 0], minutes: 60 });
  await snapshot.close();
});

it("counts nothing where nobody asked, and says so where environments are too many", async () => {
  const app = await createApp();
  const { token } = await app.key("client");
  const flag = await app.flag("f");
  const snapshot = followSnapshot({ connectionString: process.env.DATABASE_URL ?? "", log });
  await snapshot.loaded;
  const { state } = snapshot;
  const [environment] = state?.environments.values() ?? [];
  if (!state || !environment) throw new Error("It is not loaded.");
  const own = [...environment.states.values()][0];
  const document = [...environment.project.flags.values()][0]?.document;
  if (!own || !document) throw new Error("It is not loaded.");
  const question = {
    ...{ environmentId: environment.id, flag: document, before: own, after: own },
    ...{ moments: [0], attributes: [] },
  };
  const traffic = new Traffic(0);
  expect(await effectOn(traffic, state, question, 60_000)).toMatchObject({ contexts: 0 });
  for (let other = 0; other < 64; other++)
    traffic.note(`e${other}`, { targetingKey: null, attributes: {} }, 1);
  await pollsOf(snapshot, token, flag, traffic)({ targetingKey: "u" }, 2);
  expect(await effectOn(traffic, state, question, 60_000)).toBeNull();
  await snapshot.close();
});
