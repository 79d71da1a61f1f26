import { afterAll, beforeAll, describe } from "vitest";
import { describeAnswers } from "./answers";
import { describeCallers } from "./callers";
import { describeChanges } from "./changes";
import { describeFlagd } from "./flagd";
import { describeLimits } from "./limits";
import { describeOfrep } from "./ofrep";
import { describeRules } from "./rules";
import { Suite, type TestMount } from "./suite";

/** What every mount of the read API does. */
export function describeReadApi(name: string, open: () => Promise<TestMount>): void {
  const suite = new Suite();
  beforeAll(() => suite.open(open), 60_000);
  afterAll(() => suite.mount?.close());

  describe(`the read API, ${name},`, () => {
    describeAnswers(suite);
    describeChanges(suite);
    describeCallers(suite);
    describeLimits(suite);
    describeFlagd(suite);
    describeRules(suite);
    describeOfrep(suite);
  });
}
