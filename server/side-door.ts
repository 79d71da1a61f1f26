import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { log } from "@/lib/log";
import { readBody } from "./body";
import { listen } from "./listen";

const BODY_LIMIT = 4 * 1024 * 1024;

export type SideDoor = { url: string; secret: string; close(): void };

/**
 * Where the console asks this process something: on a port of the loopback interface, with a secret that only the console is
 * given. `answer` gets what was posted; undefined: it cannot be answered yet.
 */
export async function openSideDoor(
  answer: (question: unknown) => Promise<unknown> | undefined,
): Promise<SideDoor> {
  const secret = randomBytes(32).toString("base64url");
  const server = createServer((req, res) => {
    receive(req, res, secret, answer).catch((error) => {
      log.error({ err: error }, "a question of the console could not be answered");
      if (res.headersSent) res.destroy();
      else res.writeHead(500).end();
    });
  });
  const port = await listen(server, "127.0.0.1", 0);
  return {
    url: `http://127.0.0.1:${port}`,
    secret,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function receive(
  req: IncomingMessage,
  res: ServerResponse,
  secret: string,
  answer: (question: unknown) => Promise<unknown> | undefined,
) {
  if (!isEqual(req.headers.authorization ?? "", `Bearer ${secret}`)) {
    res.writeHead(401, { connection: "close" }).end();
    return;
  }
  const question = JSON.parse((await readBody(req, BODY_LIMIT)).toString("utf8"));
  const answered = await answer(question);
  if (answered === undefined) res.writeHead(503).end();
  else res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answered));
}

function isEqual(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
