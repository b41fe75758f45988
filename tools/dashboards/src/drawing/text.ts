/**
 * The widest that a character of a usual sans-serif font is on average, in parts of the font's size. Fonts differ, so
 * that texts get more room than most of them need.
 */
const widestCharacter = 0.62;

/** A text as XML. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The size at which a text fits into a width, and not more than the wanted one. In pixels, in steps of a half. */
export function fittingSize(text: string, width: number, wanted: number): number {
  const size = width / (Math.max(1, text.length) * widestCharacter);
  return Math.min(wanted, Math.floor(size * 2) / 2);
}

/** A number as people read it: three digits and a unit of a thousand, such as `4.21G`. */
export function readable(value: number): string {
  const units = ['', 'k', 'M', 'G', 'T'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1) / 3)));
  return `${Number((value / 1000 ** power).toPrecision(3))}${units[power]}`;
}

/** A coordinate, in hundredths of a pixel. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
