import { unique } from "@/lib/testing/factories";
import { bulkRows } from "@/lib/testing/role-table/bulk";
import type { Row, World } from "@/lib/testing/role-table/world";

const flagPath = (w: World, key: string, rest = "") => `${w.path}/flags/${key}${rest}`;
const place = (w: World, flag: string) => ({ project: w.project.key, flag });
const state = (w: World, flag: string, environment = "production") => ({
  ...place(w, flag),
  environment,
});
const rule = { when: { attribute: "plan", op: "exists" }, serve: { variant: "on" } };
const toggles = "/environments/production/toggles";

export const flagRows: Row[] = [
  { what: "list flags", roles: "yyyyy", rest: (w) => ["GET", `${w.path}/flags`] },
  {
    what: "read a public flag",
    roles: "yyyyy",
    rest: async (w) => ["GET", flagPath(w, await w.flag())],
  },
  {
    what: "read somebody's restricted flag",
    roles: "xxxxy",
    rest: async (w) => ["GET", flagPath(w, await w.flag({ restricted: true }))],
  },
  {
    what: "read one's own restricted flag",
    roles: "xxyyy",
    rest: async (w) => ["GET", flagPath(w, await w.flag({ restricted: true, mine: true }))],
  },
  {
    what: "create a flag",
    roles: "nnyyy",
    rest: (w) => ["POST", `${w.path}/flags`, { key: unique("flag") }],
    form: (w) => ["createFlagAction", { project: w.project.key, key: unique("flag"), name: "" }],
  },
  {
    what: "change a public flag",
    roles: "nnyyy",
    rest: async (w) => ["PATCH", flagPath(w, await w.flag()), { name: "New" }],
    form: async (w) => [
      "updateFlagAction",
      { ...place(w, await w.flag()), version: "1", name: "New" },
    ],
  },
  {
    what: "change somebody's restricted flag",
    roles: "xxxxy",
    rest: async (w) => ["PATCH", flagPath(w, await w.flag({ restricted: true })), { name: "New" }],
    form: async (w) => [
      "updateFlagAction",
      { ...place(w, await w.flag({ restricted: true })), version: "1", name: "New" },
    ],
  },
  {
    what: "archive somebody's flag",
    roles: "nnnny",
    rest: async (w) => ["POST", flagPath(w, await w.flag(), "/archive")],
    form: async (w) => ["archiveFlagAction", place(w, await w.flag())],
  },
  {
    what: "archive one's own flag",
    roles: "nnyyy",
    rest: async (w) => ["POST", flagPath(w, await w.flag({ mine: true }), "/archive")],
    form: async (w) => ["archiveFlagAction", place(w, await w.flag({ mine: true }))],
  },
  {
    what: "restore somebody's flag",
    roles: "xnnny",
    rest: async (w) => ["POST", flagPath(w, await w.flag({ archived: true }), "/restore")],
    form: async (w) => ["restoreFlagAction", place(w, await w.flag({ archived: true }))],
  },
  {
    what: "delete somebody's flag",
    roles: "xnnnn",
    rest: async (w) => ["DELETE", flagPath(w, await w.flag({ archived: true }))],
    form: async (w) => ["deleteFlagAction", place(w, await w.flag({ archived: true }))],
  },
  {
    what: "delete one's own flag",
    roles: "xnyyy",
    rest: async (w) => ["DELETE", flagPath(w, await w.flag({ archived: true, mine: true }))],
    form: async (w) => ["deleteFlagAction", place(w, await w.flag({ archived: true, mine: true }))],
  },
  {
    what: "read a flag's state",
    roles: "nyyyy",
    rest: async (w) => ["GET", flagPath(w, await w.flag(), "/environments/production")],
  },
  {
    what: "switch a flag",
    roles: "nnyyy",
    rest: async (w) => [
      "PATCH",
      flagPath(w, await w.flag(), "/environments/production"),
      { enabled: true },
    ],
    form: async (w) => ["switchAction", { ...state(w, await w.flag()), enabled: "true" }],
  },
  {
    what: "change a flag's rules",
    roles: "nnyyy",
    rest: async (w) => [
      "PATCH",
      flagPath(w, await w.flag(), "/environments/production"),
      { rules: [rule] },
    ],
    form: async (w) => [
      "targetingAction",
      { ...state(w, await w.flag()), rules: JSON.stringify([rule]), version: "1" },
    ],
  },
  {
    what: "preview a change of a flag's state",
    roles: "nyyyy",
    rest: async (w) => [
      "POST",
      flagPath(w, await w.flag(), "/environments/production/preview"),
      { offVariant: "on" },
    ],
  },
  {
    what: "switch a flag in a protected environment",
    roles: "nnppp",
    rest: async (w) => [
      "PATCH",
      flagPath(w, await w.flag(), "/environments/staging"),
      { enabled: true },
    ],
    form: async (w) => [
      "switchAction",
      { ...state(w, await w.flag(), "staging"), enabled: "true" },
    ],
  },
  {
    what: "kill a flag in a protected environment",
    roles: "nnyyy",
    rest: async (w) => [
      "PATCH",
      flagPath(w, await w.flag(), "/environments/staging"),
      { killed: true },
    ],
    form: async (w) => ["killAction", { ...state(w, await w.flag(), "staging"), killed: "true" }],
  },
  {
    what: "end a kill in a protected environment",
    roles: "nnppp",
    rest: async (w) => [
      "PATCH",
      flagPath(w, await w.killed(), "/environments/staging"),
      { killed: false },
    ],
    form: async (w) => [
      "killAction",
      { ...state(w, await w.killed(), "staging"), killed: "false" },
    ],
  },
  {
    what: "read how often a flag is evaluated",
    roles: "nyyyy",
    rest: async (w) => ["GET", flagPath(w, await w.flag(), "/environments/production/usage")],
  },
  {
    what: "list toggles",
    roles: "nyyyy",
    rest: async (w) => ["GET", flagPath(w, await w.flag(), toggles)],
  },
  {
    what: "toggle a flag for somebody",
    roles: "nnyyy",
    rest: async (w) => {
      const { targetingKey } = await w.user();
      return ["PUT", flagPath(w, await w.flag(), `${toggles}/${targetingKey}`), { enabled: true }];
    },
    form: async (w) => {
      const { targetingKey } = await w.user();
      return ["putToggleAction", { ...state(w, await w.flag()), targetingKey, variant: "on" }];
    },
  },
  {
    what: "toggle a flag for oneself where it offers that",
    roles: "yyyyy",
    rest: async (w) => {
      const address = `${toggles}/${w.me.targetingKey}`;
      return ["PUT", flagPath(w, await w.flag({ selfService: true }), address), { enabled: true }];
    },
    form: async (w) => {
      const flag = await w.flag({ selfService: true });
      const { targetingKey } = w.me;
      return ["putToggleAction", { ...state(w, flag), targetingKey, variant: "on" }];
    },
  },
  {
    what: "toggle a flag for oneself where it does not offer that",
    roles: "nnyyy",
    rest: async (w) => {
      const address = `${toggles}/${w.me.targetingKey}`;
      return ["PUT", flagPath(w, await w.flag(), address), { enabled: true }];
    },
    form: async (w) => {
      const { targetingKey } = w.me;
      return ["putToggleAction", { ...state(w, await w.flag()), targetingKey, variant: "on" }];
    },
  },
  {
    what: "end somebody's toggle",
    roles: "nnyyy",
    rest: async (w) => {
      const whom = await w.user();
      const address = `${toggles}/${whom.targetingKey}/end`;
      return ["POST", flagPath(w, await w.toggle(whom), address)];
    },
    form: async (w) => {
      const whom = await w.user();
      const { targetingKey } = whom;
      return ["endToggleAction", { ...state(w, await w.toggle(whom)), targetingKey }];
    },
  },
  {
    what: "delete a toggle that somebody else made",
    roles: "nnnnn",
    rest: async (w) => {
      const whom = await w.user();
      return ["DELETE", flagPath(w, await w.toggle(whom), `${toggles}/${whom.targetingKey}`)];
    },
    form: async (w) => {
      const whom = await w.user();
      const { targetingKey } = whom;
      return ["deleteToggleAction", { ...state(w, await w.toggle(whom)), targetingKey }];
    },
  },
  {
    what: "delete one's own toggle of oneself",
    roles: "yyyyy",
    rest: async (w) => {
      const flag = await w.toggle(w.me, { mine: true, selfService: true });
      return ["DELETE", flagPath(w, flag, `${toggles}/${w.me.targetingKey}`)];
    },
    form: async (w) => {
      const flag = await w.toggle(w.me, { mine: true, selfService: true });
      return ["deleteToggleAction", { ...state(w, flag), targetingKey: w.me.targetingKey }];
    },
  },
  {
    what: "see what one gets oneself",
    roles: "yyyyy",
    rest: (w) => ["GET", `${w.path}/users/${w.me.username}/flags?env=production`],
  },
  {
    what: "see what somebody gets",
    roles: "nyyyy",
    rest: async (w) => ["GET", `${w.path}/users/${(await w.user()).username}/flags?env=production`],
  },
  {
    what: "evaluate a context",
    roles: "nyyyy",
    rest: (w) => ["POST", `${w.path}/environments/production/evaluate`, { context: {} }],
  },
  ...bulkRows,
];
