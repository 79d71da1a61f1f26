import { keySnippet } from "@/components/keys/key-snippet";
import type { Technology } from "../technology";
import { angular } from "./angular";
import { dotnet } from "./dotnet";
import { go } from "./go";
import { java } from "./java";
import { javascript } from "./javascript";
import { kotlin } from "./kotlin";
import { nextjs, nextjsFetch } from "./nextjs";
import { nodejs } from "./nodejs";
import { php } from "./php";
import { python } from "./python";
import { react } from "./react";
import { reactNative } from "./react-native";
import { ruby } from "./ruby";
import { rust } from "./rust";
import { type Place, placeholder, type Snippet } from "./snippet";
import { swift } from "./swift";
import { vue } from "./vue";
import { web } from "./web";

const writers: Record<Technology["key"], (place: Place) => Snippet[]> = {
  curl: ({ origin }) => [
    { name: "Terminal", code: keySnippet(origin, { token: placeholder, requireIdentity: false }) },
  ],
  ...{ web, react, vue, angular, javascript },
  ...{ "react-native": reactNative, kotlin, swift },
  ...{ nodejs, nextjs, "nextjs-fetch": nextjsFetch, java, python, go },
  ...{ dotnet, php, ruby, rust },
};

/** Code that asks this server, for one technology, with a placeholder where the token belongs. */
export function snippetsFor({ key }: Pick<Technology, "key">, place: Place): Snippet[] {
  return writers[key](place);
}
