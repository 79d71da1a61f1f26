import { randomUUID } from "node:crypto";

/** A request of the read API, whoever received it. */
export type ReadRequest = {
  method: string;
  /** As sent: percent-encoded, without the query. */
  path: string;
  /** The query without its question mark. */
  search: string;
  /** A header's value by its name in lower case. */
  header(name: string): string | null;
  /** At most one byte over the limit is needed of it; null when there is none. */
  body: Buffer | null;
  /** Epoch milliseconds. */
  now: number;
  requestId: string;
  /** Who received it can compress, and the client asked for it. */
  gzip: boolean;
};

export type ReadResponse = {
  status: number;
  /** Names in lower case. Content-Length belongs to the body as it is here. */
  headers: Record<string, string>;
  /** Null for 204 and 304. */
  body: Answer["body"] | null;
  /** The answer whose compressed body is to be sent instead, when the headers say so. */
  compress: Answer | null;
};

/** An answer of the read API before it is somebody's response: the same for everybody who asks the same. */
export type Answer = {
  /** Bytes where it is kept, and thus sent often. */
  body: string | Buffer<ArrayBuffer>;
  readonly bytes: number;
  /** Of the body, without quotes. */
  readonly tag: string;
  /** Filled by whoever compresses it first. */
  gzip: Promise<Buffer<ArrayBuffer>> | null;
};

/** Where bodies end, in bytes. */
export const bodyLimit = 65_536;

/** Ids differ in their last twelve digits within a process: a random one for each request takes twice as long. */
const idStart = randomUUID().slice(0, 24);
let lastId = 100_000_000_000;

/** The id that came with the request when it is fit for a log, else a new one. */
export function requestIdOf(sent: string | null): string {
  return sent !== null && /^[\w.:-]{1,64}$/.test(sent) ? sent : `${idStart}${++lastId}`;
}
