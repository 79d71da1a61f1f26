import { createElement, Fragment } from "react";
import type { Words } from "@/lib/history/serve-words";

/** A sentence with what people named in it set off. */
export function Sentence({ words }: { words: Words }) {
  // Not a list: the parts of a sentence have no identity of their own.
  return createElement(Fragment, null, ...words.map(part));
}

function part(word: Words[number]) {
  if (typeof word === "string") return word;
  return <strong className="font-semibold break-words text-accent">{word.name}</strong>;
}
