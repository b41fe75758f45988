import { BulkheadError } from '@bulkhead/errors';
import { type Body, type Configuration } from './configuration';

/**
 * The provider that a resource or data source is deployed or read with.
 *
 * @throws BulkheadError `UnknownProvider` if the stack has no provider of that alias
 */
export function providerOf({ provider: providers }: Configuration, { provider }: Body): Body {
  const alias = aliasIn(provider);
  const used = providers?.['aws']?.find((each) => each['alias'] === alias);
  if (used ?? alias === undefined) return used ?? {};
  throw new BulkheadError('UnknownProvider', `No provider of the stack has the alias ${alias}.`, {
    next: 'add it to the stack, with its region',
  });
}

/** The region of the provider that a resource or data source names; `undefined` for the region of the stack. */
export function regionNamedBy(configuration: Configuration, body: Body): string | undefined {
  if (aliasIn(body['provider']) === undefined) return undefined;
  const { region } = providerOf(configuration, body);
  return typeof region === 'string' ? region : undefined;
}

/** `dr` for `aws.dr`. The provider without an alias is `aws`, or is not named. */
function aliasIn(provider: unknown): string | undefined {
  return typeof provider === 'string' ? provider.split('.')[1] : undefined;
}
