import type { Page } from "playwright";
import type { Api } from "../../../e2e/api";
import { dialog, press, type Screen } from "../screen";

const admin = "admin" as const;
const flag = "/projects/default/flags/eu-pricing?env=production";
const segments = "/projects/default/segments";

/** A rollout in steps for a segment, and a second flag that rests on it. */
export async function makeTargeting(api: Api) {
  await api.send("POST", segments, {
    key: "europe",
    name: "Europe",
    conditions: {
      any: [
        { attribute: "country", op: "in", values: ["DE", "FR", "IT", "NL"] },
        { not: { attribute: "appVersion", op: "semverLt", values: ["2.4.0"] } },
      ],
    },
    included: ["u-0004"],
    excluded: ["u-0017"],
  });
  await api.send("POST", segments, { key: "unused", name: "Used by nothing yet" });
  await api.send("POST", "/projects/default/flags", {
    key: "banner-layout",
    type: "object",
    variants: [
      { key: "wide", value: { columns: 3 } },
      { key: "narrow", value: { columns: 1 } },
    ],
    schema: { type: "object", properties: { columns: { type: "integer", minimum: 1 } } },
  });
  await api.send("POST", "/projects/default/flags", { key: "eu-pricing", name: "Prices in euro" });
  const split = [{ variant: "on", weight: 100_000 }];
  const share = [
    { variant: "on", weight: 12_500 },
    { variant: "off", weight: 87_500 },
  ];
  await api.send("PATCH", "/projects/default/flags/eu-pricing/environments/production", {
    enabled: true,
    prerequisites: [{ flag: "new-checkout", variants: ["on"] }],
    rules: [
      {
        name: "Pro in Europe",
        when: {
          all: [{ attribute: "plan", op: "in", values: ["pro", "team"] }, { segment: "europe" }],
        },
        serve: {
          split,
          by: "targetingKey",
          exposure: [
            { at: "2030-12-02T09:00:00.000Z", weight: 25_000 },
            { at: "2030-12-05T09:00:00.000Z", weight: 100_000 },
          ],
        },
      },
      {
        name: "A first look",
        startsAt: "2030-12-01T00:00:00.000Z",
        when: { attribute: "beta", op: "eq", values: [true] },
        serve: { split: share, by: "targetingKey" },
      },
    ],
    fallthrough: { variant: "off" },
  });
}

async function openRule(page: Page) {
  await press("More for Pro in Europe")(page);
  await page.getByRole("menuitem", { name: "Move down" }).click();
  await page.getByText("not saved yet").first().waitFor();
}

/** Who gets what: rules, the draft and its review, segments. */
export const targeting: Screen[] = [
  { name: "targeting-rules", title: "Targeting, rules", who: admin, path: flag },
  { name: "targeting-forbidden", title: "Targeting, read only", who: "viewer", path: flag },
  {
    name: "targeting-new-rule",
    title: "Targeting, a new rule",
    who: admin,
    path: flag,
    async act(page) {
      await press("Add a rule")(page);
      await page.getByRole("listitem", { name: "Rule 3 of 3" }).waitFor();
    },
  },
  {
    name: "targeting-draft",
    title: "Targeting, a draft",
    who: admin,
    path: flag,
    windowOnly: true,
    act: openRule,
  },
  {
    name: "targeting-review",
    title: "Targeting, the review",
    who: admin,
    path: flag,
    windowOnly: true,
    async act(page) {
      await openRule(page);
      await page.getByRole("button", { name: "Review", exact: true }).click();
      await page
        .getByText(/known users?/)
        .first()
        .waitFor();
    },
  },
  { name: "segments", title: "Segments", who: admin, path: segments },
  {
    name: "segments-empty",
    title: "Segments, none yet",
    who: admin,
    path: "/projects/mobile/segments",
  },
  { name: "segment", title: "A segment", who: admin, path: `${segments}/europe` },
  {
    name: "segment-forbidden",
    title: "A segment, read only",
    who: "viewer",
    path: `${segments}/europe`,
  },
  dialog({ name: "new-segment", title: "New segment", who: admin, path: segments }, "New segment"),
];
