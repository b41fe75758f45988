import { BulkheadError } from '@bulkhead/errors';
import { type Body, type Configuration } from './configuration';

/**
 * The provider that a resource or data source is deployed or read with.
 *
 * @throws BulkheadError `UnknownProvider` where its stack has no provider of that alias
 */
export function providerOf({ provider: providers }: Configuration, { provider }: Body): Body {
  const alias = aliasIn(provider);
  const used = providers?.['aws']?.find((each) => each['alias'] === alias);
  if (used ?? alias === undefined) return used ?? {};
  throw new BulkheadError('UnknownProvider', `No provider of the stack has the alias ${alias}.`, {
    next: 'add it to the stack, with its region',
  });
}

/** The region that a resource or data source names by its provider; `undefined` where it is that of its stack. */
export function regionNamedBy(configuration: Configuration, body: Body): string | undefined {
  if (aliasIn(body['provider']) === undefined) return undefined;
  const { region } = providerOf(configuration, body);
  return typeof region === 'string' ? region : undefined;
}

/** `dr` of `aws.dr`; the provider without an alias is `aws`, or not named at all. */
function aliasIn(provider: unknown): string | undefined {
  return typeof provider === 'string' ? provider.split('.')[1] : undefined;
}
