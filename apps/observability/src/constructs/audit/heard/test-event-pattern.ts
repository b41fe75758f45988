type Json = Readonly<Record<string, unknown>>;

/**
 * Whether EventBridge matches an event with a pattern: every field of the pattern has one of its values in the event, and
 * with `$or` one of the alternatives matches. A field of an array matches if an item of it does. Of the operators, only
 * those of this app are known; another one is an error.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matches(pattern: Json, event: unknown): boolean {
  if (Array.isArray(event)) return event.some((item) => matches(pattern, item));
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or') return (wanted as Json[]).some((alternative) => matches(alternative, event));
    const value = isObject(event) ? event[field] : undefined;
    return Array.isArray(wanted)
      ? valuesIn(value).some((each) => wanted.some((one) => isLike(one, each)))
      : value !== undefined && matches(wanted as Json, value);
  });
}

function isLike(wanted: unknown, value: unknown): boolean {
  if (!isObject(wanted)) return wanted === value;
  const [[operator, operand] = []] = Object.entries(wanted);
  const text = typeof value === 'string' ? value : undefined;
  if (operator === 'prefix') return text?.startsWith(String(operand)) ?? false;
  if (operator === 'wildcard') return text !== undefined && wildcard(String(operand)).test(text);
  if (operator === 'numeric') {
    const [comparison, limit] = operand as [string, number];
    if (comparison === '>=') return typeof value === 'number' && value >= limit;
  }
  throw new RangeError(`This test does not know ${JSON.stringify(wanted)}.`);
}

function wildcard(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[^\w]/g, '\\$&'))
      .join('.*')}$`,
  );
}

function valuesIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
