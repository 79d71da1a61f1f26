import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, firstAccount } from "./client";
import { freePort, type Hoist } from "./harness";
import { Site } from "./site";

describe("a second Hoist on a data folder", () => {
  let site: Site;
  let owner: Hoist;
  let api: Api;
  beforeAll(async () => {
    site = await Site.open();
    owner = await site.start();
    api = await firstAccount(owner);
  });
  afterAll(() => site?.close());

  async function expectRefusal() {
    const intruder = site.launch({ port: await freePort() });
    expect(await intruder.exit).toBe(1);
    expect(intruder.errors).toBe(
      `The data folder ${site.options.dataFolder} is in use by another Hoist.\n`,
    );
  }

  it("is refused in one sentence, and the first one works on", async () => {
    await expectRefusal();
    await api.flag("after-one-intruder");
  });

  it("is refused also while the first one's database is frozen", async () => {
    const database = owner.child("database")!;
    process.kill(database, "SIGSTOP");
    try {
      await expectRefusal();
    } finally {
      process.kill(database, "SIGCONT");
    }
    await api.flag("after-two-intruders");
  });
});
