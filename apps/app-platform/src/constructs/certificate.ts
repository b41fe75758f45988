import { type BulkheadStack, consumeForeign } from '@bulkhead/cdk';
import { type ServiceSettings } from '@bulkhead/config';

/**
 * ARN of the load balancer's certificate. It is the certificate that the environment names for the region. Without one,
 * the ARN comes from a parameter of the region, so the team that issues certificates can be another than the team that
 * configures the service.
 *
 * @emulator The load balancer gets the name of an IAM server certificate, because the emulator issues no certificates.
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
