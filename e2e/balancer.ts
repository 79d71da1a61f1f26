import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What stands before several instances: it passes each request on to the next one in turn, and to another when that one does
 * not answer. A stream ends with its instance. While there is none, connections break off, as if this one were away too.
 */
export class Balancer {
  /** What was passed on to an instance that took it, newest last. */
  readonly passed: { path: string; to: string; lastEventId: string | undefined }[] = [];
  private turn = 0;
  private readonly server = createServer((req, res) => void this.receive(req, res));

  private constructor(private readonly instances: readonly string[]) {}

  static async start(instances: readonly string[]): Promise<Balancer> {
    const balancer = new Balancer(instances);
    balancer.server.listen(0, "127.0.0.1");
    await once(balancer.server, "listening");
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = Buffer.concat(await req.toArray());
    for (const _ of this.instances) {
      const to = this.instances[this.turn++ % this.instances.length] ?? "";
      if (await this.pass(req, res, body, to)) return;
    }
    res.destroy();
  }

  /** False when the instance was gone before it answered. */
  private pass(req: IncomingMessage, res: ServerResponse, body: Buffer, to: string) {
    return new Promise<boolean>((resolve) => {
      const { method, headers, url: path = "/" } = req;
      const sent = request(new URL(path, to), { method, headers, agent: false }, (answer) => {
        this.passed.push({ path, to, lastEventId: headers["last-event-id"]?.toString() });
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
        answer.once("close", () => answer.complete || res.destroy());
        res.once("close", () => sent.destroy());
        resolve(true);
      });
      sent.once("error", () => (res.headersSent ? res.destroy() : resolve(false)));
      sent.end(body);
    });
  }
}
