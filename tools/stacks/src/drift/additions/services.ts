import { clientSettings } from '../../retries/client-settings';
import { openS3 } from '../../retries/s3-client';

/** What a client of any service has. */
interface Closable {
  destroy(): void;
}

/** Clients of one region, each loaded when the first kind of children needs it. */
export class Services {
  private readonly opened = new Map<string, Promise<Closable>>();

  /** @param region name of the region, such as `us-east-1` */
  constructor(readonly region: string) {}

  readonly autoScaling = () =>
    this.open('auto-scaling', async () => {
      const { AutoScalingClient } = await import('@aws-sdk/client-auto-scaling');
      return new AutoScalingClient(await clientSettings(this.region));
    });

  readonly backup = () =>
    this.open('backup', async () => {
      const { BackupClient } = await import('@aws-sdk/client-backup');
      return new BackupClient(await clientSettings(this.region));
    });

  readonly ec2 = () =>
    this.open('ec2', async () => {
      const { EC2Client } = await import('@aws-sdk/client-ec2');
      return new EC2Client(await clientSettings(this.region));
    });

  readonly ecs = () =>
    this.open('ecs', async () => {
      const { ECSClient } = await import('@aws-sdk/client-ecs');
      return new ECSClient(await clientSettings(this.region));
    });

  readonly efs = () =>
    this.open('efs', async () => {
      const { EFSClient } = await import('@aws-sdk/client-efs');
      return new EFSClient(await clientSettings(this.region));
    });

  readonly events = () =>
    this.open('eventbridge', async () => {
      const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
      return new EventBridgeClient(await clientSettings(this.region));
    });

  readonly iam = () =>
    this.open('iam', async () => {
      const { IAMClient } = await import('@aws-sdk/client-iam');
      return new IAMClient(await clientSettings(this.region));
    });

  readonly kms = () =>
    this.open('kms', async () => {
      const { KMSClient } = await import('@aws-sdk/client-kms');
      return new KMSClient(await clientSettings(this.region));
    });

  readonly lambda = () =>
    this.open('lambda', async () => {
      const { LambdaClient } = await import('@aws-sdk/client-lambda');
      return new LambdaClient(await clientSettings(this.region));
    });

  readonly loadBalancing = () =>
    this.open('load-balancing', async () => {
      const { ElasticLoadBalancingV2Client } = await import('@aws-sdk/client-elastic-load-balancing-v2');
      return new ElasticLoadBalancingV2Client(await clientSettings(this.region));
    });

  readonly logs = () =>
    this.open('logs', async () => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      return new CloudWatchLogsClient(await clientSettings(this.region));
    });

  readonly rds = () =>
    this.open('rds', async () => {
      const { RDSClient } = await import('@aws-sdk/client-rds');
      return new RDSClient(await clientSettings(this.region));
    });

  readonly route53 = () =>
    this.open('route-53', async () => {
      const { Route53Client } = await import('@aws-sdk/client-route-53');
      return new Route53Client(await clientSettings(this.region));
    });

  readonly s3 = () => this.open('s3', () => openS3(this.region));

  readonly secrets = () =>
    this.open('secrets-manager', async () => {
      const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
      return new SecretsManagerClient(await clientSettings(this.region));
    });

  readonly sns = () =>
    this.open('sns', async () => {
      const { SNSClient } = await import('@aws-sdk/client-sns');
      return new SNSClient(await clientSettings(this.region));
    });

  readonly sqs = () =>
    this.open('sqs', async () => {
      const { SQSClient } = await import('@aws-sdk/client-sqs');
      // The address of a queue names AWS, wherever the queue is.
      return new SQSClient({ ...(await clientSettings(this.region)), useQueueUrlAsEndpoint: false });
    });

  /** Closes the clients that were opened. */
  close(): void {
    for (const client of this.opened.values()) void client.then((open) => open.destroy());
  }

  /** What is called with a client that was opened; for specs to put answers in. */
  protected prepare<C extends Closable>(client: C): C {
    return client;
  }

  private open<C extends Closable>(service: string, load: () => Promise<C>): Promise<C> {
    const client =
      (this.opened.get(service) as Promise<C> | undefined) ?? load().then((c) => this.prepare(c));
    this.opened.set(service, client);
    return client;
  }
}
