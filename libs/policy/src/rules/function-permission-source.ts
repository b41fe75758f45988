import { textOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * A service may call a function for resources of this account only: it acts for every customer, and without a source
 * anybody's rule, topic or bucket could make it call. cdk-nag refuses a principal that is everybody, and a service is
 * none.
 * https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
 */
export const functionPermissionSource = resourceRule({
  id: 'function-permission-source',
  title: 'A service calls a function for resources of its own account only.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  types: ['AWS::Lambda::Permission'],
  judge: ({ properties }, place) => {
    const { Principal, SourceAccount, SourceArn } = properties;
    const isService = textOf(Principal, place).endsWith('.amazonaws.com');
    if (!isService) return 'not-applicable';
    return unless(
      SourceAccount !== undefined || SourceArn !== undefined,
      'It lets the service call for anybody: add SourceArn or SourceAccount.',
    );
  },
});
