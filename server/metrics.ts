import fs from "node:fs";
import type { Settings } from "@/lib/env";
import type { Running } from "./boot";
import type { Metrics } from "./metrics-door";
import { MetricsRegistry, type Values } from "./metrics-registry";
import { root } from "./paths";
import { addProcess } from "./process-metrics";
import type { ConsoleProxy } from "./proxy";
import type { Reads } from "./reads";
import type { Supervised } from "./supervisor";

/** Everything that this process counts, for Prometheus. Parts that this role does not have are missing. */
export function createMetrics(running: Running, role: Settings["HOIST_ROLE"]): Metrics {
  const registry = new MetricsRegistry();
  addProcess(registry);
  addProgram(registry, running, role);
  addChildren(registry, running);
  if (running.reads) addReads(registry, running.reads);
  if (running.proxy) addConsole(registry, running.proxy);
  return registry;
}

function addProgram(registry: MetricsRegistry, { health }: Running, role: string) {
  const { version } = JSON.parse(fs.readFileSync(`${root}package.json`, "utf8"));
  const node = process.versions.node;
  registry.gauge("hoist_info", "What runs here; always 1.", ["version", "role", "node"], () => [
    [{ version, role, node }, 1],
  ]);
  registry.gauge("hoist_ready", "1 while requests are to be sent here.", [], () =>
    one(health?.standing().status === "ready" ? 1 : 0),
  );
  registry.gauge(
    "hoist_degraded",
    "How many things are not well; GET /api/health/ready names them.",
    [],
    () => one(health?.standing().degraded.length ?? 0),
  );
}

function addChildren(registry: MetricsRegistry, running: Running) {
  const children = () => {
    const programs = { console: running.console?.program, database: running.database?.program };
    return Object.entries(programs).filter((entry): entry is [string, Supervised] => !!entry[1]);
  };
  registry.gauge("hoist_child_up", "1 while this child process answers.", ["child"], () =>
    children().map(([child, { up }]) => [{ child }, up ? 1 : 0]),
  );
  registry.counter(
    "hoist_child_restarts_total",
    "How often a child process ended by itself and was started again.",
    ["child"],
    () => children().map(([child, { restarts }]) => [{ child }, restarts]),
  );
}

function addReads(registry: MetricsRegistry, { mount, usage, snapshot }: Reads) {
  registry.counter(
    "hoist_polls_total",
    "Answers of the read API, by door and HTTP status.",
    ["door", "status"],
    () => [...mount.polls.answers()].map(({ door, status, count }) => [{ door, status }, count]),
  );
  registry.histogram(
    "hoist_poll_duration_seconds",
    "From the head of a request of the read API to the end of its answer; of a stream, to its opening.",
    "door",
    mount.polls,
  );
  registry.counter(
    "hoist_evaluations_total",
    "Values of flags delivered, 304 included; added up every ten seconds.",
    [],
    () => one(usage.evaluations),
  );
  registry.counter(
    "hoist_answers_total",
    "Polls whose answer could be one that was made before, by whether it was there.",
    ["reused"],
    () => [
      [{ reused: "yes" }, mount.reuse.hits],
      [{ reused: "no" }, mount.reuse.misses],
    ],
  );
  addSnapshot(registry, snapshot);
  addStreams(registry, mount.hub);
  addJobs(registry, { usage, snapshot });
}

function addSnapshot(registry: MetricsRegistry, snapshot: Reads["snapshot"]) {
  registry.gauge("hoist_snapshot_sequence", "The last change that polls here show.", [], () =>
    one(Number(snapshot.standing.sequence)),
  );
  registry.gauge(
    "hoist_snapshot_lag",
    "How many changes polls here are behind the log, as it was last read.",
    [],
    () => {
      const { sequence, ledger } = snapshot.standing;
      return one(Math.max(0, Number(ledger - sequence)));
    },
  );
  registry.gauge(
    "hoist_snapshot_age_seconds",
    "For how long nobody knows whether polls here show everything: about 1 while the database answers.",
    [],
    () => one((Date.now() - snapshot.standing.agreedAt) / 1_000),
  );
}

function addStreams(registry: MetricsRegistry, hub: Reads["mount"]["hub"]) {
  registry.gauge("hoist_streams_open", "Open streams, by kind of key.", ["kind"], () =>
    Object.entries(hub.kinds).map(([kind, open]) => [{ kind }, open]),
  );
  registry.counter("hoist_streams_opened_total", "Streams opened.", [], () =>
    one(hub.counts.opened),
  );
  registry.counter("hoist_stream_events_total", "Events sent, one to each stream.", [], () =>
    one(hub.counts.sent),
  );
  registry.counter(
    "hoist_streams_dropped_total",
    "Streams ended because their client did not read.",
    [],
    () => one(hub.counts.dropped),
  );
}

function addJobs(
  registry: MetricsRegistry,
  { usage, snapshot }: Pick<Reads, "usage" | "snapshot">,
) {
  const jobs = () => {
    const { disk } = snapshot.standing;
    return Object.entries({ ...usage.jobs, ...(disk ? { disk } : {}) });
  };
  registry.counter(
    "hoist_jobs_total",
    "Last uses and counts written (usage), old counts folded (folding), the snapshot kept on disk (disk).",
    ["task", "outcome"],
    () =>
      jobs().flatMap(([task, { done, failed }]) => [
        [{ task, outcome: "done" }, done],
        [{ task, outcome: "failed" }, failed],
      ]),
  );
  registry.gauge(
    "hoist_job_last_done_timestamp_seconds",
    "When a job was last done or had nothing to do; at first, when it began to wait.",
    ["task"],
    () => jobs().map(([task, { at }]) => [{ task }, at / 1_000]),
  );
}

function addConsole(registry: MetricsRegistry, { meter, streams }: ConsoleProxy) {
  registry.counter(
    "hoist_console_requests_total",
    "Answers of the console, by kind and HTTP status; 499: the client did not wait.",
    ["kind", "status"],
    () =>
      [...meter.requests.answers()].map(({ door, status, count }) => [
        { kind: door, status },
        count,
      ]),
  );
  registry.histogram(
    "hoist_console_request_duration_seconds",
    "From the head of a request to the console to the end of its answer.",
    "kind",
    meter.requests,
  );
  registry.counter(
    "hoist_writes_total",
    "Requests that may change something: written with an audit row, unchanged, refused (4xx), failed (5xx).",
    ["outcome"],
    () => Object.entries(meter.writes).map(([outcome, count]) => [{ outcome }, count]),
  );
  registry.counter(
    "hoist_writes_late_total",
    "Changes that polls here did not show within a second.",
    [],
    () => one(meter.late),
  );
  registry.gauge("hoist_console_streams_open", "Open streams of the console.", [], () =>
    one(streams.size),
  );
}

function one(value: number): Values {
  return [[{}, value]];
}
