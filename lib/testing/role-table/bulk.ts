import type { Form, Rest, Row, World } from "@/lib/testing/role-table/world";

/** One's own flag, and another one. */
async function two(w: World, other: Parameters<World["flag"]>[0] = {}) {
  return [{ key: await w.flag({ mine: true }) }, { key: await w.flag(other) }];
}
const production = async (w: World, other: Parameters<World["flag"]>[0] = {}) => ({
  action: "enable",
  environment: "production",
  flags: await two(w, other),
});
type BulkFields = { action: string; environment?: string; tag?: string; flags: { key: string }[] };
const bulkCall = (w: World, body: BulkFields): Rest => ["POST", `${w.path}/bulk`, body];
const bulkForm = (w: World, { flags, ...fields }: BulkFields): Form => [
  "bulkAction",
  { ...fields, project: w.project.key, flags: JSON.stringify(flags) },
];

/** Questions about changes of many flags. */
export const bulkRows: Row[] = [
  {
    what: "switch many flags",
    roles: "nnyyy",
    rest: async (w) => bulkCall(w, await production(w)),
    form: async (w) => bulkForm(w, await production(w)),
  },
  {
    what: "switch many flags, one of which is somebody's restricted one",
    roles: "xxxxy",
    rest: async (w) => bulkCall(w, await production(w, { restricted: true })),
    form: async (w) => bulkForm(w, await production(w, { restricted: true })),
  },
  {
    what: "switch many flags in a protected environment",
    roles: "nnppp",
    rest: async (w) => bulkCall(w, { ...(await production(w)), environment: "staging" }),
    form: async (w) => bulkForm(w, { ...(await production(w)), environment: "staging" }),
  },
  {
    what: "tag many flags",
    roles: "nnyyy",
    rest: async (w) => bulkCall(w, { action: "tag", tag: "t", flags: await two(w) }),
    form: async (w) => bulkForm(w, { action: "tag", tag: "t", flags: await two(w) }),
  },
  {
    what: "archive many flags, one of which is somebody's",
    roles: "nnnny",
    rest: async (w) => bulkCall(w, { action: "archive", flags: await two(w) }),
    form: async (w) => bulkForm(w, { action: "archive", flags: await two(w) }),
  },
  {
    what: "archive many flags of one's own",
    roles: "nnyyy",
    rest: async (w) => bulkCall(w, { action: "archive", flags: await two(w, { mine: true }) }),
    form: async (w) => bulkForm(w, { action: "archive", flags: await two(w, { mine: true }) }),
  },
  {
    what: "see what a change of many flags would do",
    roles: "nyyyy",
    rest: async (w) => ["POST", `${w.path}/bulk/preview`, await production(w)],
  },
];
