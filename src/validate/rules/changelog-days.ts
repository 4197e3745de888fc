/** Days as changelogs write them. */

/** Whether a text is a day of the calendar as ISO 8601 writes it, `2024-02-29`. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The days of the calendar that numbers in another form may mean: none, one, or two where day and month can't be told. */
export function daysMeant(text: string): string[] {
  const [, one = "", , two = "", three = ""] = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(text) ?? [];
  if (one.length === 4) return [dayOf(one, two, three), dayOf(one, three, two)].filter(isIsoDate).slice(0, 1);
  return [...new Set([dayOf(three, one, two), dayOf(three, two, one)])].filter(isIsoDate);
}

function dayOf(year: string, month: string, day: string): string {
  return [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
}

/** Whether a text is made of numbers as a date is, whatever their order. */
export function looksLikeDate(text: string): boolean {
  return /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(text);
}
