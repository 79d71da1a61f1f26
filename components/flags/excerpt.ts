const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The beginning of a long text on one line. Cuts between graphemes, so that no emoji or accent is
 * torn, and keeps lists light: fifty descriptions of 2,000 characters are not sent to show a line each.
 */
export function excerpt(text: string, length = 160): string {
  const line = text
    .slice(0, length * 12)
    .replace(/\s+/gu, " ")
    .trim();
  if (line.length <= length) return line;
  const start: string[] = [];
  for (const { segment } of segmenter.segment(line)) {
    if (start.length === length) return `${start.join("").trimEnd()}…`;
    start.push(segment);
  }
  return line;
}
