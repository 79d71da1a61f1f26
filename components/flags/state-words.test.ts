import { describe, expect, it } from "vitest";
import { stateSentence, stateWord } from "./state-words";

const state = {
  enabled: true,
  killed: false,
  version: 1,
  toggles: 0,
  on: 0,
  lastEvaluatedAt: null,
  offVariant: "off",
  rules: [],
  fallthrough: { variant: "on" },
};

describe("a state in words", () => {
  it("says what everybody gets when it is on, and when it is off", () => {
    expect(stateSentence(state)).toBe("Everybody gets on.");
    expect(stateSentence({ ...state, enabled: false })).toBe("Everybody gets off.");
  });

  it("counts those who have a toggle of their own", () => {
    expect(stateSentence({ ...state, toggles: 1 })).toBe(
      "Everybody else gets on; 1 user has a toggle of their own.",
    );
    expect(stateSentence({ ...state, toggles: 1_200 })).toContain("1,200 users have toggles");
  });

  it("says how many stay on while it is off", () => {
    expect(stateSentence({ ...state, enabled: false, toggles: 4, on: 3 })).toBe(
      "Everybody else gets off; 4 users have toggles, and 3 of them stay on.",
    );
    expect(stateSentence({ ...state, enabled: false, toggles: 1, on: 1 })).toBe(
      "Everybody else gets off; 1 user has a toggle and stays on.",
    );
  });

  it("says that rules decide first, and how many get a share", () => {
    const rule = { id: "r1", name: "", startsAt: null, endsAt: null, when: { segment: "eu" } };
    const rules = [{ ...rule, serve: { variant: "on" } }];
    const split = [{ variant: "on", weight: 100_000 }];
    const by = "targetingKey";
    expect(stateSentence({ ...state, rules })).toBe(
      "1 rule decides first; everybody else gets on.",
    );
    expect(stateSentence({ ...state, rules, enabled: false })).toBe("Everybody gets off.");
    expect(stateSentence({ ...state, fallthrough: { split, by, exposure: 25_000 } })).toBe(
      "25 % of everybody get on, the others off.",
    );
    const ramp = { split, by, exposure: [{ at: "2026-12-01T09:00:00.000Z", weight: 1 }] };
    expect(stateSentence({ ...state, rules, fallthrough: ramp, toggles: 2 })).toBe(
      "1 rule decides first; everybody else is divided as said below; 2 users have toggles of their own.",
    );
  });

  it("says first of all that it is killed", () => {
    const killed = { ...state, killed: true, toggles: 3, on: 3 };
    expect(stateSentence(killed)).toBe("Killed: everybody gets off, toggles included.");
    expect(stateWord(killed)).toBe("killed");
  });
});
