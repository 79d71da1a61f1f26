/** All of something, in thousandths of a percent. */
export const whole = 100_000;

/**
 * The weights with one of them changed: the others keep their proportions and give or take what is left, so that the
 * sum stays whole. Where the others have nothing, the one after it takes all.
 */
export function withWeight(weights: number[], index: number, wanted: number): number[] {
  if (weights.length < 2) return weights.map(() => whole);
  const weight = Math.min(whole, Math.max(0, Math.round(wanted)));
  const others = weights.map((each, at) => (at === index ? 0 : each));
  const empty = others.every((each) => each === 0);
  const next = (index + 1) % weights.length;
  const shares = empty ? others.map((_, at) => (at === next ? 1 : 0)) : others;
  return apportioned(shares, whole - weight).map((each, at) => (at === index ? weight : each));
}

/** Without one part; the others take its share in proportion. */
export function withoutPart(weights: number[], index: number): number[] {
  const rest = weights.filter((_, at) => at !== index);
  return apportioned(rest.some((each) => each > 0) ? rest : rest.map(() => 1), whole);
}

/** So many equal parts; what cannot be divided goes to the first ones. */
export function evenly(count: number): number[] {
  return apportioned(
    Array.from({ length: count }, () => 1),
    whole,
  );
}

/** Divides an amount in whole numbers by shares: largest remainders first, the earlier one of equals. */
function apportioned(shares: number[], amount: number): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (sum === 0) return shares.map(() => 0);
  const parts = shares.map((share) => Math.floor((share * amount) / sum));
  let left = amount - parts.reduce((total, part) => total + part, 0);
  const order = shares
    .map((share, index) => ({ index, rest: (share * amount) % sum }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left--;
  }
  return parts;
}

/** What was typed as a percentage, in thousandths of a percent; null when it is none of 0 to 100 with three decimals. */
export function parsePercent(text: string): number | null {
  const [, number] = /^\s*(\d{1,3}(?:[.,]\d{0,3})?|[.,]\d{1,3})\s*%?\s*$/.exec(text) ?? [];
  if (number === undefined) return null;
  const weight = Math.round(Number(number.replace(",", ".")) * 1000);
  return weight <= whole ? weight : null;
}

/** "12.5" of 12500, as it is typed. */
export function percentText(weight: number): string {
  return String(Number((weight / 1000).toFixed(3)));
}
