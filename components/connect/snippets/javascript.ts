import { type Place, placeholder, quoted, type Snippet } from "./snippet";

/** Asks again with the tag of the last answer, so that nothing new is an empty 304. */
export function javascript({ origin, flag }: Place): Snippet[] {
  const module = `const address = ${quoted(`${origin}/api/flags?targetingKey=u-17`)};
const headers = { authorization: "Bearer ${placeholder}" };
let flags = {};
let etag = "";

async function poll() {
  const response = await fetch(address, {
    headers: etag ? { ...headers, "if-none-match": etag } : headers,
    cache: "no-store",
  });
  if (response.status === 304) return;
  if (!response.ok) throw new Error(\`Hoist answered \${response.status}.\`);
  etag = response.headers.get("etag") ?? "";
  ({ flags } = await response.json());
}

// Without an answer, the last good values stay.
async function keepPolling() {
  await poll().catch(console.error);
  setTimeout(keepPolling, 10_000);
}
await keepPolling();

/** A flag's value now, or yours while there is none. */
export function flag(key, otherwise) {
  return flags[key]?.value ?? otherwise;
}
`;
  const use = `import { flag } from "./flags.js";

if (flag(${quoted(flag)}, false)) {
  console.log("on");
} else {
  console.log("off");
}
`;
  return [
    { name: "flags.js", code: module },
    { name: "app.js", code: use },
  ];
}
