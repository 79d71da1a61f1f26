import { keySnippet } from "@/components/keys/key-snippet";
import type { Technology } from "../technologies";
import { javascript } from "./javascript";
import { nextjs, nextjsFetch } from "./nextjs";
import { nodejs } from "./nodejs";
import { react } from "./react";
import { type Place, placeholder, type Snippet } from "./snippet";
import { web } from "./web";

const writers: Record<Technology["key"], (place: Place) => Snippet[]> = {
  curl: ({ origin }) => [
    { name: "Terminal", code: keySnippet(origin, { token: placeholder, requireIdentity: false }) },
  ],
  web,
  react,
  javascript,
  nodejs,
  nextjs,
  "nextjs-fetch": nextjsFetch,
};

/** Code that asks this server, for one technology, with a placeholder where the token belongs. */
export function snippetsFor({ key }: Pick<Technology, "key">, place: Place): Snippet[] {
  return writers[key](place);
}
