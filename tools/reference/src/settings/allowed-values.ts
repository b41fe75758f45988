import { z } from 'zod';

/**
 * Describes in words the values that a schema without settings of its own accepts: the type, the limits, and the
 * schema's reason for the limits.
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
      throw new RangeError(`The reference cannot describe a schema of type "${type}" yet.`);
  }
}

/** A text that no text setting accepts. */
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

/** Values as code, separated by commas. */
export function listOf(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

function reason(schema: z.core.$ZodType, value: unknown): string {
  const said = complaint(schema, value);
  return said === undefined ? '' : `; ${said}`;
}

/**
 * The schema's own message for a value that it refuses. undefined if there is no such message, or the value is
 * accepted.
 */
function complaint(schema: z.core.$ZodType, value: unknown): string | undefined {
  const [issue] = z.safeParse(schema, value).error?.issues ?? [];
  if (!issue) return undefined;
  const allowed: unknown = issue.code === 'custom' ? issue.params?.['allowed'] : undefined;
  if (typeof allowed === 'string') return allowed;
  // Zod's own messages add nothing to the description.
  return /^(Invalid|Too (small|big))/.test(issue.message) ? undefined : issue.message;
}
