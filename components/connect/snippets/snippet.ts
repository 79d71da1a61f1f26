/** What code asks, and whom. */
export type Place = {
  /** Where this server is reached, "https://hoist.example.com". */
  origin: string;
  /** A flag that the code asks for. */
  flag: string;
};
/** A piece of text to copy, and the file that it belongs into. */
export type Snippet = { name: string; code: string };

/** What stands where a token belongs: a new key's is told once, so it is known only to whoever just made it. */
export const placeholder = "YOUR_KEY";

/** A text as JavaScript, Java, Go and their like write it. */
export const quoted = (text: string) => JSON.stringify(text);
