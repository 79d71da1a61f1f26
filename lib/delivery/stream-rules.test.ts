import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSegment } from "@/lib/segments/mutations/create";
import { deleteSegment } from "@/lib/segments/mutations/delete";
import { putSegment } from "@/lib/segments/mutations/put";
import { EventStream } from "@/lib/testing/event-stream";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp, type TestApp } from "@/lib/testing/read-api";

let mount: Awaited<ReturnType<typeof openNodeMount>>;
let app: TestApp;
const streams: EventStream[] = [];
const keys: Record<"client" | "server", string> = { client: "", server: "" };

beforeAll(async () => {
  app = await createApp();
  for (const kind of ["client", "server"] as const) keys[kind] = (await app.key(kind)).token;
  mount = await openNodeMount();
}, 60_000);
afterAll(async () => {
  for (const stream of streams) await stream.close();
  await mount.close();
});

/** One that has heard of everything so far. */
async function listen(kind: "client" | "server") {
  await mount.snapshot.refresh(5_000);
  const url = `${mount.origin}/api/stream?since=${mount.snapshot.state!.sequence}`;
  const stream = await EventStream.open(url, { authorization: `Bearer ${keys[kind]}` });
  streams.push(stream);
  return stream;
}

/** The flags that the events named, in their order, event by event. */
const told = ({ events }: EventStream) => events.map(({ data }) => [...(data.keys ?? [])].sort());
/** Changes that are read at once are told at once: each is to be an event of its own. */
const seen = () => mount.snapshot.refresh(5_000);

const soon = (ms: number) => new Date(Date.now() + ms).toISOString();
const rule = (when: object, more: object = {}) => ({
  ...{ id: "r", name: "", startsAt: null, endsAt: null, when, serve: { variant: "off" } },
  ...more,
});
const everybody = { all: [] };
const needs = (flag: string) => ({ prerequisites: [{ flag, variants: ["on"] }] });

describe("time alone", () => {
  it("brings an event when a rule starts, a step comes and a rule ends, and the answer is another then", async () => {
    await app.flag("timed");
    await app.flag("on-top");
    await app.state("on-top", needs("timed"));
    const [startsAt, at, endsAt] = [soon(2_000), soon(2_200), soon(2_400)];
    const exposure = [{ at, weight: 100_000 }];
    await app.state("timed", {
      rules: [rule(everybody, { startsAt, endsAt })],
      fallthrough: {
        split: [{ variant: "on", weight: 100_000 }],
        ...{ by: "targetingKey", exposure },
      },
      offVariant: "off",
    });
    const stream = await listen("client");
    const { sequence } = mount.snapshot.state!;
    await stream.until(3);
    const instants = [startsAt, at, endsAt].map((instant) => Date.parse(instant));
    expect(stream.events.map(({ id }) => id)).toEqual(
      instants.map((instant) => `${sequence}-${instant}`),
    );
    expect(told(stream)).toEqual(Array(3).fill(["on-top", "timed"]));

    const headers = { authorization: `Bearer ${keys.client}` };
    const answer = await mount.fetch(
      `/api/flags?targetingKey=u&flagConfigEtag=${stream.events[2]?.id}`,
      { headers },
    );
    const { flags } = await answer.json();
    expect([flags.timed.variant, flags["on-top"].variant]).toEqual(["on", "on"]);
  });

  it("brings none for a flag that is off or killed", async () => {
    await app.flag("idle", {}, false);
    await app.flag("stopped");
    const rules = () => [rule(everybody, { startsAt: soon(1_600) })];
    await app.state("idle", { rules: rules() });
    await app.state("stopped", { killed: true, rules: rules() });
    await app.flag("awake");
    await app.state("awake", { rules: [rule(everybody, { startsAt: soon(1_900) })] });
    const stream = await listen("server");
    await stream.until(1);
    expect(told(stream)).toEqual([["awake"]]);
  });
});

describe("a change of a segment", () => {
  it("is told to the flags that target by it, through other segments and prerequisites too", async () => {
    const person = () => app.as();
    const conditions = { attribute: "plan", op: "eq", values: ["pro"] };
    const named = { name: "Inner", conditions, included: [], excluded: [] };
    await createSegment(person(), app.project, { key: "inner", ...named });
    await createSegment(person(), app.project, {
      ...{ key: "outer", ...named, conditions: { any: [{ not: { segment: "inner" } }] } },
    });
    for (const key of ["direct", "through", "required", "aside"]) await app.flag(key);
    await app.state("direct", { rules: [rule({ not: { segment: "inner" } })] });
    await app.state("through", { rules: [rule({ all: [{ segment: "outer" }] })] });
    await app.state("required", needs("through"));
    const stream = await listen("client");
    const change = async (content: object) => {
      await putSegment(person(), app.project, "inner", { ...named, ...content }, null);
      await seen();
    };
    await change({ conditions: { ...conditions, values: ["team"] } });
    await change({ conditions: { ...conditions, values: ["team"] }, included: ["u-17"] });
    await change({
      ...{ conditions: { ...conditions, values: ["team"] }, included: ["u-17"] },
      name: "Only its name",
    });
    await app.toggle("aside", "u-1", { enabled: false });
    await stream.until(3);
    const concerned = ["direct", "required", "through"];
    expect(told(stream)).toEqual([concerned, concerned, ["aside"]]);
  });

  it("that no flag targets by is told to nobody", async () => {
    await app.flag("elsewhere");
    const stream = await listen("server");
    const nobody = { conditions: { any: [] }, included: [], excluded: [] };
    await createSegment(app.as(), app.project, { key: "unused", name: "Unused", ...nobody });
    await deleteSegment(app.as(), app.project, "unused", null);
    await seen();
    await app.toggle("elsewhere", "u-1", { enabled: false });
    await stream.until(1);
    expect(told(stream)).toEqual([["elsewhere"]]);
  });
});

describe("a change of a prerequisite", () => {
  it("is told to the flags that need it, however far, as far as the key may see them", async () => {
    await app.flag("ground", { clientSide: false });
    await app.flag("middle");
    await app.flag("top");
    await app.state("middle", needs("ground"));
    await app.state("top", needs("middle"));
    const [client, server] = [await listen("client"), await listen("server")];
    await app.state("ground", { enabled: false });
    await seen();
    await app.toggle("ground", "u-17", { enabled: true });
    await seen();
    await app.state("top", { enabled: false });
    await client.until(3);
    await server.until(3);
    expect(told(client)).toEqual([["middle", "top"], ["middle", "top"], ["top"]]);
    expect(told(server)).toEqual([
      ["ground", "middle", "top"],
      ["ground", "middle", "top"],
      ["top"],
    ]);
  });
});
