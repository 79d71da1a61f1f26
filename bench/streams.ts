import { setTimeout as wait } from "node:timers/promises";
import { Child } from "@/bench/child";
import { get } from "@/bench/load/order";
import { residentBytes } from "@/bench/machine";
import type { Heard } from "@/bench/streams/order";
import { firstAccount } from "@/server/system/client";
import { Site } from "@/server/system/site";

/** With so many streams open. `bytes`: of the process that holds them; `milliseconds`: from a change to the last who heard it. */
export type StreamFigure = {
  streams: number;
  heard: number;
  events: number;
  bytes: number;
  milliseconds: number;
};
export type StreamFigures = { hoist: StreamFigure[]; plain: StreamFigure[] };

/** How many there are when what one needs is first looked at: what the first ones load is not theirs alone. */
const first = 100;
const patience = 30_000;

/** Streams of one Hoist, then as many of plain node:http, at each of these numbers. */
export async function measureStreams(points: number[]): Promise<StreamFigures> {
  return { hoist: await ofHoist([first, ...points]), plain: await ofPlain([first, ...points]) };
}

/** Bytes a stream from the first few on. */
export function bytesEach(figures: StreamFigure[]): number[] {
  const [start, ...rest] = figures;
  if (!start) return [];
  return rest.map(({ streams, bytes }) => (bytes - start.bytes) / (streams - start.streams));
}

async function ofHoist(points: number[]): Promise<StreamFigure[]> {
  const site = await Site.open("PostgreSQL");
  const crowd = new Child("streams/crowd.ts");
  try {
    const hoist = await site.start({ env: { HOIST_STREAMS_PER_ADDRESS: "0" } });
    const api = await firstAccount(hoist);
    await api.flag("many-hear-of-it");
    const { token } = await api.key("client");
    const request = get("/api/stream", { authorization: `Bearer ${token}` });
    let enabled = true;
    const change = async () => {
      enabled = !enabled;
      await api.switch("many-hear-of-it", enabled);
    };
    const server = { port: Number(new URL(hoist.url).port), pid: hoist.pid, request, change };
    return await measured(crowd, points, server);
  } finally {
    await crowd.end();
    await site.close();
  }
}

async function ofPlain(points: number[]): Promise<StreamFigure[]> {
  const [crowd, plain] = [new Child("streams/crowd.ts"), new Child("streams/plain.ts")];
  try {
    const { port } = await plain.next<{ port: number }>();
    const event = `id: 1\ndata: ${JSON.stringify({ type: "refetchEvaluation", etag: "1" })}\n\n`;
    const change = async () => plain.tell({ event });
    const request = get("/");
    return await measured(crowd, points, { port, pid: plain.pid, request, change });
  } finally {
    await Promise.all([crowd.end(), plain.end()]);
  }
}

type Server = { port: number; pid: number; request: string; change(): Promise<void> };

async function measured(crowd: Child, points: number[], server: Server): Promise<StreamFigure[]> {
  const { port, pid, request, change } = server;
  const figures: StreamFigure[] = [];
  await crowd.next();
  for (const streams of points) {
    await crowd.ask({ open: streams, port, request });
    await wait(500); // What had changed just before is told at the opening.
    const bytes = residentBytes([pid]);
    const hearing = crowd.ask<Heard>({ hear: true, withinMs: patience });
    const since = performance.timeOrigin + performance.now();
    await change();
    const { heard, events, last } = await hearing;
    figures.push({ streams, heard, events, bytes, milliseconds: last - since });
  }
  return figures;
}
