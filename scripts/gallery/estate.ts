import { spawn } from "node:child_process";
import { once } from "node:events";
import { type Account, Api } from "../../e2e/api";
import { makeTargeting } from "./screens/targeting";
import type { Accounts } from "./studio";

const flags = "/projects/default/flags";
const toggles = `${flags}/new-checkout/environments/production/toggles`;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const account = (username: string): Account => ({ username, password: "quiet harbour lamp" });

/** What a team that has used Hoist for a while would have, and the people who look at it. */
export async function furnish(url: string): Promise<Accounts> {
  const people = {
    admin: account("sam"),
    editor: account("kim"),
    viewer: account("lee"),
    member: account("mia"),
  };
  const api = await Api.signUp(url, people.admin);
  await runDemo(url, api.token);
  for (const [role, person] of [
    ["editor", people.editor],
    ["viewer", people.viewer],
  ] as const) {
    await Api.signUp(url, person);
    await api.send("PATCH", `/users/${person.username}`, { role });
  }
  await api.send("PUT", "/projects/default/members/kim", { role: "approver" });
  const editor = await Api.of(url, people.editor);
  await makeFlags(api, editor);
  await makeTargeting(api);
  await makeUsers(url, api, people.member);
  await makePlaces(url, api);
  return people;
}

/** The demo's flags, users and toggles. */
async function runDemo(url: string, token: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/demo/main.ts"], {
    env: { ...process.env, HOIST_URL: url, HOIST_TOKEN: token },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error("The demo failed.");
}

async function makeFlags(admin: Api, editor: Api) {
  await editor.send("POST", flags, {
    key: "better-search",
    name: "A better search",
    description: "Finds what you mean, with spelling mistakes and in other words too.",
    selfService: true,
    tags: ["search", "early-access"],
  });
  await editor.send("POST", flags, {
    key: "compact-lists",
    name: "Compact lists",
    description: "More lines on a screen.",
    selfService: true,
  });
  await editor.send("POST", flags, {
    key: "checkout-that-remembers-the-address-of-the-last-order-and-offers-it-again",
    name: "A checkout that remembers the address of the last order and offers it again, also to people who never made an account",
    description:
      "Asked for by the support team, which spends an hour a day on addresses that somebody typed a second time and got wrong. ".repeat(
        4,
      ),
    tags: ["checkout", "frontend", "experiment", "addresses", "support"],
  });
  await editor.send("POST", flags, { key: "quiet-flag", name: "Quiet flag" });
  const page = `${flags}/new-checkout/environments/production`;
  await admin.send("PATCH", page, { enabled: true, killed: false });
  await editor.send("PUT", `${toggles}/u-0004`, {
    enabled: true,
    reason: "Asked for early access",
    expiresAt: inDays(7),
  });
  await editor.send("PUT", `${toggles}/u-0017`, {
    enabled: false,
    reason: "Sees a broken page on an old tablet, ticket 4711",
  });
  await admin.send("PUT", `${toggles}/u-0023`, { enabled: true });
  await admin.send("POST", `${toggles}/u-0023/end`);
  await admin.send("PUT", `${flags}/guest-checkout/environments/production/toggles/u-0004`, {
    enabled: true,
  });
  await admin.send("PATCH", `${flags}/guest-checkout/environments/production`, { enabled: false });
  await admin.send("PATCH", `${flags}/express-pay/environments/production`, { enabled: true });
  await admin.send("PATCH", `${flags}/express-pay/environments/production`, { killed: true });
  for (const key of ["gift-wrapping", "tax-preview", "basket-reminder"])
    await admin.send("POST", `${flags}/${key}/archive`);
}

async function makeUsers(url: string, api: Api, member: Account) {
  const own = await Api.signUp(url, member);
  await own.send("PUT", "/users/mia/configurations/theme", { value: "dark" });
  await own.send("PUT", "/users/mia/configurations/columns", {
    value: { shown: ["name", "price", "delivery"], width: 320 },
  });
  await own.send("PUT", `${flags}/better-search/environments/production/toggles/mia`, {
    enabled: true,
  });
  await Api.signUp(url, account("noor"));
  await api.send("PATCH", "/users/noor", { active: false });
  await Api.signUp(url, account("ola"));
}

async function makePlaces(url: string, api: Api) {
  const environments = "/projects/default/environments";
  await api.send("POST", environments, { key: "eu", name: "Production EU", protected: true });
  await api.send("POST", `${environments}/production/keys`, {
    name: "web shop",
    kind: "client",
    allowedOrigins: ["https://shop.example.com", "https://www.example.com"],
    requireIdentity: true,
  });
  const { token } = await api.send<{ token: string }>("POST", `${environments}/production/keys`, {
    name: "order service",
    kind: "server",
    expiresAt: inDays(90),
  });
  await fetch(`${url}/api/flags?targetingKey=u-0004`, { headers: { "x-api-key": token } });
  await api.send("POST", "/projects", { key: "mobile", name: "Mobile app" });
  await api.send("POST", "/me/tokens", { name: "Deploy script", expiresAt: inDays(30) });
  await api.send("POST", "/me/tokens", { name: "Dashboard", readOnly: true });
}
