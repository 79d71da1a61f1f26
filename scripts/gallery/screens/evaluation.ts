import { dialog, type Screen } from "../screen";

const admin = "admin" as const;
const playground = "/projects/default/playground?env=production";
const context = (attributes: object) => encodeURIComponent(JSON.stringify(attributes));
const asked = `${playground}&context=${context({ targetingKey: "u-0004", plan: "pro", country: "DE" })}`;
const user = "/projects/default/users/u-0004?env=production";
const compared = `${user}&with=u-0017`;
const schema = "/projects/default/flags/banner-layout?tab=variants";
const tried = `${user}&context=${context({ plan: "team" })}&at=2030-12-03T00:00:00.000Z`;

/** What somebody gets and why: the playground, and a user's page with something tried or somebody beside. */
export const evaluation: Screen[] = [
  {
    name: "playground-empty",
    title: "Playground, nobody asked about",
    who: admin,
    path: playground,
  },
  { name: "playground", title: "Playground", who: admin, path: asked },
  dialog(
    { name: "playground-why", title: "Playground, why a value", who: admin, path: asked },
    "Why u-0004 gets this of eu-pricing",
  ),
  { name: "user-compare", title: "Two users compared", who: admin, path: compared },
  {
    name: "user-compare-nobody",
    title: "Compared with nobody",
    who: admin,
    path: `${user}&with=nobody`,
  },
  {
    name: "flag-schema",
    title: "Variants and their schema, read only",
    who: "viewer",
    path: schema,
  },
  { name: "user-try", title: "User, tried with other attributes", who: admin, path: tried },
];
