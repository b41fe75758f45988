import { type Body, type Configuration, elementsOf, isObject } from './configuration';

/**
 * The resources that Terraform creates again before it destroys the old one, by address, each with the address of the
 * resource that has `create_before_destroy`. Terraform does the same with all dependencies of such a resource, whatever
 * they say themselves.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#create_before_destroy
 */
export function createdBeforeDestroyed(configuration: Configuration): ReadonlyMap<string, string> {
  const elements = new Map(
    [
      ...elementsOf(configuration.resource),
      ...elementsOf(configuration.data, 'data.'),
      ...elementsOf(configuration.ephemeral, 'ephemeral.'),
    ].map(({ address, body }) => [address, body]),
  );
  const reasons = new Map<string, string>();
  const spread = (address: string, reason: string) => {
    const body = elements.get(address);
    if (!body || reasons.has(address)) return;
    reasons.set(address, reason);
    for (const dependency of referredToIn(body)) spread(dependency, reason);
  };
  for (const [address, body] of elements) if (saysSo(body)) spread(address, address);
  return new Map([...reasons].filter(([address]) => !/^(data|ephemeral)\./.test(address)));
}

function saysSo({ lifecycle }: Body): boolean {
  return isObject(lifecycle) && lifecycle['create_before_destroy'] === true;
}

/** Addresses that may be resources, in the expressions of a body and in its `depends_on`. */
function referredToIn(body: Body): string[] {
  const text = JSON.stringify(body);
  return [...text.matchAll(/\b(?:(?:data|ephemeral)\.)?[a-z]\w*\.[A-Za-z_][\w-]*/g)].map(([found]) => found);
}
