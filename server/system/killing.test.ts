import { afterAll, beforeAll, describe, it } from "vitest";
import { Killing, victims } from "./killing";
import { kinds } from "./site";

for (const { database, missing } of kinds) {
  describe.skipIf(missing)(`a change acknowledged with ${database}`, () => {
    let killing: Killing;
    beforeAll(async () => {
      killing = await Killing.prepare(database);
    });
    afterAll(() => killing?.close());

    for (const victim of victims) {
      it(`is there with its audit row after a kill -9 of ${victim}`, () => killing.round(victim));
    }
  });
}
