import { inspect } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalText } from "@/lib/history/chain";
import type { AuditRow } from "@/lib/history/row";
import { log } from "@/lib/log";
import { auditRows } from "@/lib/testing/log";
import { walk } from "@/lib/testing/walk";
import { dump, restore } from "./dump";
import { reread } from "./feed";
import { followSnapshot } from "./follow";
import { loadState } from "./load";
import { apply } from "./reducer";
import { emptyState, type State } from "./state";

const connectionString = process.env.DATABASE_URL ?? "";
const client = new pg.Client({ connectionString });
let rows: AuditRow[];
let followed: State | null;

beforeAll(async () => {
  await client.connect();
  const snapshot = followSnapshot({ connectionString, log });
  await snapshot.loaded;
  await walk(11, 350);
  await walk(12, 350);
  rows = await auditRows();
  await snapshot.catchUp(rows.at(-1)!.sequence, 5_000);
  followed = snapshot.state;
  await snapshot.close();
}, 120_000);
afterAll(() => client.end());

const everything = { depth: null, sorted: true, maxArrayLength: null, maxStringLength: null };

/** All that a state knows, in one order. */
function picture(state: State) {
  const [head, ...lines] = dump(state);
  // As text: what is compiled holds functions, of which no two are equal.
  const compiled = [...state.environments.values()].map(({ id, compiled, project }) => [
    id,
    inspect([compiled, project.compiledSegments], everything),
  ]);
  const counted = [...state.environments.values()].map(({ toggles }) => [...toggles.all()].length);
  return {
    head: JSON.parse(head!),
    lines: lines.map((line) => canonicalText(JSON.parse(line))).sort(),
    compiled: compiled.sort(([left], [right]) => (left! < right! ? -1 : 1)),
    toggles: counted.reduce((sum, count) => sum + count, 0),
    degraded: [...state.degraded],
  };
}

async function reduced(size: number): Promise<State> {
  const { installation } = await loadState(client);
  const state = emptyState(installation);
  for (let from = 0; from < rows.length; from += size) {
    const some = rows.slice(from, from + size);
    apply(state, some, await reread(client, some));
  }
  return state;
}

describe("the state", () => {
  it("is of a history that holds every action", () => {
    expect([...new Set(rows.map(({ action }) => action))].sort()).toEqual(
      `configuration.delete configuration.put environment.create environment.update flag.archive flag.create flag.delete
       flag.disable flag.enable flag.kill flag.restore flag.unkill flag.update key.create key.revoke membership.delete
       membership.put project.create segment.create segment.delete segment.update state.update toggle.create toggle.delete toggle.end toggle.update token.create token.revoke user.create
       user.erase user.update`.split(/\s+/),
    );
  });

  it("loaded from the tables is the one reduced from the whole log", async () => {
    const loaded = picture(await loadState(client));
    expect(loaded.degraded).toEqual([]);
    expect(loaded.lines.length).toBeGreaterThan(60);
    expect(loaded.toggles).toBeGreaterThan(5);
    expect(picture(await reduced(rows.length))).toEqual(loaded);
    expect(picture(await reduced(1))).toEqual(loaded);
  });

  it("that followed the changes as they came is the same too", async () => {
    expect(picture(followed!)).toEqual(picture(await loadState(client)));
  });

  it("may be told the same rows twice", async () => {
    const state = await reduced(rows.length);
    const before = picture(state);
    const settled = rows.findLastIndex(({ action }) => action === "flag.delete");
    const later = rows.slice(settled + 1);
    expect(later.length).toBeGreaterThan(10);
    apply(state, later, await reread(client, later));
    expect(picture(state)).toEqual(before);
  });

  it("comes back from its dump", async () => {
    const state = await loadState(client);
    const restored = restore(dump(state), Date.now());
    expect(picture(restored!)).toEqual(picture(state));
  });

  it("of another format is not restored", () => {
    expect(restore(['{"format":0}', "nonsense"], 0)).toBeNull();
  });

  it("keeps the last good state of what it cannot understand, and names it", async () => {
    const state = await reduced(rows.length);
    const before = picture(state);
    const last = rows.at(-1)!;
    const killed = rows.findLast(({ action }) => action === "flag.kill")!;
    const next = (row: Partial<AuditRow>, n: bigint): AuditRow => ({
      ...killed,
      sequence: last.sequence + n,
      ...row,
    });
    apply(
      state,
      [next({ version: 99 }, 1n), next({ action: "flag.teleport" }, 2n), next({ after: null }, 3n)],
      { keys: [], tokens: [] },
    );
    const { compiled, degraded, lines: all } = picture(state);
    const lines = all.filter((line) => !line.startsWith('["degraded"'));
    expect({ lines, compiled }).toEqual({ lines: before.lines, compiled: before.compiled });
    expect(state.sequence).toBe(last.sequence + 3n);
    const { project, environment, flag } = killed;
    const thing = `change of flag ${project!.key}/${environment!.key}/${flag!.key}`;
    expect(degraded).toEqual([
      [thing, expect.stringMatching(/^not applied .*it has no document$/)],
    ]);
    expect(restore(dump(state), Date.now())?.degraded).toEqual(state.degraded);
    apply(state, [next({}, 4n)], { keys: [], tokens: [] });
    expect([...state.degraded]).toEqual([]);
  });
});
