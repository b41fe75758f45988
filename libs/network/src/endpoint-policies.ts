import { type VpcSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';

/** A service that may have an endpoint. */
export type EndpointService = VpcSettings['endpoints']['gateway' | 'interface'][number];

/** A statement of an endpoint policy. It grants nothing: it limits what may pass. */
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
 * The calls that may pass the endpoint of a service: calls of this account's principals for this account's resources.
 * The permissions of a principal are defined with the principal. The endpoint prevents stolen data, and credentials of
 * other accounts, from leaving through it. A few services also need resources of AWS.
 *
 * @param vpcId id of the endpoint's VPC, a token
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
 * All actions of the single service: with the actions of each client, the endpoint would have to be deployed before
 * every client. All principals and resources of this account.
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

/** Resources of AWS that services of the platform need, by the service to read them from. */
const ofAws: Partial<Record<EndpointService, Statements>> = {
  s3: ({ region }, vpcId) => [
    {
      // Layers are fetched by links that an account of ECR signs, and packages without any signature. So the statement
      // cannot name the reader, but the reader is in the VPC.
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
      // Public parameters, such as the newest machine image, and the documents for sessions belong to no account.
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
