import { setTimeout as wait } from "node:timers/promises";
import type { Answer, Api } from "./client";
import { until } from "./client";

/** One change as its writer saw it; `id` is the request's, which stands in the audit row. */
export type Attempt = {
  id: string;
  action: string;
  /** 0: the connection broke off, so that nobody knows. */
  status: number;
  detail: string;
  type: string;
  retryAfter: string | null;
};

/** Writers that change things over REST without pause, through whatever happens to the server. */
export class Writers {
  readonly attempts: Attempt[] = [];
  private ended = false;
  private readonly lanes: Promise<void>[] = [];

  private constructor(
    private readonly api: Api,
    private readonly name: string,
  ) {}

  /** Starts as many writers, each with a flag of its own. */
  static async start(api: Api, name: string, count = 8): Promise<Writers> {
    const writers = new Writers(api, name);
    for (let lane = 0; lane < count; lane++) await api.flag(`${name}-${lane}`);
    for (let lane = 0; lane < count; lane++) writers.lanes.push(writers.write(lane));
    return writers;
  }

  get acknowledged(): Attempt[] {
    return this.attempts.filter(({ status }) => status >= 200 && status < 300);
  }

  /** Waits for as many acknowledged changes more. */
  async more(count: number): Promise<void> {
    const enough = this.acknowledged.length + count;
    const isSo = async () => this.acknowledged.length >= enough;
    await until(`${enough} acknowledged changes`, isSo, 60_000);
  }

  async stop(): Promise<Attempt[]> {
    this.ended = true;
    await Promise.all(this.lanes);
    return this.attempts;
  }

  private async write(lane: number) {
    const project = "/projects/default";
    const flag = `${project}/flags/${this.name}-${lane}`;
    for (let turn = 0; !this.ended; turn++) {
      const id = `${this.name}-${lane}-${turn}`;
      const send = (method: string, path: string, body: unknown) =>
        this.api.send(method, path, body, { "x-request-id": id });
      if (turn % 3 === 0) {
        const path = `${flag}/environments/production/toggles/${id}`;
        const body = { enabled: false, reason: `because of ${id}` };
        await this.attempt(id, "toggle.create", send("PUT", path, body));
      } else if (turn % 3 === 1) {
        await this.attempt(id, "flag.update", send("PATCH", flag, { description: id }));
      } else {
        await this.attempt(id, "flag.create", send("POST", `${project}/flags`, { key: id }));
      }
    }
  }

  private async attempt(id: string, action: string, sent: Promise<Answer>) {
    const answer = await sent.catch((error: unknown) => String(error));
    if (typeof answer === "string") {
      const unknown = { status: 0, type: "", retryAfter: null };
      this.attempts.push({ id, action, detail: answer, ...unknown });
    } else {
      const { status, headers, body } = answer;
      const detail = String((body as { detail?: unknown }).detail ?? "");
      const type = headers.get("content-type") ?? "";
      const retryAfter = headers.get("retry-after");
      this.attempts.push({ id, action, status, detail, type, retryAfter });
      if (status < 300) return;
    }
    await wait(20);
  }
}
