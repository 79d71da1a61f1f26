import fs from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { EventStream } from "@/lib/testing/event-stream";
import { type Api, firstAccount, poll, request, until } from "./client";
import type { Hoist } from "./harness";
import { killHard } from "./processes";
import { Scraped } from "./prometheus";
import { kinds, Site } from "./site";

describe("the metrics of an instance", () => {
  let site: Site;
  let hoist: Hoist;
  let api: Api;
  let key: string;
  beforeAll(async () => {
    site = await Site.open();
    hoist = await site.start();
    api = await firstAccount(hoist);
    await api.flag("new-checkout");
    await api.flag("old-checkout");
    key = (await api.key("client")).token;
  });
  afterAll(() => site?.close());

  it("count polls by door and status, and say how long they took", async () => {
    const etag = (await poll(hoist, key)).headers.get("etag") ?? "";
    for (let again = 0; again < 2; again++) await poll(hoist, key, "u-18", etag);
    await poll(hoist, key, "u-19");
    await poll(hoist, "hst_cli_unknown");
    await request(`${hoist.url}/api/flags/nothing`, "GET", undefined, { "x-api-key": key });
    const scraped = await Scraped.from(hoist);
    const polls = (door: string, status: number) =>
      scraped.value(`hoist_polls_total{door="${door}",status="${status}"}`);
    expect([polls("flags", 200), polls("flags", 304), polls("flags", 401)]).toEqual([2, 2, 1]);
    expect(polls("flag", 404)).toBe(1);
    expect(scraped.value(`hoist_poll_duration_seconds_count{door="flags"}`)).toBe(5);
    expect(scraped.value(`hoist_poll_duration_seconds_bucket{door="flags",le="+Inf"}`)).toBe(5);
    expect(scraped.value(`hoist_poll_duration_seconds_sum{door="flags"}`)).toBeGreaterThan(0);
    expect(scraped.value(`hoist_answers_total{reused="yes"}`)).toBe(1);
    expect(scraped.value(`hoist_answers_total{reused="no"}`)).toBe(4);
  });

  it("count the values that were delivered once these are written", async () => {
    const written = async () =>
      (await Scraped.from(hoist)).value(`hoist_jobs_total{task="usage",outcome="done"}`) > 0;
    await until("the counts are written", written, 15_000);
    const scraped = await Scraped.from(hoist);
    expect(scraped.value("hoist_evaluations_total")).toBe(8);
    expect(scraped.value(`hoist_jobs_total{task="usage",outcome="failed"}`)).toBe(0);
    const at = scraped.value(`hoist_job_last_done_timestamp_seconds{task="usage"}`);
    expect(Math.abs(Date.now() / 1_000 - at)).toBeLessThan(60);
  });

  it("tell of streams, what they heard, and of changes", async () => {
    const before = await Scraped.from(hoist);
    const url = `${hoist.url}/api/stream?since=${before.value("hoist_snapshot_sequence")}`;
    const stream = await EventStream.open(url, { "x-api-key": key });
    await api.switch("new-checkout", false);
    await stream.until(1);
    const during = await Scraped.from(hoist);
    expect(during.value(`hoist_streams_open{kind="client"}`)).toBe(1);
    expect(during.value("hoist_stream_events_total")).toBe(stream.events.length);
    const grown = (name: string) => during.value(name) - before.value(name);
    expect(grown(`hoist_writes_total{outcome="written"}`)).toBe(1);
    expect(grown("hoist_snapshot_sequence")).toBe(1);
    expect(during.value("hoist_snapshot_lag")).toBe(0);
    expect(during.value("hoist_snapshot_age_seconds")).toBeLessThan(30);
    await stream.close();
    const left = async () =>
      (await Scraped.from(hoist)).value(`hoist_streams_open{kind="client"}`) === 0;
    await until("the stream is gone", left);
  });

  it("tell what came of writes", async () => {
    const before = await Scraped.from(hoist);
    await api.switch("new-checkout", false); // As it is.
    await api.send("POST", "/projects/default/flags", { key: "no key" });
    const after = await Scraped.from(hoist);
    const grown = (outcome: string) => {
      const name = `hoist_writes_total{outcome="${outcome}"}`;
      return after.value(name) - before.value(name);
    };
    expect(["written", "unchanged", "refused", "failed"].map(grown)).toEqual([0, 1, 1, 0]);
    const refused = `hoist_console_requests_total{kind="api",status="422"}`;
    expect(after.value(refused) - before.value(refused)).toBe(1);
  });

  it("name no key, no flag, no token and nobody", async () => {
    await poll(hoist, key, "somebody@example.com");
    await request(`${hoist.url}/somewhere/else`);
    const { text } = await Scraped.from(hoist);
    const told = ["checkout", "u-18", "somebody", "somewhere", key, key.slice(0, 12), "sam"];
    expect(told.filter((word) => text.includes(word))).toEqual([]);
  });

  it("are all that the dashboard, the alerts and the guide name", async () => {
    const { names } = await Scraped.from(hoist);
    const told = (text: string) =>
      text.match(/\b(?:hoist|process|nodejs)_[a-z0-9_]*[a-z0-9]\b/g) ?? [];
    const unknown = (texts: string[]) =>
      texts.flatMap(told).filter((name) => ![name, `${name}_count`].some((n) => names.has(n)));
    const dashboard = dashboardExpressions();
    expect(dashboard.length).toBeGreaterThan(30);
    expect(unknown(dashboard)).toEqual([]);
    const alerts = alertRules();
    expect(alerts.length).toBeGreaterThan(10);
    expect(unknown(alerts.map(({ expr }) => expr))).toEqual([]);
    for (const { alert, expr, annotations } of alerts) {
      expect(told(expr).length + Number(expr.startsWith("up{")), alert).toBeGreaterThan(0);
      expect(annotations.summary, alert).toMatch(/\.$/);
    }
    expect(unknown([guide()])).toEqual([]);
    // What is exported, the guide tells.
    const ours = [...names].filter((name) => name.startsWith("hoist_"));
    const bare = ours.map((name) => name.replace(/_(bucket|sum|count)$/, ""));
    expect(bare.filter((name) => !guide().includes(name))).toEqual([]);
  });

  it("tell of a child that ended and came back", async () => {
    const { value } = await Scraped.from(hoist).then((scraped) => ({
      value: scraped.value(`hoist_child_restarts_total{child="console"}`),
    }));
    killHard(hoist.child("console") ?? 0);
    const back = async () => {
      const scraped = await Scraped.from(hoist);
      const up = scraped.value(`hoist_child_up{child="console"}`) === 1;
      return up && scraped.value(`hoist_child_restarts_total{child="console"}`) === value + 1;
    };
    await until("the console is back", back, 30_000);
    const scraped = await Scraped.from(hoist);
    expect(scraped.value(`hoist_child_up{child="database"}`)).toBe(1);
    expect(scraped.value(`hoist_child_restarts_total{child="database"}`)).toBe(0);
    expect([scraped.value("hoist_ready"), scraped.value("hoist_degraded")]).toEqual([1, 0]);
  });
});

describe.skipIf(kinds[1].missing)("the metrics of a role", () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open("PostgreSQL");
    await site.start();
  });
  afterAll(() => site?.close());

  it("are those of its parts", async () => {
    const token = { authorization: "Bearer for Prometheus" };
    const names = async (role: string) => {
      const env = { HOIST_ROLE: role, HOIST_METRICS_TOKEN: "for Prometheus" };
      const hoist = await site.startAnother(env);
      expect((await fetch(`${hoist.url}/metrics`)).status).toBe(401);
      const { names } = await Scraped.from(hoist, token);
      await hoist.terminate();
      return names;
    };
    const reads = [
      "hoist_snapshot_sequence",
      "hoist_poll_duration_seconds_sum",
      "hoist_jobs_total",
    ];
    const consoles = ["hoist_writes_total", "hoist_console_streams_open", "hoist_child_up"];
    const all = ["hoist_info", "hoist_ready", "process_resident_memory_bytes"];
    const read = await names("read");
    expect([...all, ...reads].filter((name) => !read.has(name))).toEqual([]);
    expect(consoles.filter((name) => read.has(name))).toEqual([]);
    const console = await names("console");
    expect([...all, ...consoles].filter((name) => !console.has(name))).toEqual([]);
    expect(reads.filter((name) => console.has(name))).toEqual([]);
  });
});

const docs = join(import.meta.dirname, "../../docs");
const guide = () => fs.readFileSync(join(docs, "operations.md"), "utf8");

function alertRules(): { alert: string; expr: string; annotations: { summary: string } }[] {
  const [, text = ""] = /```yaml\n(groups:[\s\S]*?)```/.exec(guide()) ?? [];
  return parse(text).groups[0].rules;
}

function dashboardExpressions(): string[] {
  const text = fs.readFileSync(join(docs, "grafana-dashboard.json"), "utf8");
  const expressions: string[] = [];
  JSON.parse(text, (key, value) => {
    if (key === "expr") expressions.push(value);
    return value;
  });
  return expressions;
}
