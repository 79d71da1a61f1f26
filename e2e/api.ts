import { expect } from "@playwright/test";

export type Account = { username: string; password: string };

/** The management API of one Hoist, with a personal token. */
export class Api {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  /** Signs in. The account must exist. */
  static async of(url: string, { username, password }: Account): Promise<Api> {
    const { token } = await new Api(url, "").send<{ token: string }>("POST", "/auth/login", {
      login: username,
      password,
    });
    return new Api(url, token);
  }

  /** Makes an account; the first one of a Hoist is its administrator. */
  static async signUp(url: string, account: Account): Promise<Api> {
    await new Api(url, "").send("POST", "/auth/sign-up", account);
    return Api.of(url, account);
  }

  get<T = unknown>(path: string): Promise<T> {
    return this.send<T>("GET", path);
  }

  async send<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.ok, `${method} ${path}: ${response.status} ${text}`).toBe(true);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
}
