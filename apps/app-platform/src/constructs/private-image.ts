/** A private repository of ECR, from which an image is pulled. */
export interface PrivateRepository {
  /** Host name of the registry: `<account>.dkr.ecr.<region>.amazonaws.com` */
  readonly registry: string;
  /** The region that it is in, which need not be that of the service. */
  readonly region: string;
  readonly repositoryArn: string;
}

const privateImage =
  /^(?<registry>(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com)\/(?<repository>[^:@]+)/;

/**
 * @param image an image with a version or digest
 * @returns the repository of ECR that it is in; nothing for an image of any other registry, ECR's public one included
 */
export function privateRepositoryOf(image: string): PrivateRepository | undefined {
  const { registry, account, region, repository } = privateImage.exec(image)?.groups ?? {};
  if (!registry || !region) return undefined;
  return { registry, region, repositoryArn: `arn:aws:ecr:${region}:${account}:repository/${repository}` };
}

/**
 * Statements that let a role pull an image: from the one repository of ECR that it is in, and none for an image that
 * everybody may pull. The policy of a repository of another account has to allow it, too.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 */
export function pullImage(image: string): object[] {
  const repository = privateRepositoryOf(image);
  if (!repository) return [];
  return [
    {
      Sid: 'LogInToRegistry',
      Effect: 'Allow',
      Action: 'ecr:GetAuthorizationToken',
      // The action knows no resources: what the token opens is what the role may pull.
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': repository.region } },
    },
    {
      Sid: 'PullImage',
      Effect: 'Allow',
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Resource: repository.repositoryArn,
    },
  ];
}
