/** True for an object that is not a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The values at a path such as `'Rules.Destination.Bucket'`, in order. Lists in the path are expanded, also at its end.
 * Empty if there is nothing. A reference counts as one value.
 */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  return path
    .split('.')
    .reduce<readonly unknown[]>((values, name) => values.flatMap(stepInto(name)), [value]);
}

/** The first of the values at a path; `undefined` if there is none. */
export function valueAt(value: unknown, path: string): unknown {
  return valuesAt(value, path)[0];
}

/** The number at a path; `undefined` if there is none, or if the number is known only on deployment. */
export function numberAt(value: unknown, path: string): number | undefined {
  const found = valueAt(value, path);
  if (typeof found !== 'number' && (typeof found !== 'string' || found === '')) return undefined;
  const number = Number(found);
  return Number.isNaN(number) ? undefined : number;
}

/** True for `true` and for the text `"true"`, which CloudFormation accepts too. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** True for a value that is known only on deployment. */
export function isReference(value: unknown): boolean {
  return isObject(value) && Object.keys(value).some((key) => /^(Ref|Fn::\w+|\w+::Parameter)$/.test(key));
}

/** True for a literal text. A reference may become a text, but nobody knows before deployment. */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

const stepInto =
  (name: string) =>
  (value: unknown): readonly unknown[] => {
    if (Array.isArray(value)) return value.flatMap(stepInto(name));
    const found = isObject(value) ? value[name] : undefined;
    if (found === undefined || found === null) return [];
    return Array.isArray(found) ? found : [found];
  };
