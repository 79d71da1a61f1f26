import { randomBytes } from "node:crypto";
import { type Api, apiWith, must, server } from "./api.ts";

/** An administrator's client: HOIST_TOKEN, else HOIST_LOGIN and HOIST_PASSWORD, else the first account of a fresh install. */
export async function administrator(): Promise<Api> {
  const { HOIST_TOKEN, HOIST_LOGIN, HOIST_PASSWORD } = process.env;
  const api = HOIST_TOKEN
    ? apiWith(HOIST_TOKEN)
    : HOIST_LOGIN && HOIST_PASSWORD
      ? await logIn(HOIST_LOGIN, HOIST_PASSWORD)
      : await firstAccount();

  const me = await must(api, [200], "GET", "/me");
  if (me.body.role !== "admin") throw new Error(`${me.body.username} is no administrator.`);
  return api;
}

export async function logIn(login: string, password: string): Promise<Api> {
  const answer = await must(apiWith(null), [200], "POST", "/auth/login", { login, password });
  return apiWith(String(answer.body.token));
}

async function firstAccount(): Promise<Api> {
  if (!(await isFresh())) {
    throw new Error(
      "This Hoist has accounts. Make a personal token of an administrator (Account → Personal tokens)\n" +
        "and run: HOIST_TOKEN=hst_pat_… npm run demo",
    );
  }
  const password = newPassword();
  await must(apiWith(null), [201], "POST", "/auth/sign-up", { username: "demo-admin", password });
  console.log(`Signed up the first account, an administrator: demo-admin, password ${password}`);
  return logIn("demo-admin", password);
}

/** A fresh install sends whoever comes to the sign-up page. */
async function isFresh(): Promise<boolean> {
  const answer = await fetch(`${server}/`, { redirect: "manual" });
  return (answer.headers.get("location") ?? "").includes("/sign-up");
}

export function newPassword(): string {
  return randomBytes(15).toString("base64url");
}
