import fs from "node:fs";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import type { MetricsRegistry } from "./metrics-registry";

const DELAY_RESOLUTION_MS = 50;

/**
 * Memory, CPU and event loop of this process. prom-client's own collection costs polls 2 to 4 %: it hears of every garbage
 * collection and wakes up every 10 ms. All of this but the delay is read when somebody asks.
 */
export function addProcess(registry: MetricsRegistry) {
  const gauge = (name: string, help: string, read: () => number) =>
    registry.gauge(name, help, [], () => [[{}, read()]]);
  const counter = (name: string, help: string, read: () => number) =>
    registry.counter(name, help, [], () => [[{}, read()]]);

  counter("process_cpu_seconds_total", "CPU time of this process, all threads.", () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000_000;
  });
  const startedAt = Date.now() / 1_000 - process.uptime();
  gauge("process_start_time_seconds", "When this process started.", () => startedAt);
  gauge("process_resident_memory_bytes", "Memory of this process.", () =>
    process.memoryUsage.rss(),
  );
  gauge("nodejs_heap_size_used_bytes", "Of that, what JavaScript uses.", () => {
    return process.memoryUsage().heapUsed;
  });
  gauge("nodejs_external_memory_bytes", "Of that, buffers.", () => process.memoryUsage().external);
  if (fs.existsSync("/proc/self/fd"))
    gauge("process_open_fds", "Open files and connections.", () => {
      return fs.readdirSync("/proc/self/fd").length;
    });
  counter(
    "nodejs_eventloop_active_seconds_total",
    "For how long the event loop had something to do; as a rate, how busy the one core is.",
    () => performance.eventLoopUtilization().active / 1_000,
  );
  addDelay(registry);
}

function addDelay(registry: MetricsRegistry) {
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delay.enable();
  registry.gauge(
    "nodejs_eventloop_lag_seconds",
    "How late timers were since this was last read: half of them, one in a hundred, the worst.",
    ["quantile"],
    () => {
      const late = (nanoseconds: number) =>
        Math.max(0, nanoseconds / 1e9 - DELAY_RESOLUTION_MS / 1_000) || 0;
      const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map(late);
      delay.reset();
      return [
        [{ quantile: "0.5" }, p50 ?? 0],
        [{ quantile: "0.99" }, p99 ?? 0],
        [{ quantile: "1" }, max ?? 0],
      ];
    },
  );
}
