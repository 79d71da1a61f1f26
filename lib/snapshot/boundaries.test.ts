import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Boundaries } from "./boundaries";
import type { Changed } from "./changed";
import { putEnvironment, putFlag, putProject, putState, putToggle, recompileAll } from "./rows";
import { emptyState, type State } from "./state";

const noon = Date.parse("2026-03-01T12:00:00Z");
const aMinute = 60_000;
let boundaries: Boundaries;
let heard: { keys: string[]; at: number; boundary: number | null }[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: noon });
  heard = [];
  boundaries = new Boundaries((changed) => heard.push(told(changed)));
});
afterEach(() => {
  boundaries.close();
  vi.useRealTimers();
});

function told({ environments, boundary }: Changed) {
  const keys = [...environments.values()].flatMap((flags) => [...flags.keys()]);
  return { keys, at: Date.now() - noon, boundary: boundary === null ? null : boundary - noon };
}

/** A flag with a rule that starts in ten minutes, and one with a toggle that expires in twenty. */
function estate(): State {
  const state = emptyState();
  putProject(state, { id: "p", key: "default" });
  putEnvironment(state, { id: "e", projectId: "p", key: "production" });
  const rule = {
    ...{ id: "r", name: "", when: { all: [] }, serve: { variant: "off" }, endsAt: null },
    startsAt: new Date(noon + 10 * aMinute).toISOString(),
  };
  for (const [key, rules] of [["launch", [rule]] as const, ["trial", []] as const]) {
    const variants = [
      { key: "on", value: true },
      { key: "off", value: false },
    ];
    putFlag(state, {
      ...{ id: key, projectId: "p", key, variants, salt: key },
      ...{ archived: false, clientSide: true },
    });
    putState(state, {
      ...{ flagId: key, environmentId: "e", enabled: true, killed: false, offVariant: "off" },
      ...{ prerequisites: [], rules: [...rules], fallthrough: { variant: "on" } },
    });
  }
  recompileAll(state);
  state.people.put({ id: "u", targetingKey: "u-1", active: true, confirmed: true, epoch: 0 });
  putToggle(
    state,
    {
      ...{ flagId: "trial", environmentId: "e", userId: "u", variant: "off", selfService: false },
      expiresAt: noon + 20 * aMinute,
    },
    noon,
  );
  return state;
}

const watch = (state: State, since = noon) => boundaries.watch(state, since, 30_000);

/** Sets the clock as somebody does by hand: timers go on as if nothing had happened. */
const setClock = (minutes: number) => vi.setSystemTime(noon + minutes * aMinute);

describe("what time alone changes", () => {
  it("is told at its instant, once", () => {
    watch(estate());
    vi.advanceTimersByTime(60 * aMinute);
    expect(heard).toEqual([
      { keys: ["launch"], at: 10 * aMinute, boundary: 10 * aMinute },
      { keys: ["trial"], at: 20 * aMinute, boundary: 20 * aMinute },
    ]);
  });

  it("is told within a second when the clock is set forward over its instant", () => {
    watch(estate());
    setClock(60);
    vi.advanceTimersByTime(1_000);
    expect(heard).toMatchObject([{ keys: ["trial", "launch"], boundary: 20 * aMinute }]);
    vi.advanceTimersByTime(60 * aMinute);
    expect(heard).toHaveLength(1);
  });

  it("is told when the clock is set back over its instant, and again when that comes", () => {
    const state = estate();
    watch(state);
    vi.advanceTimersByTime(30 * aMinute);
    expect(heard.splice(0)).toHaveLength(2);
    const { revision } = state.environments.get("e")!;

    setClock(15);
    vi.advanceTimersByTime(1_000);
    expect(heard.splice(0)).toMatchObject([{ keys: ["trial"] }]);
    expect(state.environments.get("e")!.revision).not.toBe(revision);
    vi.advanceTimersByTime(30 * aMinute);
    expect(heard.splice(0)).toMatchObject([{ keys: ["trial"], at: 20 * aMinute }]);

    setClock(0);
    vi.advanceTimersByTime(1_000);
    expect(heard.splice(0)).toMatchObject([{ keys: ["trial", "launch"] }]);
    vi.advanceTimersByTime(30 * aMinute);
    expect(heard).toMatchObject([
      { keys: ["launch"], at: 10 * aMinute },
      { keys: ["trial"], at: 20 * aMinute },
    ]);
  });

  it("is not told when the clock is set over no instant, and does not make the timer ring without end", () => {
    const rings = vi.spyOn(globalThis, "setTimeout");
    watch(estate());
    for (const minutes of [5, 1, -1_000_000, 9]) {
      setClock(minutes);
      vi.advanceTimersByTime(2_000);
    }
    expect(heard).toEqual([]);
    expect(rings.mock.calls.length).toBeLessThan(20);
  });

  it("is known by its last instant until something else changes, and where nobody saw it happen", () => {
    const state = estate();
    watch(state);
    expect(boundaries.lastOf("e")).toBe(0);
    vi.advanceTimersByTime(15 * aMinute);
    expect(boundaries.lastOf("e")).toBe(noon + 10 * aMinute);
    expect(boundaries.lastOf("other")).toBe(0);
    state.sequence++;
    expect(boundaries.lastOf("e")).toBe(0);

    vi.advanceTimersByTime(10 * aMinute);
    watch(estate(), noon);
    expect(boundaries.lastOf("e")).toBe(noon + 20 * aMinute);
    watch(estate(), noon + 21 * aMinute);
    expect(boundaries.lastOf("e")).toBe(0);
  });

  it("is known to have been undone where the clock was set back unseen", () => {
    watch(estate(), noon + 30 * aMinute);
    expect(boundaries.lastOf("e")).toBe(noon);
    vi.setSystemTime(noon + 15 * aMinute);
    watch(estate(), noon + 15 * aMinute + 1_000);
    expect(boundaries.lastOf("e")).toBe(0);
    watch(estate(), noon + 20 * aMinute - 1_000);
    expect(boundaries.lastOf("e")).toBe(noon + 15 * aMinute);

    vi.setSystemTime(noon + 21 * aMinute);
    watch(estate(), noon + 60 * aMinute);
    expect(boundaries.lastOf("e")).toBe(noon + 20 * aMinute);
    expect(heard).toEqual([]);
  });

  it("may have happened or have been undone where nobody knows when the last change was made", () => {
    watch(estate(), Number.POSITIVE_INFINITY);
    expect(boundaries.lastOf("e")).toBe(noon);
    vi.setSystemTime(noon + 30 * aMinute);
    watch(estate(), Number.POSITIVE_INFINITY);
    expect(boundaries.lastOf("e")).toBe(noon + 20 * aMinute);
  });

  it("counts as recent when it happened shortly before somebody looked", () => {
    vi.setSystemTime(noon + 10 * aMinute + 29_000);
    const { environments } = watch(estate());
    expect([...(environments.get("e") ?? [])]).toContainEqual(["launch", true]);
    vi.setSystemTime(noon + 10 * aMinute + 31_000);
    expect(watch(estate()).environments.size).toBe(0);
  });
});
