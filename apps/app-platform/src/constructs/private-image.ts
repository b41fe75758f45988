/** A private ECR repository that an image is pulled from. */
export interface PrivateRepository {
  /** Host name of the registry: `<account>.dkr.ecr.<region>.amazonaws.com` */
  readonly registry: string;
  /** The region of the repository. It can differ from the region of the service. */
  readonly region: string;
  readonly repositoryArn: string;
}

const privateImage =
  /^(?<registry>(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com)\/(?<repository>[^:@]+)/;

/**
 * @param image an image with a version or digest
 * @returns the ECR repository of the image; undefined for an image of any other registry, ECR's public one included
 */
export function privateRepositoryOf(image: string): PrivateRepository | undefined {
  const { registry, account, region, repository } = privateImage.exec(image)?.groups ?? {};
  if (!registry || !region) return undefined;
  return { registry, region, repositoryArn: `arn:aws:ecr:${region}:${account}:repository/${repository}` };
}

/**
 * Statements that let a role pull an image from its one ECR repository. A public image needs no statement. If the
 * repository is in another account, the policy of the repository has to allow the pull too.
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
      // The action supports no resources. The token gives access only to what the role may pull.
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
