import { type VpcSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';

/** A service that may have an endpoint. */
export type EndpointService = VpcSettings['endpoints']['gateway' | 'interface'][number];

/** A statement of an endpoint policy. It grants nothing: it is the most that may pass. */
export interface EndpointStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: '*';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<'StringEquals', Readonly<Record<string, string>>>>;
}

/** The policy of an endpoint. */
export interface EndpointPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly EndpointStatement[];
}

/**
 * What may pass the endpoint of a service: calls of this account's principals for this account's resources. What a
 * principal may do is said where it is defined; the endpoint keeps stolen data, and credentials of others, from leaving
 * by it. A few services need something of AWS's own besides.
 *
 * @param vpcId id of the VPC that the endpoint is in, a token
 *
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function endpointPolicy(service: EndpointService, scope: NameScope, vpcId: string): EndpointPolicy {
  return {
    Version: '2012-10-17',
    Statement: [ownAccount(service, scope), ...(ofAws[service]?.(scope, vpcId) ?? [])],
  };
}

/**
 * Every action of the one service, since an endpoint that knew each caller's would have to be deployed before each of
 * them; every principal and resource, of this account.
 */
function ownAccount(service: EndpointService, { account }: NameScope): EndpointStatement {
  return {
    Sid: 'OwnPrincipalsToOwnResources',
    Effect: 'Allow',
    Principal: '*',
    Action: `${service.split('.', 1)[0]}:*`,
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account } },
  };
}

type Statements = (scope: NameScope, vpcId: string) => readonly EndpointStatement[];

/** What AWS owns and services of the platform cannot do without, by the service that it is read from. */
const ofAws: Partial<Record<EndpointService, Statements>> = {
  s3: ({ region }, vpcId) => [
    {
      // Layers are fetched by links that an account of ECR signs, packages without any signature: whoever reads
      // cannot be named, but is in the VPC.
      // https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
      // https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html
      // https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html
      Sid: 'ReadWhatAwsPublishes',
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: [
        `arn:aws:s3:::prod-${region}-starport-layer-bucket/*`,
        `arn:aws:s3:::al2023-repos-${region}-de612dc2/*`,
        `arn:aws:s3:::amazon-ssm-${region}/*`,
      ],
      Condition: { StringEquals: { 'aws:SourceVpc': vpcId } },
    },
  ],
  ssm: ({ region, account }) => [
    {
      // Public parameters, such as that of the newest machine image, and the documents that sessions start from are of
      // no account.
      // https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
      Sid: 'ReadWhatAwsPublishes',
      Effect: 'Allow',
      Principal: '*',
      Action: ['ssm:DescribeDocument', 'ssm:GetDocument', 'ssm:GetParameter', 'ssm:GetParameters'],
      Resource: [`arn:aws:ssm:${region}::document/*`, `arn:aws:ssm:${region}::parameter/aws/*`],
      Condition: { StringEquals: { 'aws:PrincipalAccount': account } },
    },
  ],
};
