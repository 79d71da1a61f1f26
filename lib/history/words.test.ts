import { describe, expect, it } from "vitest";
import { actions } from "@/lib/audit/schema";
import type { Document } from "@/lib/history/entry";
import { inWords, type Worded } from "@/lib/history/words";

function row(action: string, fields: Partial<Worded> = {}): Worded {
  return {
    action,
    actor: { username: "ada", kind: "user" },
    project: "default",
    environment: "production",
    flag: "new-checkout",
    user: "u-17",
    before: null,
    after: null,
    ...fields,
  };
}

const between = (action: string, before: Document, after: Document) =>
  row(action, { before, after });
const made = (action: string, after: Document) => row(action, { after });
const gone = (action: string, before: Document) => row(action, { before });
const own = (told: Worded): Worded => ({ ...told, user: "ada" });

const flag = { name: "Checkout", description: "", tags: ["web"], visibility: "public" };
const state = { enabled: false, killed: false, offVariant: "off", fallthrough: { variant: "on" } };
const toggle = { variant: "off", expiresAt: null, reason: null };
const segment = {
  ...{ key: "europe", name: "Europe", conditions: { all: [] } },
  ...{ included: ["u-1", "u-2"], excluded: ["u-9"] },
};
const user = { username: "u-17", role: "member", active: true, confirmed: false, epoch: 0 };
const until = "2026-12-03T10:00:00.000Z";

const cases: [Worded, string][] = [
  [
    made("project.create", { environments: [{ key: "development" }, { key: "production" }] }),
    "created the project default with development and production",
  ],
  [
    between("project.update", { name: "Default" }, { name: "Shop" }),
    "renamed the project default from “Default” to “Shop”",
  ],
  [made("environment.create", { protected: false }), "created the environment production"],
  [made("environment.create", { protected: true }), "created the protected environment production"],
  [
    between("environment.update", { name: "A", protected: false }, { name: "B", protected: true }),
    "renamed production from “A” to “B” and protected production",
  ],
  [
    between("environment.update", { protected: true }, { protected: false }),
    "took the protection off production",
  ],
  [made("flag.create", { type: "boolean" }), "created the flag new-checkout"],
  [made("flag.create", { type: "string" }), "created the flag new-checkout, which holds a text"],
  [
    between("flag.update", flag, { ...flag, name: "Till", tags: ["web", "eu"], selfService: true }),
    "changed the flag new-checkout: name “Checkout” → “Till”; tagged “eu”; users may toggle themselves",
  ],
  [
    between("flag.update", flag, { ...flag, tags: [], description: "More" }),
    "changed the flag new-checkout: another description; not tagged “web” any more",
  ],
  [
    between("flag.update", { ...flag, clientSide: true }, { ...flag, clientSide: false }),
    "changed the flag new-checkout: client keys do not get it any more",
  ],
  [row("flag.archive"), "archived the flag new-checkout"],
  [row("flag.restore"), "restored the flag new-checkout"],
  [row("flag.delete"), "deleted the flag new-checkout"],
  [row("flag.enable"), "switched production on"],
  [row("flag.disable"), "switched production off"],
  [row("flag.kill"), "killed new-checkout in production: off for everybody, toggles included"],
  [row("flag.unkill"), "took back the kill of new-checkout in production"],
  [
    between("state.update", state, { ...state, enabled: true, offVariant: "on" }),
    "changed production: switched on; when off, everybody gets “on” instead of “off”",
  ],
  [
    between("state.update", state, { ...state, fallthrough: { variant: "off" } }),
    "changed production: when on, everybody gets “off” instead of “on”",
  ],
  [
    between(
      "state.update",
      { ...state, rules: [], prerequisites: [] },
      {
        ...state,
        rules: [],
        prerequisites: [],
        fallthrough: {
          split: [{ variant: "on", weight: 100_000 }],
          by: "targetingKey",
          exposure: [{ at: until, weight: 100_000 }],
        },
      },
    ),
    "changed production: everybody: serve “on” → serve “on” to everybody from 3 December 2026, 10:00 UTC",
  ],
  [made("toggle.create", toggle), "toggled u-17 off in production"],
  [
    made("toggle.create", { ...toggle, expiresAt: until, reason: "Beta" }),
    "toggled u-17 off in production until 3 December 2026, 10:00 UTC, because “Beta”",
  ],
  [made("toggle.create", { variant: "blue" }), "toggled u-17 to “blue” in production"],
  [{ ...made("toggle.create", toggle), user: null }, "toggled an erased user off in production"],
  [
    between("toggle.update", toggle, { ...toggle, variant: "on", reason: "Beta" }),
    "toggled u-17 on in production instead of “off”, because “Beta”",
  ],
  [
    between("toggle.update", toggle, { ...toggle, expiresAt: until, reason: "Beta" }),
    "changed u-17’s toggle in production: it ends 3 December 2026, 10:00 UTC; because “Beta”",
  ],
  [
    between("toggle.update", { ...toggle, expiresAt: until, reason: "Beta" }, toggle),
    "changed u-17’s toggle in production: it has no end any more; no reason any more",
  ],
  [
    between("toggle.update", { ...toggle, selfService: true }, { ...toggle, selfService: false }),
    "took over u-17’s toggle in production",
  ],
  [gone("toggle.end", toggle), "ended u-17’s toggle in production"],
  [gone("toggle.delete", toggle), "deleted u-17’s toggle in production, which was “off”"],
  [made("segment.create", segment), "created the segment europe"],
  [
    between("segment.update", segment, {
      ...{ key: "europe", name: "EU", conditions: { any: [] }, excluded: [] },
      included: ["u-2", "u-3", "u-4", "u-5", "u-6"],
    }),
    "changed the segment europe: name “Europe” → “EU”; other conditions; included u-3, u-4, u-5 and 1 more; " +
      "no longer included u-1; no longer excluded u-9",
  ],
  [between("segment.update", { key: "europe" }, { key: "europe" }), "changed the segment europe"],
  [gone("segment.delete", segment), "deleted the segment europe"],
  [made("user.create", user), "created the user u-17"],
  [own(made("user.create", user)), "signed up"],
  [
    between("user.update", user, { ...user, role: "editor", active: false }),
    "changed the user u-17: an editor, no longer member; may not sign in any more",
  ],
  [between("user.update", user, { ...user, confirmed: true }), "changed the user u-17: confirmed"],
  [
    between(
      "user.update",
      { attributes: { plan: "pro", country: "DE", age: 3 }, targetingKey: "a" },
      { attributes: { plan: "team", age: 3, vip: true }, targetingKey: "b" },
    ),
    "changed the user u-17: targeting key “a” → “b”; attributes plan, country and vip",
  ],
  [between("user.update", user, { ...user, epoch: 1 }), "signed u-17 out everywhere"],
  [own(between("user.update", user, { ...user, epoch: 1 })), "signed out everywhere"],
  [between("user.password", user, { ...user, epoch: 1 }), "set a new password for u-17"],
  [own(between("user.password", user, { ...user, epoch: 1 })), "changed their password"],
  [gone("user.erase", user), "erased a person, with all that was known of them"],
  [made("membership.put", { role: "editor" }), "made u-17 an editor in default"],
  [
    between("membership.put", { role: "editor" }, { role: "viewer" }),
    "made u-17 a viewer in default, no longer editor",
  ],
  [gone("membership.delete", { role: "admin" }), "took the role admin in default from u-17"],
  [{ ...gone("configuration.delete", {}), user: null }, "removed an erased person’s configuration"],
  [{ ...made("token.create", {}), user: null }, "created a personal token"],
  [
    own(made("configuration.put", { key: "theme", value: "dark" })),
    'set their configuration “theme” to "dark"',
  ],
  [
    own(between("configuration.put", { key: "theme" }, { key: "theme" })),
    "changed their configuration “theme”",
  ],
  [own(gone("configuration.delete", { key: "theme" })), "removed their configuration “theme”"],
  [
    made("key.create", { kind: "client", name: "web", expiresAt: null }),
    "created a client key “web” for production",
  ],
  [
    made("key.create", { kind: "server", name: "api", expiresAt: until }),
    "created a server key “api” for production until 3 December 2026, 10:00 UTC",
  ],
  [
    gone("key.revoke", { kind: "client", name: "web" }),
    "revoked the client key “web” of production",
  ],
  [own(made("token.create", { login: true })), "signed in through the API"],
  [own(made("token.create", { name: "ci" })), "created a personal token “ci”"],
  [
    own(made("token.create", { name: "ci", readOnly: true })),
    "created a read-only personal token “ci”",
  ],
  [own(gone("token.revoke", { login: true })), "signed out of the API"],
  [gone("token.revoke", { login: true }), "ended a sign-in of u-17"],
  [own(gone("token.revoke", { name: "ci" })), "revoked their personal token “ci”"],
  [gone("token.revoke", { name: "ci" }), "revoked u-17’s personal token “ci”"],
];

describe("inWords", () => {
  it.each(cases)("says $action as “%s”", (told, words) => {
    expect(inWords(told)).toBe(words);
  });

  it("has a case here for every action that is written", () => {
    const covered = new Set(cases.map(([{ action }]) => action));
    expect(actions.filter((action) => !covered.has(action))).toEqual([]);
  });

  it("names an action it does not know", () => {
    expect(inWords(row("flag.sing"))).toBe("did flag.sing");
  });
});
