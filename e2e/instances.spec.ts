import { expect, test } from "@playwright/test";
import type { NewKey } from "../lib/keys/schema";
import { kinds, Site } from "../server/system/site";
import { Api } from "./api";
import { Balancer } from "./balancer";
import { ClientApp, probeOf } from "./client-app";
import { newAccount } from "./fixtures";

test("a React page follows a rollout live through two instances while one of them is killed", async ({
  page,
}, info) => {
  info.skip(kinds[1].missing, "PostgreSQL is not installed");
  test.slow();
  const site = await Site.open("PostgreSQL");
  const app = await ClientApp.start();
  const first = await site.start();
  const second = await site.startAnother();
  const balancer = await Balancer.start([first.url, second.url]);
  try {
    const flag = "new-checkout";
    const account = newAccount("boss");
    const one = await Api.signUp(first.url, account);
    const other = await Api.of(second.url, account);
    const production = `/projects/default/flags/${flag}/environments/production`;
    await one.send("POST", "/projects/default/flags", { key: flag });
    const keys = "/projects/default/environments/production/keys";
    const { token } = await one.send<NewKey>("POST", keys, { name: "shop", kind: "client" });
    const share = (weight: number) => ({
      enabled: true,
      fallthrough: {
        split: [{ variant: "on", weight: 100_000 }],
        ...{ by: "targetingKey", exposure: weight },
      },
    });
    await one.send("PATCH", production, share(0));

    const shown = page.locator("output");
    await app.open(page, { baseUrl: balancer.url, token, flag });
    await expect(shown).toHaveText("off DEFAULT");
    await other.send("PATCH", production, share(100_000));
    await expect(shown).toHaveText("on SPLIT", { timeout: 40_000 });

    // The one that the page hears of changes from: it must come back by itself, to the other.
    const stream = balancer.passed.findLast(({ path }) => path.startsWith("/api/stream"));
    const [dead, alive] = stream?.to === first.url ? [first, other] : [second, one];
    await dead.kill();
    await alive.send("PATCH", production, share(0));
    await expect(shown).toHaveText("off DEFAULT", { timeout: 40_000 });
    await alive.send("PATCH", production, share(100_000));
    await expect(shown).toHaveText("on SPLIT", { timeout: 40_000 });
    expect((await probeOf(page)).values).toEqual([false, true, false, true]);
  } finally {
    balancer.close();
    app.close();
    await site.close();
  }
});
