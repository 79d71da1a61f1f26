import { expect, it } from "vitest";
import { lookedUp, technologies } from "@/components/connect/technologies";
import { checks, groups, type Technology } from "@/components/connect/technology";

const page = `# Clients

How apps read flags from Hoist, and what each client does and does not do. *Connect* in the console has the code, with your address in it.
This page is made of \`components/connect/clients\`, which Connect shows too:
\`npx vitest run --project unit -u components/connect/clients.test.ts\` writes it again.

Hoist answers OpenFeature's remote evaluation protocol (OFREP) under \`/ofrep/v1/evaluate/flags\`, at its host's root, beside its own
\`GET /api/flags\`. Any OpenFeature provider for OFREP works with a Hoist key in \`Authorization: Bearer …\` or \`X-API-Key\`.

## How it was found out
Looked up in ${lookedUp}, each at the version that is named; newer ones may do more.

- **Run**: the code that Connect shows is run by Hoist's tests against a running Hoist: \`components/connect/snippets/snippets.test.ts\` in
  Node.js, \`e2e/snippets.spec.ts\` and \`e2e/clients.spec.ts\` in a browser.
- **Tried**: the code was run once by hand in a browser. No test repeats it.
- **Read**: read in the client's source or on its page. Neither the code nor the client was run. Where it is published is what its own
  page says.

A client that follows the stream is told of a change at once; others see it when they ask next. Clients for servers ask once for each
flag that is read: keep Hoist near them, or use flagd's providers with \`GET /flagd/flags.json\`.
${Object.entries(groups)
  .map(
    ([group, words]) =>
      `\n## ${words}\n${technologies
        .filter((one) => one.group === group)
        .map(told)
        .join("\n")}`,
  )
  .join("")}`;

function told({ name, client }: Technology): string {
  const { packages, keptBy, asks, news, away, mind = [], checked } = client;
  const facts = [
    `Packages: ${packages.map((one) => `\`${one}\``).join(", ") || "none"}`,
    `Kept by: ${keptBy}`,
    `Asks for: ${asks}`,
    `Hears of changes: ${news}`,
    `Without an answer: ${away}`,
    ...mind.map((words) => `Mind: ${words}`),
    `Checked: ${checks[checked]}`,
  ];
  return `### ${name}\n${facts.map((fact) => `- ${fact.replace(/\.$/, "")}.\n`).join("")}`;
}

it("docs/clients.md tells of every client what Connect does", async () => {
  await expect(page).toMatchFileSnapshot("../../docs/clients.md");
});

it("every version that Connect names of an npm package is the one that the tests run", async () => {
  const { default: manifest } = await import("../../package.json");
  const installed: Record<string, string> = manifest.devDependencies;
  const named = technologies.filter(({ client }) => client.checked === "run");
  for (const text of named.flatMap(({ client }) => client.packages)) {
    const [name = "", version] = text.split(" ");
    expect(installed[name], name).toBe(version);
  }
});
