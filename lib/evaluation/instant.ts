const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt](\d\d):(\d\d):(\d\d)(\.\d{1,12})?(?:([Zz])|([+-])(\d\d):(\d\d)))?$/;

/**
 * The epoch milliseconds of an RFC 3339 time, or of a date alone, which stands for its first instant in UTC. Null for
 * everything else: a time without its zone could be any of 26 instants. Digits beyond the millisecond count.
 */
export function parseInstant(text: string): number | null {
  const found = pattern.exec(text);
  if (!found) return null;
  const part = (index: number) => Number(found[index] ?? 0);
  const [year, month, day] = [part(1), part(2), part(3)];
  const [hour, minute, second, offsetHour, offsetMinute] = [
    part(4),
    part(5),
    part(6),
    part(10),
    part(11),
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return null;

  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC takes the years 0 to 99 for others.
  const offset = (offsetHour * 60 + offsetMinute) * (found[9] === "-" ? -60_000 : 60_000);
  return date.getTime() + (hour * 3_600 + minute * 60 + second) * 1_000 - offset + part(7) * 1_000;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
