import { isObject } from '../reading/properties';
import { consumedRegion } from '../model/consumed-parameter';
import { type Configuration } from '../terraform/configuration';
import { type PolicyStack } from '../model/policy-stack';
import { stackRule } from './stack-rule';

/**
 * Types whose control plane is in us-east-1 only. Roles of IAM are missing here: a deploy asks IAM only for a role that
 * it changes, and the roles of the DR region are there before a failover.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html
 */
const globalTypes =
  /^AWS::(Route53|Route53RecoveryControl|CloudFront|GlobalAccelerator|Organizations|Shield)::/;

/**
 * A stack of the DR region must be deployed while us-east-1 and the primary region are away. So it has nothing of another
 * region, reads nothing there, and has no resource of a service that is changed in us-east-1 only.
 */
export const drRegionAlone = stackRule({
  id: 'dr-region-alone',
  title: 'A stack of the DR region is deployed without any other region.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(B)', '164.308(a)(7)(ii)(C)'],
  judge: (stack) => {
    if (stack.role !== 'dr') return 'not-applicable';
    return [
      ...stack.resources.flatMap(({ address, type, region, properties }) => [
        ...(region !== undefined && region !== stack.region
          ? [`${address} is in ${region}: put it into a stack of that region.`]
          : []),
        ...(globalTypes.test(type)
          ? [`${address} is changed in us-east-1 only: put it into a stack with the role global.`]
          : []),
        ...[...regionsRead(properties)]
          .filter((each) => each !== stack.region)
          .map((each) => `${address} has a value from ${each}: publish it in ${stack.region}.`),
      ]),
      ...providerRegions(stack)
        .filter((each) => each !== stack.region)
        .map(
          (each) =>
            `It has a provider for ${each}: put what needs the provider into a stack of another role.`,
        ),
    ];
  },
});

/** The regions of the parameters in a value. */
function regionsRead(value: unknown): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((each) => [...regionsRead(each)]));
  if (!isObject(value)) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, each]) =>
      key === consumedRegion ? [String(each)] : [...regionsRead(each)],
    ),
  );
}

function providerRegions({ engine, source }: PolicyStack): string[] {
  if (engine !== 'cdktf' || source === '') return [];
  const { provider } = JSON.parse(source) as Configuration & {
    readonly provider?: { readonly aws?: readonly { readonly region?: string }[] };
  };
  return (provider?.aws ?? []).flatMap(({ region }) => region ?? []);
}
