import { unique } from "@/lib/testing/factories";
import type { Row, World } from "@/lib/testing/role-table/world";

const project = (w: World) => ({ project: w.project.key });

export const segmentRows: Row[] = [
  { what: "list segments", roles: "nyyyy", rest: (w) => ["GET", `${w.path}/segments`] },
  {
    what: "read a segment",
    roles: "nyyyy",
    rest: async (w) => ["GET", `${w.path}/segments/${await w.segment()}`],
  },
  {
    what: "create a segment",
    roles: "nnyyy",
    rest: (w) => ["POST", `${w.path}/segments`, { key: unique("segment") }],
    form: (w) => ["createSegmentAction", { ...project(w), key: unique("segment"), name: "" }],
  },
  {
    what: "change a segment",
    roles: "nnyyy",
    rest: async (w) => ["PUT", `${w.path}/segments/${await w.segment()}`, { name: "New" }],
    form: async (w) => [
      "putSegmentAction",
      { ...project(w), key: await w.segment(), name: "New", version: "1" },
    ],
  },
  {
    what: "change a segment that a protected environment targets by",
    roles: "nnppp",
    rest: async (w) => {
      const key = await w.segment({ protected: true });
      return ["PUT", `${w.path}/segments/${key}`, { name: "New", included: ["u-17"] }];
    },
    form: async (w) => {
      const key = await w.segment({ protected: true });
      const included = '["u-17"]';
      return ["putSegmentAction", { ...project(w), key, name: "New", included, version: "1" }];
    },
  },
  {
    what: "delete a segment",
    roles: "nnyyy",
    rest: async (w) => ["DELETE", `${w.path}/segments/${await w.segment()}`],
    form: async (w) => ["deleteSegmentAction", { ...project(w), key: await w.segment() }],
  },
];
