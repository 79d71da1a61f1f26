// The directions of docs/architecture.md. scripts/rules.test.ts breaks each of them on purpose.
const test = "\\.test\\.tsx?$";
const outside = "^(bench|e2e|scripts)/";
const npm = (names) => `(^|/)node_modules/(${names})/`;
const runtime = { dependencyTypesNot: ["type-only"] };
const rule = (name, from, to) => ({ name, severity: "error", from, to });

const isolation = [
  rule("no-cycles", {}, { circular: true, viaOnly: runtime }),
  rule("everything-resolves", {}, { couldNotResolve: true, pathNot: "dist/main\\.js$" }),
  rule("nothing-imports-app", { pathNot: ["^app/", test] }, { path: "^app/" }),
  rule(
    "lib-imports-no-ui-and-no-process",
    { path: "^lib/", pathNot: ["^lib/testing/", test] },
    {
      path: "^(app|components|server)/",
    },
  ),
  rule(
    "only-tests-import-testing",
    { pathNot: ["^lib/testing/", "^server/system/", test, outside, "^vitest\\.config"] },
    {
      path: "^(lib/testing|server/system)/",
    },
  ),
  rule(
    "what-ships-needs-no-development-package",
    {
      path: "^(app|components|lib|server)/",
      pathNot: ["^lib/testing/", "^server/system/", test],
    },
    { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  ),
];

const machines = [
  rule(
    "evaluation-is-pure",
    { path: "^lib/evaluation/", pathNot: test },
    { pathNot: ["^lib/evaluation/", npm("re2js")] },
  ),
  rule(
    "history-is-pure",
    { path: "^lib/history/", pathNot: test },
    {
      pathNot: ["^lib/history/", npm("canonicalize"), "^(node:)?crypto$"],
      ...runtime,
    },
  ),
  rule(
    "snapshot-knows-machines-only",
    { path: "^lib/snapshot/", pathNot: test },
    {
      path: ["^lib/(?!snapshot|evaluation|history|database|generated)[^/]+/", "^server/"],
      ...runtime,
    },
  ),
  rule(
    "delivery-reads-snapshots-only",
    // The Next.js mount puts its own parts together: nothing above it could.
    { path: "^lib/delivery/", pathNot: [test, "^lib/delivery/next\\.ts$"] },
    {
      path: "^lib/(?!delivery|snapshot|evaluation|history|auth|jobs)[^/]+/",
      ...runtime,
    },
  ),
  rule(
    "openapi-knows-schemas-only",
    { path: "^lib/openapi/", pathNot: test },
    {
      path: "^lib/",
      pathNot: ["^lib/openapi/", "^lib/[^/]+/schema(\\.ts$|/)", "^lib/errors\\.ts$"],
      ...runtime,
    },
  ),
  rule("only-auth-knows-next-auth", { pathNot: "^lib/auth/" }, { path: npm("next-auth") }),
  rule(
    "the-hoist-process-needs-no-next",
    { path: "^server/", pathNot: test },
    {
      path: npm("server-only|next|next-auth|react"),
      reachable: true,
    },
  ),
];

const rooms = [
  rule(
    "policy-and-schema-are-isomorphic",
    { path: "^lib/[^/]+/(policy\\.ts$|schema(\\.ts$|/))", pathNot: test },
    {
      pathNot: [
        "^lib/[^/]+/(policy\\.ts$|schema(\\.ts$|/))",
        "^lib/auth/(actor|role)\\.ts$",
        "^lib/(evaluation/|generated/prisma/enums)",
        "^lib/(errors|wellformed)\\.ts$",
        npm("zod"),
      ],
      ...runtime,
    },
  ),
  rule(
    "reads-and-writes-know-no-next",
    { path: "^lib/[^/]+/(queries|mutations)[./]", pathNot: test },
    {
      path: [npm("next"), "^lib/(action|rest)\\.ts$", "^lib/auth/(session|request)\\.ts$"],
    },
  ),
  rule(
    "only-queries-and-plumbing-hold-the-database",
    {
      pathNot: [
        "^lib/[^/]+/queries[./]",
        "^lib/(change|together)\\.ts$",
        "^lib/(auth|database|jobs|snapshot|testing)/",
        "^server/",
        outside,
        test,
        "^vitest\\.config",
      ],
    },
    { path: "^lib/database/(?!failures)", ...runtime },
  ),
  rule(
    "only-reads-and-writes-speak-prisma",
    {
      pathNot: [
        "^lib/[^/]+/(queries|mutations)[./]",
        "^lib/(database|generated|testing)/",
        outside,
        test,
      ],
    },
    { path: "^lib/generated/prisma/(?!enums)", ...runtime },
  ),
  rule(
    "only-machines-hold-a-driver",
    {
      pathNot: ["^lib/(database|jobs|snapshot|testing)/", "^server/", outside, test],
    },
    { path: npm("pg|@prisma/[^/]+|@electric-sql/pglite"), ...runtime },
  ),
  rule(
    "plumbing-knows-no-room",
    { path: "^lib/[^/]+\\.ts$", pathNot: test },
    {
      path: "^lib/(?!auth|database|history|generated)[^/]+/",
      ...runtime,
    },
  ),
];

const surfaces = [
  rule(
    "pages-never-write",
    { path: "^app/", pathNot: ["^app/api/", test] },
    {
      path: ["^lib/[^/]+/mutations", "^lib/change\\.ts$"],
    },
  ),
  rule(
    "routes-only-gate-read-and-render",
    { path: "^app/", pathNot: test },
    {
      path: ["^lib/(database|generated|jobs|snapshot)/", npm("zod")],
      ...runtime,
    },
  ),
  rule(
    "ui-knows-no-domain",
    { path: "^components/ui/", pathNot: test },
    {
      path: ["^(lib|server)/", "^components/(?!ui/)"],
    },
  ),
  rule(
    "components-reach-the-server-through-actions",
    { path: "^components/", pathNot: test },
    {
      path: "^(lib|server)/",
      pathNot: [
        "^lib/[^/]+/((actions|policy)\\.ts$|schema(\\.ts$|/))",
        "^lib/(form-state\\.ts$|history/|evaluation/)",
      ],
      ...runtime,
    },
  ),
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [...isolation, ...machines, ...rooms, ...surfaces],
  options: {
    doNotFollow: { path: ["node_modules", "^lib/generated"] },
    exclude: { path: ["^\\.next/", "^dist/", "^bench/peers/"] },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
