import { type BulkheadStack, consumeForeign } from '@bulkhead/cdk';
import { type ServiceSettings } from '@bulkhead/config';

/**
 * ARN of the load balancer's certificate: the one that the environment names for the region, else the one in a parameter
 * of the region, so that whoever issues certificates need not be who configures the service.
 *
 * @emulator The load balancer has the name of a server certificate of IAM: no certificate is issued there.
 */
export function certificateArn(
  stack: BulkheadStack,
  { certificateArns }: ServiceSettings['loadBalancer'],
): string {
  const { environment, role, region } = stack.context;
  const named = certificateArns?.[role === 'dr' ? 'dr' : 'primary'];
  if (named) return named;
  if (environment.target === 'emulator')
    return `arn:aws:iam::${environment.account}:server-certificate/emulator`;
  const path = `/bulkhead/${environment.name}/certificate/arn`;
  return consumeForeign(stack, {
    owner: 'certificate',
    key: 'arn',
    path,
    pattern: /arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}/,
    description: 'ARN of the ACM certificate of the load balancer',
    origin: `aws ssm put-parameter --region ${region} --name ${path} --type String --value <ARN of an ACM certificate of the region>`,
  });
}
