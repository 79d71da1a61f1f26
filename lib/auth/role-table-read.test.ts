import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { putConfiguration } from "@/lib/configurations/mutations";
import { unique } from "@/lib/testing/factories";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp, prove } from "@/lib/testing/read-api";
import { roles } from "@/lib/testing/role-table/world";
import { enrol, type Person } from "@/lib/testing/walk";
import { createToken } from "@/lib/tokens/mutations";
import { updateUser } from "@/lib/users/mutations/update";

type Polling = Person & { token: string };

let app: Awaited<ReturnType<typeof createApp>>;
let mount: Awaited<ReturnType<typeof openNodeMount>>;
let client: Awaited<ReturnType<typeof app.key>>;
let server: Awaited<ReturnType<typeof app.key>>;
let other: Polling;
const people: Polling[] = [];

async function somebody(): Promise<Polling> {
  const person = await enrol("member", unique("u"));
  await putConfiguration(app.as(person), person.username, "theme", { value: "dark" });
  const input = { name: "t", readOnly: true, expiresAt: null };
  return { ...person, token: (await createToken(app.as(person), input)).token };
}

beforeAll(async () => {
  app = await createApp();
  client = await app.key("client");
  server = await app.key("server");
  other = await somebody();
  await app.flag(unique("open"));
  for (const role of roles) {
    const person = await somebody();
    await updateUser(app.as(), person.username, { role });
    people.push(person);
  }
  mount = await openNodeMount();
});
afterAll(() => mount.close());

const configured = { configuration: { theme: "dark" } };
type Answer = number | typeof configured;
type Ask = (me: Polling) => { path: string; headers: Record<string, string> };

const poll = (targetingKey: string) => `/api/flags?targetingKey=${targetingKey}`;
const withOwn = (me: Polling, key: string) => ({
  "x-api-key": key,
  authorization: `Bearer ${me.token}`,
});

/** Roles are for people: through the doors of apps, every role is answered the same. */
const rows: [string, Ask, Answer][] = [
  [
    "one’s own configuration, with one’s own token beside a client key",
    (me) => ({ path: poll(me.targetingKey), headers: withOwn(me, client.token) }),
    configured,
  ],
  [
    "somebody’s configuration, with one’s own token beside a client key",
    (me) => ({ path: poll(other.targetingKey), headers: withOwn(me, client.token) }),
    401,
  ],
  [
    "one’s own configuration, with a proof by the app’s server",
    (me) => ({
      path: poll(me.targetingKey),
      headers: {
        "x-api-key": client.token,
        "x-hoist-identity": prove(client.identitySecret, me.targetingKey),
      },
    }),
    configured,
  ],
  [
    "somebody’s configuration, with a proof of one’s own identity",
    (me) => ({
      path: poll(other.targetingKey),
      headers: {
        "x-api-key": client.token,
        "x-hoist-identity": prove(client.identitySecret, me.targetingKey),
      },
    }),
    401,
  ],
  [
    "a poll with a server key",
    (me) => ({ path: poll(me.targetingKey), headers: { "x-api-key": server.token } }),
    configured,
  ],
  [
    "a poll with a personal token for a key",
    (me) => ({ path: poll(me.targetingKey), headers: { authorization: `Bearer ${me.token}` } }),
    401,
  ],
  [
    "the stream with a personal token for a key",
    (me) => ({ path: "/api/stream", headers: { authorization: `Bearer ${me.token}` } }),
    401,
  ],
];

describe("through the doors of the read API, every role is answered the same", () => {
  it.each(rows)("for %s", async (_, ask, expected) => {
    for (const me of people) {
      const { path, headers } = ask(me);
      const response = await mount.fetch(path, { headers });
      if (typeof expected === "number") expect(response.status).toBe(expected);
      else expect(await response.json()).toMatchObject(expected);
    }
  });

  it("for a claim without a proof: no configuration", async () => {
    for (const me of people) {
      const headers = { "x-api-key": client.token };
      const response = await mount.fetch(poll(me.targetingKey), { headers });
      expect(await response.json()).not.toHaveProperty("configuration");
    }
  });
});
