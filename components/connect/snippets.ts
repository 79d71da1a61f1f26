import { keySnippet } from "@/components/keys/key-snippet";
import type { NewKey } from "@/lib/keys/schema";

export type Technology = "curl" | "javascript" | "react" | "nextjs";

type Place = {
  /** Where this server is reached, "https://hoist.example.com". */
  origin: string;
  token: string;
  /** A flag that the code asks for. */
  flag: string;
};
/** A piece of text to copy, and the file that it belongs into. */
export type Snippet = { name: string; code: string };

export const technologies: { key: Technology; name: string; hint: string }[] = [
  { key: "curl", name: "curl", hint: "A first answer, in a terminal. Any key does." },
  {
    key: "javascript",
    name: "JavaScript",
    hint: "A module for browsers and Node.js. Browsers take a client key.",
  },
  { key: "react", name: "React", hint: "A hook that follows a flag. Browsers take a client key." },
  {
    key: "nextjs",
    name: "Next.js",
    hint: "A server component. The key stays on your server, so a server key is right.",
  },
];

/** What stands where a token belongs: a new key's is told once, so it is known only to whoever just made it. */
export const placeholder = "YOUR_KEY";

/** Code that asks this server, for one technology. A server key's token never goes into code for browsers. */
export function snippetsFor(
  technology: Technology,
  { origin, flag, made }: { origin: string; flag: string; made: NewKey | null },
): Snippet[] {
  const forBrowsers = technology === "javascript" || technology === "react";
  const secret = made === null || (forBrowsers && made.kind === "server");
  const place = { origin, flag, token: secret ? placeholder : made.token };
  if (technology === "curl") {
    const key = made ?? { token: place.token, requireIdentity: false };
    return [{ name: "Terminal", code: keySnippet(origin, key) }];
  }
  return { javascript, react, nextjs }[technology](place);
}

/** The part of both modules that asks: again with the tag of the last answer, so that nothing new is an empty 304. */
function asking({ origin, token }: Place, onNews: string): string {
  return `const address = ${JSON.stringify(`${origin}/api/flags?targetingKey=u-17`)};
const headers = { authorization: ${JSON.stringify(`Bearer ${token}`)} };
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
  ({ flags } = await response.json());${onNews}
}

// Without an answer, the last good values stay.
async function keepPolling() {
  await poll().catch(console.error);
  setTimeout(keepPolling, 10_000);
}
`;
}

function javascript(place: Place): Snippet[] {
  const module = `${asking(place, "")}await keepPolling();

/** A flag's value now, or yours while there is none. */
export function flag(key, otherwise) {
  return flags[key]?.value ?? otherwise;
}
`;
  const use = `import { flag } from "./flags.js";

if (flag(${JSON.stringify(place.flag)}, false)) {
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

function react(place: Place): Snippet[] {
  const hook = `import { useSyncExternalStore } from "react";

${asking(place, "\n  for (const tell of listeners) tell();")}
const listeners = new Set();
let started = false;

function subscribe(listener) {
  listeners.add(listener);
  if (!started) keepPolling();
  started = true;
  return () => listeners.delete(listener);
}

/** A flag's value, or yours while there is none. */
export function useFlag(key, otherwise) {
  return useSyncExternalStore(
    subscribe,
    () => flags[key]?.value ?? otherwise,
    () => otherwise,
  );
}
`;
  const use = `import { useFlag } from "./use-flag.js";

export function Example() {
  const on = useFlag(${JSON.stringify(place.flag)}, false);
  return <p>{on ? "on" : "off"}</p>;
}
`;
  return [
    { name: "use-flag.js", code: hook },
    { name: "example.jsx", code: use },
  ];
}

function nextjs({ origin, token, flag }: Place): Snippet[] {
  const page = `async function readFlags(targetingKey: string) {
  const address = new URL("/api/flags", process.env.HOIST_URL);
  address.searchParams.set("targetingKey", targetingKey);
  try {
    const response = await fetch(address, {
      headers: { authorization: \`Bearer \${process.env.HOIST_KEY}\` },
      next: { revalidate: 10 },
    });
    if (!response.ok) throw new Error(\`Hoist answered \${response.status}.\`);
    return (await response.json()).flags;
  } catch (error) {
    console.error(error);
    return {};
  }
}

export default async function Page() {
  const flags = await readFlags("u-17");
  const on = flags[${JSON.stringify(flag)}]?.value ?? false;
  return <p>{on ? "on" : "off"}</p>;
}
`;
  return [
    { name: ".env.local", code: `HOIST_URL=${origin}\nHOIST_KEY=${token}\n` },
    { name: "app/page.tsx", code: page },
  ];
}
