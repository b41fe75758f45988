const units = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

/** The seconds of `90s`, `5m`, `1h30m` or `2d`; undefined if the text is no duration. */
export function secondsOf(text: string): number | undefined {
  const parts = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
  if (!parts || text === '') return undefined;
  return Object.values(units).reduce(
    (sum, seconds, index) => sum + seconds * Number(parts[index + 1] ?? 0),
    0,
  );
}

/** The inverse of `secondsOf`: the shortest text, `0s` for nothing. */
export function durationText(seconds: number): string {
  let left = seconds;
  const parts = Object.entries(units).map(([unit, length]) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count === 0 ? '' : `${count}${unit}`;
  });
  return parts.join('') || '0s';
}
