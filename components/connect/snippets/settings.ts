import { type Place, placeholder, type Snippet } from "./snippet";

/** How a server's app is installed and started: the key is a setting, never a part of the code. */
export function settings({ origin }: Place, install: string[], start: string): Snippet {
  const environment = [`export HOIST_URL=${origin}`, `export HOIST_KEY=${placeholder}`];
  const code = `${[...install, ...environment, start].join("\n")}\n`;
  return { name: "Terminal", code };
}
