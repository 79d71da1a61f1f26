import { beforeAll, describe, expect, it } from "vitest";
import { listAudit } from "@/lib/audit/queries";
import { type ListAudit, listAuditQuery } from "@/lib/audit/schema";
import { commitChange } from "@/lib/change";
import type { AuditEntry } from "@/lib/history/entry";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";

type Fixture = Awaited<ReturnType<typeof fill>>;
let log: Fixture;
beforeAll(async () => {
  log = await fill();
});

/** Six rows: two flags, two environments, two actors, one toggled user, one account. */
async function fill() {
  const [ada, bob] = [await createActor("admin"), await createActor("editor")];
  const project = await createProject();
  const [till, cart] = [await createFlag(project), await createFlag(project)];
  const user = await createActor("member");
  const about = (
    action: string,
    flag: { id: string; key: string },
    env: "staging" | "production",
  ) =>
    ({
      action,
      project: { id: project.id, key: project.key },
      environment: project.environments[env],
      flag: { id: flag.id, key: flag.key },
    }) satisfies AuditEntry;
  const write = (actor: typeof ada, ...audit: [AuditEntry, ...AuditEntry[]]) =>
    commitChange(again(actor), async () => ({ result: undefined, audit }));

  await write(ada, about("flag.enable", till, "staging"));
  await write(ada, about("flag.enable", cart, "production"));
  await write(ada, { action: "user.create", userId: user.id });
  await write(bob, about("flag.disable", till, "production"));
  await write(bob, { ...about("toggle.create", till, "production"), userId: user.id });
  await write(bob, about("flag.kill", cart, "staging"));
  return { ada, bob, project, till, cart, user };
}

async function found(filters: ListAudit): Promise<string[]> {
  const { data } = await listAudit(log.ada, { project: log.project.key, ...filters });
  return data.map(({ action }) => action);
}

describe("listAudit filters", () => {
  it("by flag", async () => {
    expect(await found({ flag: log.cart.key })).toEqual(["flag.kill", "flag.enable"]);
    expect(await found({ flag: "nothing" })).toEqual([]);
  });

  it("by environment", async () => {
    expect(await found({ env: "staging" })).toEqual(["flag.kill", "flag.enable"]);
    expect(await found({ env: "moon" })).toEqual([]);
  });

  it("by actor, without regard to case", async () => {
    const enabled = ["flag.enable", "flag.enable"];
    expect(await found({ actor: log.ada.username.toUpperCase() })).toEqual(enabled);
    expect(await found({ actor: "nobody" })).toEqual([]);
  });

  it("by affected user", async () => {
    expect(await found({ user: log.user.username })).toEqual(["toggle.create"]);
    expect(await found({ user: log.user.targetingKey })).toEqual(["toggle.create"]);
  });

  it("by action, and by everything about one noun", async () => {
    expect(await found({ action: "flag.kill" })).toEqual(["flag.kill"]);
    expect(await found({ action: "toggle" })).toEqual(["toggle.create"]);
    expect(await found({ action: "flag" })).toHaveLength(4);
  });

  it("by all of them together", async () => {
    const filters = { flag: log.till.key, env: "production", action: "flag.disable" };
    expect(await found({ ...filters, actor: log.bob.username })).toEqual(["flag.disable"]);
    expect(await found({ ...filters, actor: log.ada.username })).toEqual([]);
  });

  it("by time: since is part of it, until is not", async () => {
    const { data } = await listAudit(log.ada, { project: log.project.key });
    const times = data.map(({ timestamp }) => timestamp);
    const since = new Date(times[2] ?? 0);
    const until = new Date(times[0] ?? 0);
    expect(await found({ since })).toHaveLength(times.filter((time) => time >= times[2]!).length);
    expect(await found({ until })).toHaveLength(times.filter((time) => time < times[0]!).length);
  });

  it("by page: every row once, in order", async () => {
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAudit(log.ada, { project: log.project.key, limit: 2, cursor });
      expect(page.data.length).toBeLessThanOrEqual(2);
      pages.push(...page.data.map(({ action }) => action));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual(await found({}));
    expect(pages.length).toBeGreaterThan(4);
  });

  it("keeps accounts out of a project's log unless asked", async () => {
    expect(await found({ action: "user" })).toEqual([]);
    expect(await found({ action: "user", accounts: true })).toEqual(["user.create"]);
  });

  it("refuses a cursor it did not make", async () => {
    await expect(found({ cursor: "bm90LWFuLWlk" })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("listAuditQuery", () => {
  it("takes a day as the whole of it", () => {
    expect(listAuditQuery.parse({ since: "2026-11-22", until: "2026-11-22" })).toMatchObject({
      since: new Date("2026-11-22T00:00:00Z"),
      until: new Date("2026-11-23T00:00:00Z"),
      limit: 50,
    });
  });

  it.each([
    { limit: "0" },
    { limit: "101" },
    { since: "yesterday" },
    { action: "flag.%" },
    { colour: "red" },
  ])("refuses %o", (query) => {
    expect(listAuditQuery.safeParse(query).success).toBe(false);
  });
});
