import { type StackTemplate } from './stack-template';

/** A template and the values of its parameters, by name. */
export interface ParameterisedTemplate {
  readonly template: StackTemplate;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Two templates with each reference to a parameter replaced by its value, so that a changed value is a difference of
 * the properties that contain it. If both templates have a parameter and only one value is known, the reference stays
 * in both: otherwise it would look like a difference.
 */
export function withValues(
  before: ParameterisedTemplate,
  after: ParameterisedTemplate,
): [StackTemplate, StackTemplate] {
  const isComparable = (name: string) =>
    [before, after].every(({ template, parameters }) => !template.Parameters?.[name] || name in parameters);
  return [resolved(before, isComparable), resolved(after, isComparable)];
}

function resolved(
  { template, parameters }: ParameterisedTemplate,
  isComparable: (name: string) => boolean,
): StackTemplate {
  const values = new Map(
    Object.entries(template.Parameters ?? {}).flatMap(([name, { Type }]) => {
      const value = parameters[name];
      if (value === undefined || !isComparable(name)) return [];
      return [[name, /List/.test(Type) ? value.split(',') : value] as const];
    }),
  );
  const { Parameters, ...rest } = template;
  return { ...(inserted(rest, values) as StackTemplate), ...(Parameters && { Parameters }) };
}

function inserted(node: unknown, values: ReadonlyMap<string, string | string[]>): unknown {
  if (Array.isArray(node)) return node.map((item) => inserted(item, values));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const [first] = entries;
  if (entries.length === 1 && first) {
    const [key, value] = first;
    if (key === 'Ref') return values.get(value as string) ?? node;
    if (key === 'Fn::Sub' && typeof value === 'string') return { [key]: substituted(value, values) };
  }
  return Object.fromEntries(entries.map(([key, value]) => [key, inserted(value, values)]));
}

function substituted(text: string, values: ReadonlyMap<string, string | string[]>): string {
  return text.replace(/\$\{([\w:.]+)\}/g, (reference, name: string) => {
    const value = values.get(name);
    return typeof value === 'string' ? value : reference;
  });
}
