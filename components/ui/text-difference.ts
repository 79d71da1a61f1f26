export type TextLine = { kind: "same" | "gone" | "new"; text: string };

/** Above this many pairs of lines the texts are shown whole, one after the other. */
const most = 1_000_000;

const as = (kind: TextLine["kind"], lines: string[]): TextLine[] =>
  lines.map((text) => ({ kind, text }));

/** The lines of both texts in order, each the same, gone or new; as few changes as there can be. */
export function textDifference(before: string, after: string): TextLine[] {
  const old = before.split("\n");
  const now = after.split("\n");
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  const shorter = Math.min(old.length, now.length) - start;
  while (end < shorter && old.at(-1 - end) === now.at(-1 - end)) end++;
  return [
    ...as("same", old.slice(0, start)),
    ...middle(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...as("same", old.slice(old.length - end)),
  ];
}

/** By the longest common subsequence. */
function middle(old: string[], now: string[]): TextLine[] {
  if (old.length * now.length > most) return [...as("gone", old), ...as("new", now)];
  const width = now.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));

  const lines: TextLine[] = [];
  let j = 0;
  for (const [i, text] of old.entries()) {
    while (text !== now[j] && j < now.length && at(i, j + 1) > at(i + 1, j))
      lines.push({ kind: "new", text: now[j++] ?? "" });
    if (text === now[j]) {
      lines.push({ kind: "same", text });
      j++;
    } else lines.push({ kind: "gone", text });
  }
  return [...lines, ...as("new", now.slice(j))];
}

export type Fold = TextLine | { kind: "folded"; count: number; at: number };

/** Runs of more than `around` unchanged lines on each side of a change become one mark. */
export function folded(lines: TextLine[], around = 3): Fold[] {
  const near = new Set<number>();
  for (const [index, line] of lines.entries())
    if (line.kind !== "same")
      for (let each = index - around; each <= index + around; each++) near.add(each);
  return lines.flatMap((line, index): Fold[] => {
    if (near.has(index)) return [line];
    if (index > 0 && !near.has(index - 1)) return [];
    let count = 1;
    while (index + count < lines.length && !near.has(index + count)) count++;
    return [{ kind: "folded", count, at: index }];
  });
}
