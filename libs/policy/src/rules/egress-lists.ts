import { isText, valueAt } from '../reading/properties';
import { onlyPort, openRange, securityGroupRules, securityGroupTypes } from '../reading/security-group-rules';
import { resourceRule } from './resource-rule';

/**
 * A security group must list its egress: a group without a list may connect to everything, and patient data can leave
 * the same way. One port to the whole internet is allowed if the description of the rule says why.
 */
export const egressLists = resourceRule({
  id: 'egress-lists',
  title: 'A security group lists its egress rules, and a rule to the internet says why.',
  controls: ['164.308(a)(4)(ii)(A)', '164.312(a)(1)', '164.312(e)(1)'],
  types: securityGroupTypes.egress,
  judge: (resource) => {
    const isGroup = resource.type === 'AWS::EC2::SecurityGroup';
    if (isGroup && resource.properties['SecurityGroupEgress'] === undefined) {
      return ['It has no egress rules, and EC2 lets such a group connect to everything.'];
    }
    return securityGroupRules(resource, 'egress').flatMap((rule) => {
      const range = openRange(rule);
      if (range === undefined) return [];
      if (onlyPort(rule) === undefined) return [`It may connect to every port of ${range}.`];
      const reason = valueAt(rule, 'Description');
      return isText(reason) && reason !== ''
        ? []
        : [`It may connect to ${range}: add a description that says why.`];
    });
  },
});
