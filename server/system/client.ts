import { setTimeout as wait } from "node:timers/promises";

export type Answer = { status: number; headers: Headers; body: unknown };

const credentials = { username: "sam", password: "correct horse battery" };

/** Sends one request with JSON in and out. Throws when the connection breaks off. */
export async function request(
  url: string,
  method = "GET",
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: "manual",
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== "" ? JSON.parse(text) : text,
  };
}

/** The management API as one user. Throws unless the answer is a 2xx. */
export class Api {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const authorization = `Bearer ${this.token}`;
    return request(`${this.url}/api/v1${path}`, method, body, { authorization, ...headers });
  }

  async must(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.send(method, path, body);
    if (answer.status < 300) return answer.body as Record<string, unknown>;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** The same user at another instance. */
  at({ url }: { url: string }): Api {
    return new Api(url, this.token);
  }

  /** Creates a flag and switches it on in production. */
  async flag(key: string): Promise<void> {
    await this.must("POST", "/projects/default/flags", { key });
    await this.switch(key, true);
  }

  async switch(key: string, enabled: boolean): Promise<void> {
    await this.must("PATCH", `/projects/default/flags/${key}/environments/production`, { enabled });
  }

  /** A new key of production. */
  async key(kind: "client" | "server" = "server"): Promise<{ id: string; token: string }> {
    const path = "/projects/default/environments/production/keys";
    const { id, token } = await this.must("POST", path, { name: "test", kind });
    return { id: String(id), token: String(token) };
  }
}

/** Signs the first account up, which becomes the administrator, and logs in. */
export async function firstAccount({ url }: { url: string }): Promise<Api> {
  const made = await request(`${url}/api/v1/auth/sign-up`, "POST", credentials);
  if (made.status !== 201) throw new Error(`Sign-up: ${made.status} ${JSON.stringify(made.body)}`);
  return logIn({ url });
}

export async function logIn({ url }: { url: string }, login = credentials.username) {
  const { password } = credentials;
  const answer = await request(`${url}/api/v1/auth/login`, "POST", { login, password });
  if (answer.status !== 200) throw new Error(`Login: ${answer.status}`);
  return new Api(url, String((answer.body as { token: unknown }).token));
}

/** What a client app gets. */
export function poll({ url }: { url: string }, token: string, targetingKey = "u-18", etag = "") {
  const query = `targetingKey=${encodeURIComponent(targetingKey)}`;
  const condition: Record<string, string> = etag ? { "if-none-match": etag } : {};
  return request(`${url}/api/flags?${query}`, "GET", undefined, {
    "x-api-key": token,
    ...condition,
  });
}

/** The value that a client app gets of one flag; undefined when there is no answer or no such flag. */
export async function valueFor(hoist: { url: string }, token: string, key: string, user = "u-18") {
  const { body } = await poll(hoist, token, user);
  const { flags } = body as { flags?: Record<string, { value: unknown }> };
  return flags?.[key]?.value;
}

/** Waits until something is so; throws, saying what, when it is not after the time. */
export async function until(what: string, isSo: () => Promise<boolean>, milliseconds = 10_000) {
  const deadline = performance.now() + milliseconds;
  while (!(await isSo().catch(() => false))) {
    if (performance.now() > deadline) throw new Error(`Not within ${milliseconds} ms: ${what}`);
    await wait(20);
  }
}
