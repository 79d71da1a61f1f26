/** What is to be asked of whom. */
export type Order = {
  port: number;
  connections: number;
  seconds: number;
  /**
   * Whole requests, asked in turn. One of two parts is asked with a number between them that is never the same twice.
   */
  requests: ([string] | [string, string])[];
  /** What every answer must have. */
  status: number;
  /** Requests a second of all connections together; absent: without pause. */
  perSecond?: number;
};

/** `p50`, `p99`: milliseconds from the request to the last byte of its answer. */
export type Result = { answers: number; seconds: number; p50: number; p99: number };

/** A GET of this path, with these headers. */
export function get(path: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join("")}\r\n`;
}
