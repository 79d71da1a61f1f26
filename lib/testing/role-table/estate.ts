import { unique } from "@/lib/testing/factories";
import type { Row, World } from "@/lib/testing/role-table/world";

const keys = (w: World) => `${w.path}/environments/production/keys`;

export const estateRows: Row[] = [
  { what: "list projects", roles: "yyyyy", rest: () => ["GET", "/projects"] },
  { what: "read a project", roles: "yyyyy", rest: (w) => ["GET", w.path] },
  {
    what: "create a project",
    roles: "nnnny",
    rest: () => ["POST", "/projects", { key: unique("p") }],
    form: () => ["createProjectAction", { key: unique("p"), name: "" }],
  },
  {
    what: "rename a project",
    roles: "nnnny",
    rest: (w) => ["PATCH", w.path, { name: unique("name") }],
    form: (w) => [
      "renameProjectAction",
      { project: w.project.key, name: unique("name"), version: "0" },
    ],
  },
  { what: "list environments", roles: "yyyyy", rest: (w) => ["GET", `${w.path}/environments`] },
  {
    what: "read an environment",
    roles: "yyyyy",
    rest: (w) => ["GET", `${w.path}/environments/production`],
  },
  {
    what: "read the use of an environment",
    roles: "nyyyy",
    rest: (w) => ["GET", `${w.path}/environments/production/use`],
  },
  {
    what: "create an environment",
    roles: "nnnny",
    rest: (w) => ["POST", `${w.path}/environments`, { key: unique("e") }],
    form: (w) => [
      "createEnvironmentAction",
      { project: w.project.key, key: unique("e"), name: "" },
    ],
  },
  {
    what: "rename an environment",
    roles: "nnnny",
    rest: (w) => ["PATCH", `${w.path}/environments/development`, { name: unique("name") }],
    form: (w) => [
      "updateEnvironmentAction",
      {
        project: w.project.key,
        environment: "development",
        name: unique("name"),
        version: "0",
      },
    ],
  },
  { what: "list keys", roles: "nnnny", rest: (w) => ["GET", keys(w)] },
  {
    what: "make a key",
    roles: "nnnny",
    rest: (w) => ["POST", keys(w), { name: "k", kind: "server" }],
    form: (w) => [
      "createKeyAction",
      { project: w.project.key, environment: "production", name: "k", kind: "server" },
    ],
  },
  {
    what: "revoke a key",
    roles: "nnnny",
    rest: async (w) => ["DELETE", `${keys(w)}/${await w.key()}`],
    form: async (w) => [
      "revokeKeyAction",
      { project: w.project.key, environment: "production", id: await w.key() },
    ],
  },
  { what: "read the whole log", roles: "nyyyy", rest: () => ["GET", "/audit"] },
  { what: "read a project's log", roles: "nyyyy", rest: (w) => ["GET", `${w.path}/audit`] },
];
