import { type EventEmitter, once } from "node:events";
import { Child } from "@/bench/child";
import { cut, placeholder, send } from "@/bench/load/order";
import { loadPeer, peerVersion } from "@/bench/peers";
import { freePort } from "@/server/system/harness";

const [application, master] = ["bench", "bench-master"];
const headers = { "x-parse-application-id": application, "x-parse-master-key": master };
const people = 1_000;

/** A running Parse Server. */
export type Parse = {
  port: number;
  pid: number;
  /** A toggle is written, then its audit row; as two requests, for it has no other way. */
  changes: [string, string][];
  toggles: [string, string][];
  /** Resolves with `performance.now()` when LiveQuery tells of the next toggle. */
  next(): Promise<number>;
  end(): Promise<void>;
};

/** Starts it with LiveQuery on this empty database; undefined when it is not installed. */
export async function startParse(databaseUrl: string): Promise<Parse | undefined> {
  if (!peerVersion("parse-server")) return undefined;
  const given = [databaseUrl, application, master, String(await freePort())];
  const child = new Child("peers/parse.mjs", { given });
  const { port } = await child.next<{ port: number }>();
  const post = (name: string, body: object) =>
    cut(send("POST", `/parse/classes/${name}`, headers, { ...body, reason: placeholder }));
  const names = Array.from({ length: people }, (_, at) => `bench-person-${at}`);
  const toggle = (user: string) => ({ flag: "flag-00", environment: "production", user, on: true });
  const entry = (user: string) => ({
    ...{ action: "toggle.create", flag: "flag-00", user, actor: "somebody" },
    ...{ before: null, after: toggle(user), requestId: `bench-${user}` },
  });
  const live = await liveQuery(port);
  return {
    ...{ port, pid: child.pid, next: () => nextOf(live) },
    changes: names.flatMap((name) => [post("Toggle", toggle(name)), post("AuditLog", entry(name))]),
    toggles: names.map((name) => post("Toggle", toggle(name))),
    end: () => child.end(),
  };
}

type WebSocket = EventEmitter & { send(text: string): void };

async function liveQuery(port: number): Promise<EventEmitter> {
  const Socket = loadPeer<new (url: string) => WebSocket>("ws");
  const socket = new Socket(`ws://127.0.0.1:${port}/parse`);
  await once(socket, "open");
  const tell = async (what: object) => {
    const answered = once(socket, "message");
    socket.send(JSON.stringify(what));
    await answered;
  };
  await tell({ op: "connect", applicationId: application, masterKey: master });
  await tell({ op: "subscribe", requestId: 1, query: { className: "Toggle", where: {} } });
  return socket;
}

async function nextOf(live: EventEmitter): Promise<number> {
  for (;;) {
    const [text] = await once(live, "message", { signal: AbortSignal.timeout(10_000) });
    const now = performance.now();
    if (String(text).includes(`"op":"create"`)) return now;
  }
}
