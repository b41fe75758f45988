import { type Body, type Configuration, type Element, isObject } from './configuration';
import { type ResourceMapping } from './mapping';
import { providerOf } from './providers';
import { type Scope } from './scope';
import { blocksIn, keysAndValues } from './shapes';

/** The tags of a resource, including the default tags of its provider, in the property that holds them. */
export function tagsOf(
  { body }: Element,
  { tags: where }: ResourceMapping,
  configuration: Configuration,
  scope: Scope,
): Record<string, unknown> {
  if (!where) return {};
  const own = isObject(body['tags']) ? body['tags'] : {};
  const { default_tags: defaults } = providerOf(configuration, body);
  const all = Object.assign({}, ...blocksIn(defaults).map((each) => each['tags']), own) as Body;
  const tags = scope.evaluate(all) as Body;
  if (Object.keys(tags).length === 0) return {};
  return { [where.property]: where.as === 'map' ? tags : keysAndValues(tags) };
}
