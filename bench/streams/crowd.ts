// Many clients that listen to one server, each with a socket of its own.
import { connect, type Socket } from "node:net";
import type { CrowdOrder, Heard } from "./order";

const atOnce = 100;
const sockets: Socket[] = [];
const heard = new Set<Socket>();
let events = 0;
let last = 0;
let onHeard = () => {};

process.on("disconnect", () => process.exit());
process.on("message", (order: CrowdOrder) => {
  follow(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.send?.({});

async function follow(order: CrowdOrder): Promise<object> {
  if ("hear" in order) return hear(order.withinMs);
  while (sockets.length < order.open) {
    const missing = Math.min(atOnce, order.open - sockets.length);
    await Promise.all(Array.from({ length: missing }, () => open(order.port, order.request)));
  }
  return { open: sockets.length };
}

/** Resolves when the server has said its first words. */
function open(port: number, request: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("error", reject).once("close", () => reject(new Error("A stream was closed.")));
    socket.once("data", (piece: Buffer) => {
      if (!piece.toString("latin1", 0, 15).includes(" 200")) reject(new Error(String(piece)));
      sockets.push(socket);
      resolve();
    });
    socket.on("data", (piece: Buffer) => {
      if (!piece.includes("data:")) return;
      events++;
      last = performance.timeOrigin + performance.now();
      heard.add(socket);
      if (heard.size === sockets.length) onHeard();
    });
    socket.write(request);
  });
}

async function hear(withinMs: number): Promise<Heard> {
  heard.clear();
  events = last = 0;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    onHeard = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { heard: heard.size, events, last };
}
