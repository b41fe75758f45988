import { type z } from 'zod';
import { environmentSchema } from './environment-schema';

/** The keys that the schema knows at a path. In a union, the `type` of the input selects the member. */
export function keysAt(path: readonly PropertyKey[], input: unknown): string[] {
  let schema = unwrap(environmentSchema, input);
  path.forEach((key, depth) => {
    const definition = schema.def as {
      element?: z.core.$ZodType;
      shape?: Record<PropertyKey, z.core.$ZodType>;
    };
    const next = definition.element ?? definition.shape?.[key];
    if (next) schema = unwrap(next as z.ZodType, valueAt(path.slice(0, depth + 1), input));
  });
  return Object.keys((schema.def as { shape?: object }).shape ?? {});
}

function unwrap(schema: z.ZodType, value: unknown): z.ZodType {
  const definition = schema.def as { innerType?: z.ZodType; options?: z.ZodType[]; discriminator?: string };
  if (definition.innerType) return unwrap(definition.innerType, value);
  if (definition.options && definition.discriminator) {
    const member = definition.options.find(
      (option) =>
        option.safeParse(value).error?.issues.every((issue) => issue.path[0] !== definition.discriminator) ??
        true,
    );
    return member ? unwrap(member, value) : schema;
  }
  return schema;
}

/** The value at a path of an environment, or undefined. */
export function valueAt(path: readonly PropertyKey[], input: unknown): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  );
}
