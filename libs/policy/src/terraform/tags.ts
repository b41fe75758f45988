import { type Configuration, type Element, isObject } from './configuration';
import { type ResourceMapping } from './mapping';
import { type Scope } from './scope';
import { blocksIn, keysAndValues } from './shapes';

/** The tags of a resource, its provider's default ones among them, as the property that holds them. */
export function tagsOf(
  { body }: Element,
  { tags: where }: ResourceMapping,
  configuration: Configuration,
  scope: Scope,
): Record<string, unknown> {
  if (!where) return {};
  const own = isObject(body['tags']) ? body['tags'] : {};
  const tags = scope.evaluate({ ...defaultTags(configuration, body['provider']), ...own }) as Record<
    string,
    unknown
  >;
  if (Object.keys(tags).length === 0) return {};
  return { [where.property]: where.as === 'map' ? tags : keysAndValues(tags) };
}

/** @param provider `aws`, or `aws.<alias>`; the one without alias where a resource names none */
function defaultTags({ provider: providers }: Configuration, provider: unknown): Record<string, unknown> {
  const alias = typeof provider === 'string' ? provider.split('.')[1] : undefined;
  const used = providers?.['aws']?.find((each) => each['alias'] === alias);
  return Object.assign({}, ...blocksIn(used?.['default_tags']).map(({ tags }) => tags)) as Record<
    string,
    unknown
  >;
}
