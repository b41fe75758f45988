import { valueAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * Tasks must have no public address: the load balancer has one. The setting is explicit, since its default differs
 * between API, console and CLI.
 */
export const tasksWithoutPublicAddress = resourceRule({
  id: 'tasks-without-public-address',
  title: 'Tasks have no public address.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(A)', '164.312(a)(1)', '164.312(e)(1)'],
  types: ['AWS::ECS::Service'],
  judge: ({ properties }) => {
    const configuration = valueAt(properties, 'NetworkConfiguration.AwsvpcConfiguration');
    if (configuration === undefined) return 'not-applicable';
    return unless(
      valueAt(configuration, 'AssignPublicIp') === 'DISABLED',
      'Its tasks may get public addresses: set AssignPublicIp to DISABLED.',
    );
  },
});
