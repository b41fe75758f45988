import { leadsToDistribution } from '../reading/alias-targets';
import { isTrue, valueAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * Route 53 must ask for the health of what an alias leads to, or it answers with a load balancer that has no healthy
 * target. It refuses to ask for the health of a distribution.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
export const aliasHealthEvaluated = resourceRule({
  id: 'alias-health-evaluated',
  title: 'An alias record asks for the health of its target, unless the target is a distribution.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(C)'],
  pitfall: 23,
  types: ['AWS::Route53::RecordSet'],
  judge: (record, place) => {
    const alias = valueAt(record.properties, 'AliasTarget');
    if (alias === undefined) return 'not-applicable';
    const evaluates = isTrue(valueAt(alias, 'EvaluateTargetHealth'));
    return leadsToDistribution(record, place)
      ? unless(!evaluates, 'Route 53 refuses EvaluateTargetHealth for a distribution: leave it out.')
      : unless(
          evaluates,
          'It answers with its target whatever the health of that: set EvaluateTargetHealth.',
        );
  },
});
