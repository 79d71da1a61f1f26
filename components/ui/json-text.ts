/** What is wrong with a JSON text, and where: counted from 1, and as a path into the value. */
export type JsonMistake = { line: number; column: number; path: string; message: string };

export type JsonRead = { value: unknown } | { mistake: JsonMistake };

class Refused extends Error {
  constructor(
    message: string,
    readonly at: number,
    readonly path: string,
  ) {
    super(message);
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string = /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const words: [string, unknown][] = [
  ["true", true],
  ["false", false],
  ["null", null],
];
const deepest = 200;

/** Walks a JSON text as RFC 8259 has it; the browsers' own messages differ and know no path. */
class Walker {
  private at = 0;
  constructor(private readonly text: string) {}

  whole(): void {
    this.value("", 0);
    this.space();
    if (this.at < this.text.length)
      this.refuse("Something follows the value. Take it away, or put all of it into a list.", "");
  }

  private value(path: string, depth: number): void {
    this.space();
    if (depth > deepest) this.refuse(`This is nested more than ${deepest} deep.`, path);
    const next = this.text[this.at];
    if (next === undefined) this.refuse("Here the text ends, and a value is missing.", path);
    if (next === "{") this.object(path, depth);
    else if (next === "[") this.list(path, depth);
    else if (next === '"') this.quoted(path);
    else if (this.take(number) === undefined) this.word(path);
  }

  private word(path: string): void {
    const word = words.find(([name]) => this.text.startsWith(name, this.at))?.[0];
    if (word === undefined)
      this.refuse('A value stands here: true, 12, null, a list, an object, or a "text".', path);
    this.at += word.length;
  }

  private object(path: string, depth: number): void {
    const seen = new Set<string>();
    this.at++;
    if (this.skip("}")) return;
    do {
      this.space();
      const start = this.at;
      if (this.text[start] !== '"')
        this.refuse("A name in double quotation marks stands here.", path);
      const name = this.quoted(path);
      const inner = path + step(name);
      if (seen.has(name)) {
        this.at = start;
        this.refuse(`The name ${JSON.stringify(name)} is there twice.`, inner);
      }
      seen.add(name);
      if (!this.skip(":")) this.refuse("A colon stands between a name and its value.", inner);
      this.value(inner, depth + 1);
    } while (this.skip(","));
    if (!this.skip("}")) this.refuse("A comma or a closing brace is missing here.", path);
  }

  private list(path: string, depth: number): void {
    this.at++;
    if (this.skip("]")) return;
    let index = 0;
    do this.value(`${path}[${index++}]`, depth + 1);
    while (this.skip(","));
    if (!this.skip("]")) this.refuse("A comma or a closing bracket is missing here.", path);
  }

  private quoted(path: string): string {
    const start = this.at;
    const found = this.take(string);
    const control = (found ?? "").split("").findIndex((character) => character < " ");
    if (control >= 0) this.at = start + control;
    if (found === undefined || control >= 0)
      this.refuse("This text has no end, or a character in it needs a backslash.", path);
    return JSON.parse(found) as string;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private skip(character: string): boolean {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private space(): void {
    while (/[ \t\n\r]/.test(this.text[this.at] ?? "")) this.at++;
  }

  private refuse(message: string, path: string): never {
    throw new Refused(message, this.at, path.replace(/^\./, ""));
  }
}

function step(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** Reads a JSON text. Also refuses names given twice, of which a parser silently keeps the last. */
export function readJson(text: string): JsonRead {
  try {
    new Walker(text).whole();
    return { value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const before = text.slice(0, error.at).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    return {
      mistake: { line: before.length, column, path: error.path, message: error.message },
    };
  }
}

/** "Line 3, column 9, at rules[0].weight: a colon …": a mistake in one sentence. */
export function mistakeWords({ line, column, path, message }: JsonMistake): string {
  return `Line ${line}, column ${column}${path ? `, at ${path}` : ""}: ${message}`;
}
