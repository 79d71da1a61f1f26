/** What is to be asked of whom. */
export type Order = {
  port: number;
  connections: number;
  seconds: number;
  /**
   * Whole requests, asked in turn. One of two parts is asked with a number of nine digits between them, never the same twice.
   */
  requests: ([string] | [string, string])[];
  /** Each answer must have one of these. */
  statuses: number[];
  /** Requests a second of all connections together; absent: without pause. */
  perSecond?: number;
};

/** Makes the number that stands between the two parts of a request. */
export function digits(number: number): string {
  return String(number).padStart(9, "0");
}

/** Cuts a request where the placeholder stands. */
export function cut(request: string): [string, string] {
  const [before = "", after = ""] = request.split(placeholder);
  return [before, after];
}

/** Stands for the number in what `cut` cuts. */
export const placeholder = "#########";

/** `p50`, `p99`: milliseconds from the request to the last byte of its answer. */
export type Result = { answers: number; seconds: number; p50: number; p99: number };

/** A GET of this path, with these headers. */
export function get(path: string, headers: Record<string, string> = {}): string {
  return `${head("GET", path, headers)}\r\n`;
}

/** A request with a JSON body. */
export function send(method: string, path: string, headers: Record<string, string>, body: object) {
  const text = JSON.stringify(body);
  const length = String(Buffer.byteLength(text));
  const about = { ...headers, "content-type": "application/json", "content-length": length };
  return `${head(method, path, about)}\r\n${text}`;
}

function head(method: string, path: string, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join("")}`;
}
