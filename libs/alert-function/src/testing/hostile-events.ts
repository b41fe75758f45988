/** A text that no log may have. Every text of a hostile event contains it. */
export const canary = 'JaneDoe19700101';

/** Texts that have broken other programs. */
const texts: readonly string[] = [
  canary,
  `${canary}\nSeverity: forged\r\nOwner: forged`,
  `${canary}\u2028Severity: forged\u2029\u0085`,
  `\u0000\u0007\u001b[31m${canary}\u202egnp.exe`,
  `\ud800${canary}\udfff`,
  `javascript:alert('${canary}')`,
  `https://admin:${canary}@example.com/`,
  `<script>${canary}</script>`,
  `__proto__ ${canary}`,
  `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${canary}`,
  `AWS::${canary}::Type`,
  `2026-11-24T99:99:99Z ${canary}`,
  ' \t\n ',
  'ä日本🏥'.repeat(300) + canary,
];

const values: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  [],
  {},
  [[[canary]]],
  { toString: canary, constructor: { name: canary }, length: -1 },
  Array.from({ length: 200 }, (_, index) => ({ key: `${canary}${index}`, value: canary })),
];

/** Texts that are no event, whatever one makes of them. */
const bodies: readonly string[] = [
  '',
  'null',
  '7',
  '"text"',
  '[]',
  '{}',
  '{',
  `{"detail":"${canary}"`,
  `${canary}\n${canary}`,
  `{"__proto__":{"version":"0","source":"aws.cloudwatch","detail":{"alarmName":"${canary}"}}}`,
  `{"version":"0","version":"1","detail":{"__proto__":{"polluted":"${canary}"}}}`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  '{"detail":'.repeat(5_000) + '1' + '}'.repeat(5_000),
];

/**
 * Bodies of messages that are broken or hostile: samples with one to three fields replaced, taken away or added, samples
 * that are cut off, of other versions and kinds, and texts that are no event. Always the same for a seed.
 *
 * @param samples events whose texts are replaced
 */
export function hostileBodies(seed: number, count: number, samples: readonly object[]): string[] {
  const next = numbers(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T;
  const anything = (): unknown => {
    // Few, because each costs a megabyte.
    if (next() < 0.01) return canary + 'x'.repeat(1_000_000);
    return next() < 0.6 ? pick(texts) : structuredClone(pick(values));
  };
  return Array.from({ length: count }, (_, index) => {
    if (index < bodies.length) return bodies[index] as string;
    const event = structuredClone(pick(samples)) as Record<string, unknown>;
    const kind = next();
    if (kind < 0.05) event['version'] = pick(['1', '', canary, 0, null]);
    else if (kind < 0.1) event['detail-type'] = anything();
    else if (kind < 0.15) event['detail'] = anything();
    else {
      for (let changes = Math.ceil(next() * 3); changes > 0; changes--) change(event, pick, next, anything);
    }
    // So that no two are the same.
    event['n'] = index;
    const text = JSON.stringify(event);
    return kind > 0.95 ? text.slice(0, Math.floor(next() * text.length)) : text;
  });
}

/** Replaces, removes or adds a field somewhere in a value. */
function change(
  root: Record<string, unknown>,
  pick: <T>(of: readonly T[]) => T,
  next: () => number,
  anything: () => unknown,
): void {
  const objects: Record<string, unknown>[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || objects.length > 500) return;
    objects.push(value as Record<string, unknown>);
    Object.values(value).forEach(collect);
  };
  collect(root);
  const object = pick(objects);
  const names = Object.keys(object);
  const name = names.length > 0 ? pick(names) : canary;
  const kind = next();
  if (kind < 0.2) delete object[name];
  else if (kind < 0.3) object[pick(['constructor', 'toString', canary])] = anything();
  else object[name] = anything();
}

/** Numbers from 0 to below 1, the same for a seed: mulberry32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
