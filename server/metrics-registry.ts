import { Counter, Gauge, Registry } from "prom-client";
import type { Meter } from "@/lib/delivery/meter";

type Labels = Record<string, string | number>;
/** Values with their labels; none of them a text that a user chose. */
export type Values = Iterable<readonly [Labels, number]>;

/** Numbers that others keep, read when somebody asks for the metrics. */
export class MetricsRegistry {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  private readonly registry = new Registry();
  private readonly histograms: (() => string)[] = [];

  counter(name: string, help: string, labelNames: string[], read: () => Values) {
    new Counter({
      ...{ name, help, labelNames, registers: [this.registry] },
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.inc(labels, value);
      },
    });
  }

  gauge(name: string, help: string, labelNames: string[], read: () => Values) {
    new Gauge({
      ...{ name, help, labelNames, registers: [this.registry] },
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.set(labels, value);
      },
    });
  }

  /** prom-client's own histogram wants to see every value, which costs a poll more than the poll's key check. */
  histogram(name: string, help: string, label: string, meter: Meter) {
    this.histograms.push(() => histogramText(name, help, label, meter));
  }

  async text(): Promise<string> {
    const texts = this.histograms.map((text) => text());
    return [await this.registry.metrics(), ...texts].join("\n");
  }
}

/** The times of a meter in seconds, as Prometheus writes them: each class holds all that were faster. */
function histogramText(name: string, help: string, label: string, meter: Meter): string {
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`];
  for (const { door, counts, sum } of meter.times()) {
    let total = 0;
    for (const [at, count] of counts.entries()) {
      total += count;
      const bound = meter.bounds[at];
      const le = bound === undefined ? "+Inf" : String(bound / 1_000);
      lines.push(`${name}_bucket{${label}="${door}",le="${le}"} ${total}`);
    }
    lines.push(`${name}_sum{${label}="${door}"} ${sum / 1_000}`);
    lines.push(`${name}_count{${label}="${door}"} ${total}`);
  }
  return `${lines.join("\n")}\n`;
}
