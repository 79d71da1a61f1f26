import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { build } from "esbuild";
import type { Probe, Settings } from "./apps/react";

/** A client app of somebody else's: its page comes from an origin of its own, and asks Hoist from there. */
export class ClientApp {
  private constructor(
    readonly origin: string,
    readonly close: () => void,
  ) {}

  static async start(): Promise<ClientApp> {
    const { outputFiles } = await build({
      entryPoints: [new URL("./apps/react.tsx", import.meta.url).pathname],
      bundle: true,
      write: false,
      format: "iife",
      jsx: "automatic",
      define: { "process.env.NODE_ENV": '"production"' },
    });
    const script = outputFiles[0]?.text ?? "";
    const server = createServer((req, res) => {
      if (req.url === "/app.js") res.setHeader("content-type", "text/javascript").end(script);
      else
        res
          .setHeader("content-type", "text/html")
          .end('<!doctype html><body><script src="/app.js"></script>');
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return new ClientApp(`http://127.0.0.1:${port}`, () => {
      server.close();
      server.closeAllConnections();
    });
  }

  async open(page: Page, settings: Settings): Promise<void> {
    await page.goto(`${this.origin}/#${encodeURIComponent(JSON.stringify(settings))}`);
  }
}

/** What the page has noted since it was loaded. */
export const probeOf = (page: Page) =>
  page.evaluate(() => {
    const { renders, values } = (window as unknown as { probe: Probe }).probe;
    return { renders, values };
  });

/** Lets the page ask for somebody else. */
export const become = (page: Page, targetingKey: string) =>
  page.evaluate((key) => (window as unknown as { probe: Probe }).probe.become(key), targetingKey);
