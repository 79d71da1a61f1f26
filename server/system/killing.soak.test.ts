import { afterAll, beforeAll, describe, it } from "vitest";
import { Killing, victims } from "./killing";
import { kinds } from "./site";

const times = 25;

for (const { database, missing } of kinds) {
  describe.skipIf(missing)(`a change acknowledged with ${database}`, () => {
    let killing: Killing;
    beforeAll(async () => {
      killing = await Killing.prepare(database);
    });
    afterAll(() => killing?.close());

    for (const victim of victims) {
      it(`is there with its audit row after ${times} times kill -9 of ${victim}`, async () => {
        for (let time = 0; time < times; time++) await killing.round(victim, 40);
      });
    }
  });
}
