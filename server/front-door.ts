import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { idOf } from "@/lib/delivery/node";
import type { Settings } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { type Tracer, tracer } from "@/lib/tracing";
import { wrongMethod } from "./api-answer";
import { answerBrokenRequests } from "./broken-request";
import { kindOf } from "./console-meter";
import type { Health } from "./health";
import type { MetricsDoor } from "./metrics-door";
import { isForeign } from "./origin";
import type { ConsoleProxy } from "./proxy";
import { publicAddress } from "./public-address";
import { isReadPath, type ReadMount } from "./read-mount";
import { refuse } from "./refuse";
import { traceRequest } from "./trace-request";

/** All that anything in the console takes. */
const allow = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

/** Counted for a client that did not wait for an answer: nginx' number. */
const CLIENT_LEFT = 499;

/** What stands behind the one port. A role without a part has none of it. */
export type Rooms = {
  settings: Pick<Settings, "HOIST_TRUST_PROXY" | "NEXTAUTH_URL">;
  health: Health;
  metrics: MetricsDoor;
  reads: ReadMount | undefined;
  console: ConsoleProxy | undefined;
  development: boolean;
};

/** The only listener: health, metrics, the read API, and for everything else the console. */
export function createFrontDoor(rooms: Rooms): Server {
  const traces = tracer();
  const server = createServer((req, res) => receive(rooms, req, res, traces));
  answerBrokenRequests(server);
  // Longer than what proxies in front keep open, lest they write into a socket that is just being closed.
  server.keepAliveTimeout = 65_000;
  if (rooms.development) {
    server.on("upgrade", (req, socket: Socket, head) => {
      const address = publicAddress(req, rooms.settings.HOIST_TRUST_PROXY);
      rooms.console?.upgrade(req, socket, head, address).catch(() => socket.destroy());
    });
  }
  return server;
}

function receive(rooms: Rooms, req: IncomingMessage, res: ServerResponse, traces?: Tracer) {
  const id = idOf(req);
  const url = req.url ?? "";
  const cut = url.indexOf("?");
  const path = cut === -1 ? url : url.slice(0, cut);

  if (rooms.reads?.handles(path)) {
    if (traces) traceRequest(traces, req, res, path);
    return rooms.reads.handle(req, res, id);
  }
  req.headers["x-request-id"] = id;
  // What answers from memory writes its headers at once: one that is set before makes node:http check each of them again.
  res.setHeader("x-request-id", id);
  if (rooms.health.answers(path, cut === -1 ? "" : url.slice(cut), res)) return;
  if (path === "/metrics") return void rooms.metrics.answer(req, res, id);
  if (traces) traceRequest(traces, req, res, path);
  const refusal = passToConsole(rooms, req, res, path, id);
  if (refusal) void refuse(res, refusal, id, refusal.status === 405 ? { allow } : {});
}

/** Passes a request on to the console, or says why not. */
function passToConsole(
  { settings, reads, console, development }: Rooms,
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  id: string,
): Refusal | undefined {
  const nothing = () =>
    new Refusal(
      "not_found",
      "There is nothing at this address. See /api/openapi.json for those there are.",
    );
  if (!console) return nothing();
  const address = publicAddress(req, settings.HOIST_TRUST_PROXY);
  if (!path.startsWith("/") || !isDecodable(path) || !isHost(address.host)) {
    return new Refusal(
      "invalid",
      "The address of this request is malformed. Percent-encode its parts.",
      { status: 400 },
    );
  }
  if (!reads && isReadPath(path)) return nothing();
  if (!allow.split(", ").includes(req.method ?? "")) return wrongMethod();
  if (isForeign(req, address, settings.NEXTAUTH_URL)) {
    return new Refusal(
      "forbidden",
      "This request came from the page of another site. Open Hoist itself, or send a personal token.",
    );
  }
  noteWhenDone(req, res, path, id, development, console);
  void console.handle(req, res, address, id);
  return undefined;
}

/** Next.js answers 500 to a malformed escape. */
function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}

function isHost(host: string): boolean {
  return /^[\w.:[\]-]{1,255}$/.test(host) && URL.canParse(`http://${host}`);
}

function noteWhenDone(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  requestId: string,
  development: boolean,
  { meter }: ConsoleProxy,
) {
  const startedAt = performance.now();
  const quiet = development || path.startsWith("/_next/");
  res.once("close", () => {
    const took = performance.now() - startedAt;
    meter.requests.note(kindOf(path), res.headersSent ? res.statusCode : CLIENT_LEFT, took);
    const ms = Math.round(took);
    const facts = {
      requestId,
      method: req.method,
      path: loggable(path),
      status: res.statusCode,
      ms,
    };
    if (quiet) log.debug(facts, "request");
    else log.info(facts, "request");
  });
}

/** A targeting key in a path may be an e-mail address: that part is left out. */
function loggable(path: string): string {
  return path.replace(/[^/]*(?:@|%40)[^/]*/gi, "…");
}
