import { randomBytes } from "node:crypto";
import { Agent, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { pipeline, Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { createProxyServer } from "httpxy";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { isPageRequest, showAbsence } from "./absent-page";
import { refusalInstead } from "./api-answer";
import { readBody } from "./body";
import { compressorFor } from "./compress";
import { readConsoleAnswer, writeConsoleRequest } from "./console-headers";
import { ConsoleMeter } from "./console-meter";
import { ConsoleStreams, isEventStream, isStream } from "./console-streams";
import type { PublicAddress } from "./public-address";
import { refuse } from "./refuse";
import { addSecurityHeaders, contentSecurityPolicy } from "./security-headers";

const BODY_LIMIT = 1024 * 1024;
const CONSOLE_PATIENCE_MS = 10_000;
const SNAPSHOT_PATIENCE_MS = 1000;

/** The console as the proxy needs it. */
export type Upstream = { target: string; program: { whenUp(ms: number): Promise<boolean> } };

type Options = {
  upstream: Upstream;
  development: boolean;
  /** Resolves when polls see this sequence, or after the time. */
  caughtUp(sequence: bigint, milliseconds: number): Promise<unknown>;
};

type Exchange = { req: IncomingMessage; requestId: string; policy: string; secure: boolean };

/** Passes requests on to the console, and its answers back. */
export class ConsoleProxy {
  readonly meter = new ConsoleMeter();
  readonly streams = new ConsoleStreams();
  private readonly exchanges = new WeakMap<object, Exchange>();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 64 });
  private readonly proxy = createProxyServer({ selfHandleResponse: true });

  constructor(private readonly options: Options) {
    this.proxy.on("proxyRes", (answer, _req, res) => {
      const exchange = this.exchanges.get(res);
      if (!exchange) return void answer.destroy();
      this.answer(exchange, answer, res).catch((error) => {
        log.error({ err: error, requestId: exchange.requestId }, "answer of the console failed");
        res.destroy();
      });
    });
  }

  /** Answers a request with what the console says. Refusals go out as problem documents. */
  async handle(req: IncomingMessage, res: ServerResponse, address: PublicAddress, id: string) {
    const nonce = randomBytes(16).toString("base64");
    const policy = contentSecurityPolicy(nonce, this.options.development);
    const secure = address.protocol === "https";
    res.setMaxListeners(0); // Every try, and every stage of the answer, listens for its end.
    try {
      const body = await readBody(req, BODY_LIMIT);
      const target = req.url ?? "";
      writeConsoleRequest(req.headers, { address, target, requestId: id, nonce, policy });
      if (body.length > 0 || !isRead(req)) req.headers["content-length"] = String(body.length);
      this.exchanges.set(res, { req, requestId: id, policy, secure });
      await this.send(req, res, body);
    } catch (error) {
      if (res.destroyed) return;
      if (!(error instanceof Refusal)) log.error({ err: error, requestId: id }, "proxy failed");
      this.meter.noteFailure(req.method, error);
      const refusal = error instanceof Refusal ? error : interrupted();
      if (refusal.code === "unavailable" && !res.headersSent && isPageRequest(req))
        return showAbsence(res, refusal, { policy, secure, requestId: id });
      await refuse(res, refusal, id);
    }
  }

  /** Passes an upgrade on (`next dev` reloads pages over a socket). */
  async upgrade(req: IncomingMessage, socket: Socket, head: Buffer, address: PublicAddress) {
    writeConsoleRequest(
      req.headers,
      { address, target: "", requestId: "", nonce: "", policy: "" },
      { upgrade: true },
    );
    await this.options.upstream.program.whenUp(CONSOLE_PATIENCE_MS);
    await this.proxy
      .ws(req, socket, { target: this.options.upstream.target }, head)
      .catch(() => socket.destroy());
  }

  /** Ends what the console tells for as long as somebody listens; whoever does comes back. */
  endStreams() {
    this.streams.end();
  }

  /** Closes what is kept open to the console for the next request. */
  close() {
    this.agent.destroy();
    this.streams.agent.destroy();
  }

  /** Tries until the console has had the request; one that it may have acted upon is not sent twice. */
  private async send(req: IncomingMessage, res: ServerResponse, body: Buffer) {
    const deadline = performance.now() + CONSOLE_PATIENCE_MS;
    for (;;) {
      const patience = deadline - performance.now();
      if (patience <= 0 || !(await this.options.upstream.program.whenUp(patience))) throw absent();
      try {
        const target = this.options.upstream.target;
        const buffer = Readable.from(body.length > 0 ? [body] : []);
        const agent = isStream(req) ? this.streams.agent : this.agent;
        return await this.proxy.web(req, res, { target, buffer, agent });
      } catch (error) {
        if (res.headersSent || res.destroyed) throw error;
        if (!mayRepeat(req, error)) throw interrupted();
        await wait(50); // The supervisor has yet to hear of it.
      }
    }
  }

  private async answer(exchange: Exchange, answer: IncomingMessage, res: ServerResponse) {
    const { req, policy, secure, requestId } = exchange;
    const { headers, sequence } = readConsoleAnswer(answer.headers);
    // Whoever changed something reads it back at once.
    const status = answer.statusCode ?? 502;
    this.meter.noteOutcome(req.method, status, sequence !== undefined);
    if (sequence !== undefined) {
      const seen = await this.options.caughtUp(sequence, SNAPSHOT_PATIENCE_MS);
      if (seen === false) this.meter.late++;
    }
    if (res.destroyed) return;

    const refusal = refusalInstead(req.url ?? "", status, headers);
    if (refusal) {
      answer.resume();
      const { allow } = answer.headers;
      return await refuse(res, refusal, requestId, allow ? { allow } : {});
    }
    addSecurityHeaders(headers, { policy, secure });
    headers["x-request-id"] = requestId;
    const compressor = compressorFor(req, status, headers);
    res.writeHead(status, headers);
    if (isEventStream(headers)) return this.streams.pass(answer, res);
    const onEnd = () => {}; // A client that leaves midway is no error; an answer cut short ends the connection.
    if (compressor) pipeline(answer, compressor, res, onEnd);
    else pipeline(answer, res, onEnd);
  }
}

function mayRepeat(req: IncomingMessage, error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ECONNREFUSED") return true;
  const wasSent = code === "ECONNRESET" || code === "EPIPE";
  return wasSent && isRead(req);
}

function isRead(req: IncomingMessage): boolean {
  return req.method === "GET" || req.method === "HEAD";
}

function absent() {
  return new Refusal("unavailable", "The console is being started again. Try again in a moment.", {
    retryAfter: 2,
  });
}

function interrupted() {
  return new Refusal(
    "unavailable",
    "The console was interrupted. Look whether the change was made before you try again.",
    { retryAfter: 2 },
  );
}
