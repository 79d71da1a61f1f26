import type { BrowserContext } from "@playwright/test";

export type Guard = {
  /** Everything that should not have happened so far. */
  complaints(): string[];
  /** A complaint that this test provokes on purpose. */
  allow(words: RegExp): void;
};

/** Listens on every page of a context for errors, violations of the content security policy and foreign requests. */
export async function guard(context: BrowserContext, origin: string): Promise<Guard> {
  const heard: string[] = [];
  const allowed: RegExp[] = [];

  context.on("console", (message) => {
    if (message.type() !== "error") return;
    heard.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => heard.push(`error: ${error.error().message}`));
  context.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== origin) heard.push(`request: ${request.url()}`);
  });
  await context.exposeBinding("reportViolation", (_source, words: string) => {
    heard.push(`policy: ${words}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { reportViolation } = window as unknown as { reportViolation(words: string): void };
      reportViolation(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });

  return {
    complaints: () => heard.filter((words) => !allowed.some((pattern) => pattern.test(words))),
    allow: (words) => void allowed.push(words),
  };
}
