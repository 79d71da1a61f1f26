import { describe, expect, test } from "vitest";
import { measureFlagSizes } from "@/bench/flag-sizes";
import { median } from "@/bench/report";
import { bytesEach as bytesAStream, measureStreams } from "@/bench/streams";
import { bytesEach as bytesAToggle, measureToggleSizes } from "@/bench/toggle-sizes";
import { findPostgres } from "@/lib/testing/postgres-server";

// What of the sizes that `npm run bench` measures does not depend on the clock.
describe.skipIf(!findPostgres())("a large Hoist", () => {
  test("tells 10,000 streams of one change, each once, for at most 1.5 times the memory of plain node:http", async () => {
    const { hoist, plain } = await measureStreams([1_000, 2_500, 5_000, 10_000]);

    for (const { streams, heard, events } of hoist)
      expect({ streams, heard, events }).toEqual({ streams, heard: streams, events: streams });
    const [ours = Number.NaN, theirs = 0] = [hoist, plain].map((all) => bytesAStream(all).at(-1));
    expect(ours).toBeLessThanOrEqual(1.5 * theirs);
  });

  test("boots with 1,000,000 toggles, 300 bytes each, and reads none of them again when one changes", async () => {
    const sizes = await measureToggleSizes([1_000, 10_000, 100_000, 1_000_000]);

    for (const { toggles, right, read } of sizes) {
      expect({ toggles, right }).toEqual({ toggles, right: true });
      expect(read).toBeLessThanOrEqual(100);
    }
    expect(bytesAToggle(sizes).at(-1)).toBeLessThanOrEqual(300);
  });

  test("lists 2,000 flags for at most three times the work and the bytes of 20", async () => {
    const [few, ...more] = await measureFlagSizes([20, 200, 1_000, 2_000]);

    for (const { flags, right, bytes, processor } of more) {
      expect({ flags, right }).toEqual({ flags, right: true });
      expect(bytes).toBeLessThanOrEqual(3 * (few?.bytes ?? 0));
      expect(median(processor)).toBeLessThanOrEqual(3 * median(few?.processor ?? []));
    }
  });
});
