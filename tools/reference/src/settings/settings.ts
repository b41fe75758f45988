import { type z } from 'zod';
import { allowedValues, listOf } from './allowed-values';
import { type Comment, type SchemaType } from './schema-comments';

/** One setting of an environment. */
export interface Setting {
  /** Keys from the root of an environment; `[]` for each element of a list. */
  readonly path: readonly string[];
  /** Values of `type` for which the setting exists. @default all */
  readonly types?: readonly string[];
  readonly comment: Comment;
  /** The allowed values, in words. Empty for a setting that holds other settings. */
  readonly allowed: string;
  /** Whether an environment may leave it out. */
  readonly optional: boolean;
  /** The value if it is left out, as JSON. @default none */
  readonly default?: unknown;
}

/**
 * The settings in a schema, in the order of the source. A setting that holds others comes before them.
 *
 * @param type the type of the same schema, for the comments above the settings
 */
export function settingsOf(
  schema: z.core.$ZodType,
  type: SchemaType,
  path: readonly string[] = [],
): Setting[] {
  const { def } = schema._zod;
  if (isWrapped(def)) return settingsOf(def.innerType, type.inner(), path);
  switch (def.type) {
    case 'object':
      return ofObject(schema as z.ZodObject, type, path);
    case 'union':
      return ofUnion(schema as z.ZodDiscriminatedUnion<z.ZodObject[]>, type, path);
    case 'array':
      return settingsOf((schema as z.ZodArray).element, type.element(), [...path, '[]']);
    default:
      return [];
  }
}

function ofObject({ shape }: z.ZodObject, type: SchemaType, path: readonly string[]): Setting[] {
  return Object.entries(shape).flatMap(([key, schema]): Setting[] => {
    // This key exists only to be refused with a message of its own.
    if (bare(schema)._zod.def.type === 'undefined') return [];
    const own = [...path, key];
    return [
      { path: own, comment: type.comment(key), ...factsOf(schema) },
      ...settingsOf(schema, type.key(key), own),
    ];
  });
}

/** The settings of a union, each once. If not all types have a setting, the types that have it are named. */
function ofUnion(
  { options, def: { discriminator } }: z.ZodDiscriminatedUnion<z.ZodObject[]>,
  type: SchemaType,
  path: readonly string[],
): Setting[] {
  const names = options.map((option) => String([...(option.shape[discriminator]?._zod.values ?? [])][0]));
  const found = new Map<string, { setting: Setting; types: string[] }>();
  options.forEach((option, index) => {
    for (const setting of ofObject(option, type.option(index), path)) {
      const isType = setting.path.length === path.length + 1 && setting.path.at(-1) === discriminator;
      if (isType) continue;
      const key = JSON.stringify(setting);
      const same = found.get(key);
      if (same) same.types.push(names[index] ?? '');
      else found.set(key, { setting, types: [names[index] ?? ''] });
    }
  });
  const chosen: Setting = {
    path: [...path, discriminator],
    comment: { text: 'Which of the types it is. Another type shares no settings with it.' },
    allowed: listOf(names),
    optional: false,
  };
  return [
    chosen,
    ...[...found.values()].map(({ setting, types }) =>
      types.length === options.length ? setting : { ...setting, types: setting.types ?? types },
    ),
  ];
}

function factsOf(schema: z.core.$ZodType): Pick<Setting, 'allowed' | 'optional' | 'default'> {
  const { def } = schema._zod;
  if (isWrapped(def)) {
    const inner = factsOf(def.innerType);
    const given = 'defaultValue' in def ? { default: def.defaultValue } : {};
    return { ...inner, ...given, optional: true };
  }
  const holdsOthers = def.type === 'object' || def.type === 'union';
  return { allowed: holdsOthers ? '' : allowedValues(schema), optional: false };
}

/** A schema without the wrappers that make it optional or give it a default. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  return isWrapped(def) ? bare(def.innerType) : schema;
}

type Wrapped = z.core.$ZodTypeDef & { readonly innerType: z.core.$ZodType; readonly defaultValue?: unknown };

function isWrapped(def: z.core.$ZodTypeDef): def is Wrapped {
  return ['optional', 'default', 'prefault', 'nullable', 'readonly'].includes(def.type);
}
