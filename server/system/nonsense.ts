/** Numbers between 0 and 1, the same ones for a seed: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const texts = [
  ...["", "%", "%zz", "%00", "%ff%fe", "..%2f..%2fetc", "💥", "a".repeat(2_000), "[object Object]"],
  ...[
    "null",
    "-1",
    "1e999",
    "NaN",
    "true",
    "' OR 1=1 --",
    "__proto__",
    "constructor",
    "{{7*7}}",
    "\\u0000",
  ],
];
const bodies = [
  ...[
    "",
    "{",
    "[]",
    "null",
    "7",
    '"text"',
    "{}",
    '{"context":null}',
    '{"context":[]}',
    '{"context":7}',
  ],
  ...[
    '{"context":{"targetingKey":7}}',
    '{"context":{"targetingKey":{"a":[]}}}',
    '{"targetingKey":null}',
  ],
  ...['{"__proto__":{"a":1}}', '{"flags":[null]}', `${'{"a":'.repeat(200)}1${"}".repeat(200)}`],
  ...[
    `{"context":{"targetingKey":"u","deep":${"[".repeat(100)}${"]".repeat(100)}}}`,
    "\u0000\u0001",
    "{'a':1}",
  ],
  ...[
    '{"enabled":"yes"}',
    '{"key":"","name":[]}',
    '{"variants":[{}]}',
    '{"rules":[{"when":{"all":[{"all":1}]}}]}',
  ],
];
const types = [
  "application/json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "nonsense",
  "",
];
const methods = ["GET", "GET", "GET", "POST", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
const names = [
  "targetingKey",
  "atLeast",
  "flagConfigEtag",
  "flags",
  "since",
  "token",
  "a.b",
  "attributes",
  "",
];

const readDoors = [
  ...["/api/flags", "/api/flags/", "/api/flags/new-checkout", "/flagd/flags.json", "/api/stream"],
  ...["/ofrep/v1/evaluate/flags", "/ofrep/v1/evaluate/flags/new-checkout", "/ofrep/v1/nothing"],
];
const consoleDoors = [
  ...[
    "/api/v1/projects",
    "/api/v1/projects/default/flags",
    "/api/v1/me",
    "/api/v1/users",
    "/api/v1/audit",
  ],
  ...[
    "/api/v1/auth/login",
    "/api/v1/auth/sign-up",
    "/api/v1/projects/default/segments",
    "/api/v1/nothing",
  ],
  "/api/v1/projects/default/flags/new-checkout/environments/production",
];

/** Requests that HTTP can read and Hoist cannot make sense of; one text each, with how it begins in words. */
export function* nonsense(seed: number, door: "read" | "console", tokens: string[]) {
  const next = random(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const query = () => {
    const pairs = Array.from(
      { length: Math.floor(next() * 4) },
      () => `${one(names)}=${one(texts)}`,
    );
    return pairs.length > 0 ? `?${pairs.join(one(["&", "&&", ";"]))}` : "";
  };
  const header = (name: string, value: string) => (value === "" ? "" : `${name}: ${value}\r\n`);
  for (;;) {
    const tail = next() < 0.3 ? `/${one(texts)}` : "";
    const path = ascii(`${one(door === "read" ? readDoors : consoleDoors)}${tail}${query()}`);
    // Longer ones are answered while they are sent, and their connection ends.
    const method = one(methods);
    const body = method === "GET" || method === "HEAD" || method === "OPTIONS" ? "" : one(bodies);
    // With a key it would open, and never end.
    const known = path.startsWith("/api/stream") ? [] : tokens;
    const token = one([...known, `hst_cli_${next()}`, one(texts)]);
    yield [
      `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n`,
      header(one(["x-api-key", "authorization"]), ascii(next() < 0.5 ? token : `Bearer ${token}`)),
      header("content-type", one(types)),
      header("if-none-match", next() < 0.2 ? ascii(one(texts)) : ""),
      header("last-event-id", next() < 0.1 ? ascii(one(texts)) : ""),
      header("accept-encoding", next() < 0.3 ? one(["gzip", "gzip;q=x", "*;q=0", ",,,"]) : ""),
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ].join("");
  }
}

/** Bytes that are no HTTP at all, or break off in the middle of it. */
export function* noise(seed: number): Generator<Buffer> {
  const next = random(seed);
  const starts = [
    "",
    "GET ",
    "GET / HTTP/1.1\r\n",
    "POST /api/flags HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
  ];
  for (;;) {
    const start = starts[Math.floor(next() * starts.length)] ?? "";
    const bytes = Array.from({ length: Math.floor(next() * 200) }, () => Math.floor(next() * 256));
    yield Buffer.concat([Buffer.from(start), Buffer.from(bytes), Buffer.from("\r\n\r\n")]);
  }
}

/** What may stand in a request line or a header. */
function ascii(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, (other) => encodeURIComponent(other.toWellFormed()));
}
