import { textOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * A service may call a function only for resources of this account. The service acts for every customer: without a
 * source, a rule, topic or bucket of a stranger could call the function. cdk-nag refuses a principal `*`, but a service
 * is not `*`.
 * https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
 */
export const functionPermissionSource = resourceRule({
  id: 'function-permission-source',
  title: 'A service calls a function only for resources of its own account.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  types: ['AWS::Lambda::Permission'],
  judge: ({ properties }, place) => {
    const { Principal, SourceAccount, SourceArn } = properties;
    const isService = textOf(Principal, place).endsWith('.amazonaws.com');
    if (!isService) return 'not-applicable';
    return unless(
      SourceAccount !== undefined || SourceArn !== undefined,
      'It lets the service call it for any customer: add SourceArn or SourceAccount.',
    );
  },
});
