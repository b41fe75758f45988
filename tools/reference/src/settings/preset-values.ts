import { type Environment } from '@bulkhead/config';
import { type Presets } from '../presets';
import { type Setting } from './settings';

/**
 * The values that the presets give to a setting: each value once, with its presets if not all presets give it.
 *
 * @returns Markdown, such as `` `7` (saas), `35` ``; empty if no preset gives a value, or the setting holds other
 * settings
 */
export function presetValues({ path, types, allowed }: Setting, presets: Presets): string {
  if (allowed === '' || path.includes('[]')) return '';
  const givers = new Map<string, string[]>();
  for (const [name, environment] of presets) {
    const holder = at(path.slice(0, -1), environment);
    if (types && !types.includes(typeIn(path, environment) ?? '')) continue;
    const value = (holder as Record<string, unknown> | undefined)?.[path.at(-1) ?? ''];
    if (value === undefined) continue;
    const text =
      Array.isArray(value) && value.some((each) => typeof each === 'object')
        ? `${value.length}`
        : json(value);
    givers.set(text, [...(givers.get(text) ?? []), name]);
  }
  return [...givers]
    .map(([value, names]) =>
      names.length === presets.size ? `\`${value}\`` : `\`${value}\` (${names.join(', ')})`,
    )
    .join(', ');
}

/** The `type` of the nearest union around a setting, in an environment. */
function typeIn(path: readonly string[], environment: Environment): string | undefined {
  for (let depth = path.length - 1; depth > 0; depth--) {
    const type = (at(path.slice(0, depth), environment) as { readonly type?: unknown } | undefined)?.type;
    if (typeof type === 'string') return type;
  }
  return undefined;
}

function at(path: readonly string[], value: unknown): unknown {
  return path.reduce<unknown>((within, key) => (within as Record<string, unknown> | undefined)?.[key], value);
}

function json(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll(',', ', ');
}
