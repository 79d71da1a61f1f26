import { once } from "node:events";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { request as ask } from "./client";

const lookEvery = 50;

type Backend = { url: string; isReady: boolean; agent: http.Agent };

/**
 * What stands before several instances: in turn, to those that say they are ready. As proxies do, it asks another one when
 * a connection is refused, and again when a read met a connection that was just closed; a write never twice.
 */
export class Balancer {
  url = "";
  readonly #backends: Backend[];
  readonly #server = http.createServer((req, res) => void this.#handle(req, res));
  #turn = 0;
  #looking: NodeJS.Timeout | undefined;

  private constructor(urls: string[]) {
    const agent = () => new http.Agent({ keepAlive: true });
    this.#backends = urls.map((url) => ({ url, isReady: true, agent: agent() }));
  }

  static async open(instances: { url: string }[]): Promise<Balancer> {
    const balancer = new Balancer(instances.map(({ url }) => url));
    await once(balancer.#server.listen(0, "127.0.0.1"), "listening");
    balancer.url = `http://127.0.0.1:${(balancer.#server.address() as AddressInfo).port}`;
    balancer.#looking = setInterval(() => balancer.#look(), lookEvery);
    return balancer;
  }

  close(): void {
    clearInterval(this.#looking);
    this.#server.close();
    this.#server.closeAllConnections();
    for (const { agent } of this.#backends) agent.destroy();
  }

  #look(): void {
    for (const backend of this.#backends)
      ask(`${backend.url}/api/health/ready`)
        .then(({ status }) => {
          backend.isReady = status === 200;
        })
        .catch(() => {
          backend.isReady = false;
        });
  }

  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = Buffer.concat(await req.toArray());
    const ready = this.#backends.filter(({ isReady }) => isReady);
    const first = this.#turn++ % Math.max(1, ready.length);
    for (const backend of [...ready.slice(first), ...ready.slice(0, first)]) {
      try {
        const answer = await pass(req, body, backend);
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
        return;
      } catch (error) {
        const { syscall } = error as NodeJS.ErrnoException;
        if (syscall !== "connect" && req.method !== "GET") break;
      }
    }
    res.writeHead(502).end();
  }
}

function pass(req: IncomingMessage, body: Buffer, { url, agent }: Backend) {
  const { method, headers } = req;
  return new Promise<IncomingMessage>((resolve, reject) => {
    const options = { method, headers, agent: method === "GET" ? agent : false };
    const sent = http.request(`${url}${req.url}`, options, resolve);
    sent.on("error", reject);
    sent.end(body);
  });
}

class NotAccepted extends Error {}

/** A client app that keeps its connection open, and turns to the next instance when the present one refuses it. */
export class KeptOpen {
  answers = 0;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  readonly #failures: string[] = [];
  #ended = false;
  readonly #life: Promise<void>;

  constructor(instances: { url: string }[], token: string) {
    this.#life = this.#live(instances, token);
  }

  /** Whatever was not answered. */
  async stop(): Promise<string[]> {
    this.#ended = true;
    await this.#life;
    this.#agent.destroy();
    return this.#failures;
  }

  async #live(instances: { url: string }[], token: string): Promise<void> {
    for (let turn = 0; !this.#ended; await wait(2)) {
      const instance = instances[turn % instances.length];
      try {
        const status = await this.#poll(`${instance?.url}/api/flags?targetingKey=u-18`, token);
        if (status === 200) this.answers++;
        else this.#failures.push(`status ${status}`);
      } catch (error) {
        if (error instanceof NotAccepted) turn++;
        else this.#failures.push(String(error));
      }
    }
  }

  #poll(url: string, token: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const options = { agent: this.#agent, headers: { "x-api-key": token } };
      const sent = http.get(url, options, (answer) => {
        answer.resume().once("error", reject);
        answer.once("end", () => resolve(answer.statusCode));
      });
      // A new connection that is reset before any answer was only accepted by the system, which was told to close the port.
      sent.once("error", (error) => reject(sent.reusedSocket ? error : new NotAccepted()));
    });
  }
}
