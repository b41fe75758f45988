import { z } from 'zod';

/**
 * What a schema without settings of its own takes, in words: its type, limits and the reason that it gives to whoever
 * is beyond them.
 *
 * @throws RangeError for a kind of schema that no setting has had so far
 */
export function allowedValues(schema: z.core.$ZodType): string {
  const { type } = schema._zod.def;
  switch (type) {
    case 'boolean':
      return '`true` or `false`';
    case 'enum':
    case 'literal':
      return listOf([...(schema._zod.values ?? [])].map(String)) + reason(schema, noText);
    case 'number':
      return numbers(schema);
    case 'string':
      return complaint(schema, noText) ?? 'text';
    case 'array':
      return lists(schema as z.ZodArray);
    case 'record':
      return 'values by name';
    default:
      throw new RangeError(`A schema of type "${type}" is in no reference yet.`);
  }
}

/** What no text setting takes. */
const noText = '\u0000';

function numbers(schema: z.core.$ZodType): string {
  const { type, minimum, maximum, multipleOf } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  const [least, most] = [minimum, maximum].map((limit) =>
    limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit,
  );
  const kind = type === 'integer' ? 'whole number' : 'number';
  const steps = multipleOf === undefined ? '' : ` in steps of ${multipleOf}`;
  const beyond = [least === undefined ? -1 : least - 1, most === undefined ? undefined : most + 1];
  const reasons = beyond.flatMap((value) => complaint(schema, value) ?? []);
  return [`${kind}${range(least, most)}${steps}`, ...new Set(reasons)].join('; ');
}

function range(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}`;
  if (least !== undefined) return `, at least ${least}`;
  return most === undefined ? '' : `, at most ${most}`;
}

function lists(schema: z.ZodArray): string {
  const { minItems, maxItems } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  const { element } = schema;
  const what = element._zod.def.type === 'object' ? '' : ` of: ${allowedValues(element)}`;
  const limits = [
    ...(minItems ? [`at least ${minItems}`] : []),
    ...(maxItems === undefined ? [] : [`at most ${maxItems}`]),
  ];
  return `a list${limits.length > 0 ? ` (${limits.join(', ')})` : ''}${what}`;
}

/** Values as code, one after the other. */
export function listOf(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

function reason(schema: z.core.$ZodType, value: unknown): string {
  const said = complaint(schema, value);
  return said === undefined ? '' : `; ${said}`;
}

/** What the schema's own words say of a value that it refuses; undefined where it has none, or takes the value. */
function complaint(schema: z.core.$ZodType, value: unknown): string | undefined {
  const [issue] = z.safeParse(schema, value).error?.issues ?? [];
  if (!issue) return undefined;
  const allowed: unknown = issue.code === 'custom' ? issue.params?.['allowed'] : undefined;
  if (typeof allowed === 'string') return allowed;
  // Words that zod has itself say nothing that is not said already.
  return /^(Invalid|Too (small|big))/.test(issue.message) ? undefined : issue.message;
}
