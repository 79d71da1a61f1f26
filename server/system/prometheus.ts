/** The metrics of an instance, as Prometheus would read them. */
export class Scraped {
  private constructor(readonly text: string) {}

  static async from({ url }: { url: string }, headers: Record<string, string> = {}) {
    const answer = await fetch(`${url}/metrics`, { headers });
    if (answer.status !== 200) throw new Error(`Metrics: ${answer.status}`);
    return new Scraped(await answer.text());
  }

  /** The names of all that is told, as an expression would say them. */
  get names(): Set<string> {
    return new Set(this.lines.map((line) => /^\w+/.exec(line)?.[0] ?? ""));
  }

  /** The value with just these labels, written as there; 0 when there is none. */
  value(nameAndLabels: string): number {
    const line = this.lines.find((line) => line.startsWith(`${nameAndLabels} `));
    return Number(line?.slice(nameAndLabels.length + 1) ?? 0);
  }

  private get lines(): string[] {
    return this.text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  }
}
