import { type BulkheadStack, consume, consumeForeign } from '@bulkhead/cdk';
import { hasStack, type ServiceSettings } from '@bulkhead/config';
import { certificate, formerCertificate, parameterPath } from '@bulkhead/contracts';

/** The certificates of the HTTPS listener. */
export interface ListenerCertificates {
  /** ARN of the certificate for clients that name no host, and for every host that no other certificate has. */
  readonly arn: string;
  /** ARNs of the certificates that the listener chooses by the host that a client names, by this public name. */
  readonly byDomain: Readonly<Record<string, string>>;
}

/**
 * The certificates of the load balancer:
 * - those that `cdn-dns` issues for the public names of the environment;
 * - without `cdn-dns`, the certificate that the environment names for the region;
 * - without either, the ARN in a parameter of the region, which a person writes. So the team that issues certificates can
 *   be another than the team that configures the service.
 *
 * @emulator Without `cdn-dns`, the load balancer gets the name of an IAM server certificate.
 */
export function listenerCertificates(
  stack: BulkheadStack,
  { certificateArns }: ServiceSettings['loadBalancer'],
): ListenerCertificates {
  const { environment, role, region } = stack.context;
  if (hasStack(environment, 'cdn-dns', 'certificates', role)) return issuedCertificates(stack);
  const only = (arn: string) => ({ arn, byDomain: {} });

  const named = certificateArns?.[role === 'dr' ? 'dr' : 'primary'];
  if (named) return only(named);
  if (environment.target === 'emulator')
    return only(`arn:aws:iam::${environment.account}:server-certificate/emulator`);
  const { pattern, description } = certificate.parameters.arn;
  const path = parameterPath(environment.name, certificate.name, 'arn');
  return only(
    consumeForeign(stack, {
      owner: certificate.name,
      key: 'arn',
      path,
      pattern,
      description,
      origin: `aws ssm put-parameter --region ${region} --name ${path} --type String --value <ARN of an ACM certificate of the region>`,
    }),
  );
}

/**
 * The current certificate is also among those that are chosen by host. So when another public name gets the certificate
 * for all other hosts, the earlier name keeps its own without a gap.
 */
function issuedCertificates(stack: BulkheadStack): ListenerCertificates {
  const zone = stack.context.environment.apps['cdn-dns']?.zone;
  const { arn } = consume(stack, certificate);
  if (!zone) return { arn, byDomain: {} };
  const { domain, formerDomain } = zone;
  return {
    arn,
    byDomain: {
      [domain]: arn,
      ...(formerDomain !== undefined && { [formerDomain]: consume(stack, formerCertificate).arn }),
    },
  };
}
