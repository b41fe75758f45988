/** Names and indexes from a resource down to an attribute. */
export type AttributePath = readonly (string | number)[];

/** `tags.Name`, `ingress[0].from_port`, `tags["bulkhead:app"]`. */
export function pathText(path: AttributePath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[\w-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** True for an object or a list. */
export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The value at a key or an index; undefined if there is none. */
export function at(value: unknown, key: string | number): unknown {
  return isContainer(value) ? (value as Record<string | number, unknown>)[key] : undefined;
}

/** Whether marks mark anything, at any depth. Terraform marks sensitive and unknown parts in the shape of the value. */
export function marksAnything(marks: unknown): boolean {
  return isContainer(marks) ? Object.values(marks).some(marksAnything) : marks === true;
}

/** The object or list in a JSON text, such as a policy; undefined for anything else. */
export function documentIn(value: unknown): object | undefined {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value) as object;
  } catch {
    return undefined;
  }
}
