import { expect, it } from "vitest";
import type { StatePreview } from "@/lib/flags/schema/preview";
import { unknownWords } from "./unknown-words";

const traffic = { contexts: 12, isPart: false, minutes: 60, changed: [3] };
const known: StatePreview = {
  users: 5,
  evaluated: 5,
  asIfOn: false,
  moments: [{ at: null, changed: 1 }],
  laterMoments: 0,
  first: [],
  unknown: [],
  traffic,
};
const words = (other: Partial<StatePreview>) => unknownWords({ ...known, ...other });

it("says what contexts are, and how far back they reach", () => {
  const said = (minutes: number) => words({ traffic: { ...traffic, minutes } });
  expect(said(60)).toEqual([
    "Contexts are what apps asked with in the last hour, each targeting key once.",
  ]);
  expect(said(7)).toEqual([
    "Contexts are what apps asked with in the last 7 minutes, each targeting key once.",
  ]);
  expect(said(1)).toEqual([
    "Contexts are what apps asked with in the last minute, each targeting key once.",
  ]);
});

it("says when contexts were left out, when there are none, and when it cannot know", () => {
  expect(words({ traffic: { ...traffic, isPart: true } })[0]).toMatch(
    /There were more; a part of them, drawn by lot, is counted\.$/,
  );
  expect(words({ traffic: { ...traffic, contexts: 0 } })).toEqual([
    "No app has asked here in the last hour: only known users are counted.",
  ]);
  expect(words({ traffic: { ...traffic, contexts: 0, isPart: true } })).toEqual([
    "What apps sent in the last hour was too large to be kept: only known users are counted.",
  ]);
  expect(words({ traffic: null })).toEqual([
    "What apps send is not known to this console: only known users are counted.",
  ]);
});

it("says what of users and contexts it did not know, and what it did not count", () => {
  const unknown = [
    { attribute: "plan", users: 1, contexts: 0 },
    { attribute: "age", users: 2, contexts: 1 },
    { attribute: "city", users: 0, contexts: 1_204 },
  ];
  expect(words({ asIfOn: true, users: 6_000, evaluated: 5_000, unknown, laterMoments: 1 })).toEqual(
    [
      "The flag is off here: this is counted as if it were on.",
      "There are 6,000 users; the newest 5,000 were asked.",
      "Contexts are what apps asked with in the last hour, each targeting key once.",
      "plan is not known of 1 user: what apps send of it counts then.",
      "age is not known of 2 users and is missing in 1 context: what apps send of it counts then.",
      "city is missing in 1,204 contexts.",
      "It changes by itself 1 more time after that, not counted here.",
    ],
  );
});
