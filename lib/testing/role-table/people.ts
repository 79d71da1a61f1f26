import { unique } from "@/lib/testing/factories";
import type { Row, World } from "@/lib/testing/role-table/world";

const somebody = async (w: World) => `/users/${(await w.user()).username}`;
const their = async (w: World, fields: Record<string, string> = {}) => ({
  username: (await w.user()).username,
  ...fields,
});

const userRows: Row[] = [
  { what: "list users", roles: "nyyyy", rest: () => ["GET", "/users"] },
  { what: "read somebody", roles: "nyyyy", rest: async (w) => ["GET", await somebody(w)] },
  { what: "read oneself", roles: "yyyyy", rest: (w) => ["GET", `/users/${w.me.username}`] },
  { what: "read one's own account", roles: "yyyyy", rest: () => ["GET", "/me"] },
  {
    what: "create a user",
    roles: "nnyyy",
    rest: () => ["POST", "/users", { username: unique("u") }],
    form: (w) => ["createUserAction", { username: unique("u"), project: w.project.key }],
  },
  {
    what: "describe somebody",
    roles: "nnyyy",
    rest: async (w) => ["PATCH", await somebody(w), { attributes: { plan: "pro" } }],
    form: async (w) => ["describeUserAction", await their(w, { attributes: '{"plan":"pro"}' })],
  },
  {
    what: "confirm somebody",
    roles: "nnyyy",
    rest: async (w) => ["PATCH", await somebody(w), { confirmed: true }],
    form: async (w) => ["confirmUserAction", await their(w)],
  },
  {
    what: "give somebody a role in all projects",
    roles: "nnnny",
    rest: async (w) => ["PATCH", await somebody(w), { role: "viewer" }],
    form: async (w) => ["setRoleAction", await their(w, { role: "viewer" })],
  },
  {
    what: "deactivate somebody",
    roles: "nnnny",
    rest: async (w) => ["PATCH", await somebody(w), { active: false }],
    form: async (w) => ["setUserActiveAction", await their(w, { active: "false" })],
  },
  {
    what: "change somebody's targeting key",
    roles: "nnnny",
    rest: async (w) => ["PATCH", await somebody(w), { targetingKey: unique("t") }],
    form: async (w) => ["changeTargetingKeyAction", await their(w, { targetingKey: unique("t") })],
  },
  {
    what: "rename somebody",
    roles: "nnnny",
    rest: async (w) => ["PATCH", await somebody(w), { username: unique("u") }],
  },
  {
    what: "change one's own names",
    roles: "yyyyy",
    rest: (w) => ["PATCH", `/users/${w.me.username}`, { email: `${unique("e")}@example.com` }],
    form: (w) => ["renameAction", { username: w.me.username, email: `${unique("e")}@example.com` }],
  },
  {
    what: "erase somebody",
    roles: "nnnny",
    rest: async (w) => ["DELETE", await somebody(w)],
    form: async (w) => {
      const { username } = await w.user();
      return ["eraseUserAction", { username, typed: username, project: w.project.key }];
    },
  },
];

const configurationRows: Row[] = [
  {
    what: "list one's own configuration",
    roles: "yyyyy",
    rest: (w) => ["GET", `/users/${w.me.username}/configurations`],
  },
  {
    what: "write one's own configuration",
    roles: "yyyyy",
    rest: (w) => ["PUT", `/users/${w.me.username}/configurations/${unique("k")}`, { value: 1 }],
    form: () => ["putConfigurationAction", { key: unique("k"), value: "1" }],
  },
  {
    what: "remove one's own configuration",
    roles: "yyyyy",
    rest: async (w) => [
      "DELETE",
      `/users/${w.me.username}/configurations/${await w.configuration(w.me.id)}`,
    ],
    form: async (w) => ["deleteConfigurationAction", { key: await w.configuration(w.me.id) }],
  },
  {
    what: "list somebody's configuration",
    roles: "nnnnn",
    rest: async (w) => ["GET", `${await somebody(w)}/configurations`],
  },
  {
    what: "write somebody's configuration",
    roles: "nnnnn",
    rest: async (w) => ["PUT", `${await somebody(w)}/configurations/theme`, { value: 1 }],
  },
  {
    what: "remove somebody's configuration",
    roles: "nnnnn",
    rest: async (w) => {
      const { id, username } = await w.user();
      return ["DELETE", `/users/${username}/configurations/${await w.configuration(id)}`];
    },
  },
];

const tokenRows: Row[] = [
  { what: "list one's own tokens", roles: "yyyyy", rest: () => ["GET", "/me/tokens"] },
  {
    what: "make a personal token",
    roles: "yyyyy",
    rest: () => ["POST", "/me/tokens", { name: "t" }],
    form: () => ["createTokenAction", { name: "t", days: "7" }],
  },
  {
    what: "revoke one's own token",
    roles: "yyyyy",
    rest: async (w) => ["DELETE", `/me/tokens/${await w.token(w.me.id)}`],
    form: async (w) => ["revokeTokenAction", { id: await w.token(w.me.id) }],
  },
  {
    what: "revoke somebody's token",
    roles: "xxxxx",
    rest: async (w) => ["DELETE", `/me/tokens/${await w.token((await w.user()).id)}`],
    form: async (w) => ["revokeTokenAction", { id: await w.token((await w.user()).id) }],
  },
];

const membershipRows: Row[] = [
  {
    what: "list a project's members",
    roles: "nyyyy",
    rest: (w) => ["GET", `${w.path}/members`],
  },
  {
    what: "give somebody a role in a project",
    roles: "nnnny",
    rest: async (w) => [
      "PUT",
      `${w.path}/members/${(await w.user()).username}`,
      { role: "viewer" },
    ],
    form: async (w) => [
      "putMembershipAction",
      await their(w, { project: w.project.key, role: "viewer" }),
    ],
  },
  {
    what: "take somebody's role in a project",
    roles: "nnnny",
    rest: async (w) => ["DELETE", `${w.path}/members/${(await w.insider()).username}`],
    form: async (w) => [
      "deleteMembershipAction",
      { project: w.project.key, username: (await w.insider()).username },
    ],
  },
];

export const peopleRows: Row[] = [
  ...userRows,
  ...configurationRows,
  ...tokenRows,
  ...membershipRows,
];
