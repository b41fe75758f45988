import { openClient } from '../../retries/open-client';
import { openS3 } from '../../retries/s3-client';

/** What a client of any service has. */
interface Closable {
  destroy(): void;
}

/** Clients of one region. Each is loaded when the first kind of children needs it. */
export class Services {
  private readonly opened = new Map<string, Promise<Closable>>();

  /** @param region name of the region, such as `us-east-1` */
  constructor(readonly region: string) {}

  readonly autoScaling = () =>
    this.open('auto-scaling', async () => {
      const { AutoScalingClient } = await import('@aws-sdk/client-auto-scaling');
      return await openClient(AutoScalingClient, this.region);
    });

  readonly backup = () =>
    this.open('backup', async () => {
      const { BackupClient } = await import('@aws-sdk/client-backup');
      return await openClient(BackupClient, this.region);
    });

  readonly ec2 = () =>
    this.open('ec2', async () => {
      const { EC2Client } = await import('@aws-sdk/client-ec2');
      return await openClient(EC2Client, this.region);
    });

  readonly ecs = () =>
    this.open('ecs', async () => {
      const { ECSClient } = await import('@aws-sdk/client-ecs');
      return await openClient(ECSClient, this.region);
    });

  readonly efs = () =>
    this.open('efs', async () => {
      const { EFSClient } = await import('@aws-sdk/client-efs');
      return await openClient(EFSClient, this.region);
    });

  readonly events = () =>
    this.open('eventbridge', async () => {
      const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
      return await openClient(EventBridgeClient, this.region);
    });

  readonly iam = () =>
    this.open('iam', async () => {
      const { IAMClient } = await import('@aws-sdk/client-iam');
      return await openClient(IAMClient, this.region);
    });

  readonly kms = () =>
    this.open('kms', async () => {
      const { KMSClient } = await import('@aws-sdk/client-kms');
      return await openClient(KMSClient, this.region);
    });

  readonly lambda = () =>
    this.open('lambda', async () => {
      const { LambdaClient } = await import('@aws-sdk/client-lambda');
      return await openClient(LambdaClient, this.region);
    });

  readonly loadBalancing = () =>
    this.open('load-balancing', async () => {
      const { ElasticLoadBalancingV2Client } = await import('@aws-sdk/client-elastic-load-balancing-v2');
      return await openClient(ElasticLoadBalancingV2Client, this.region);
    });

  readonly logs = () =>
    this.open('logs', async () => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      return await openClient(CloudWatchLogsClient, this.region);
    });

  readonly rds = () =>
    this.open('rds', async () => {
      const { RDSClient } = await import('@aws-sdk/client-rds');
      return await openClient(RDSClient, this.region);
    });

  readonly route53 = () =>
    this.open('route-53', async () => {
      const { Route53Client } = await import('@aws-sdk/client-route-53');
      return await openClient(Route53Client, this.region);
    });

  readonly s3 = () => this.open('s3', () => openS3(this.region));

  readonly secrets = () =>
    this.open('secrets-manager', async () => {
      const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
      return await openClient(SecretsManagerClient, this.region);
    });

  readonly sns = () =>
    this.open('sns', async () => {
      const { SNSClient } = await import('@aws-sdk/client-sns');
      return await openClient(SNSClient, this.region);
    });

  readonly sqs = () =>
    this.open('sqs', async () => {
      const { SQSClient } = await import('@aws-sdk/client-sqs');
      // The address of a queue names AWS, even if the queue is in the emulator.
      return await openClient(SQSClient, this.region, { useQueueUrlAsEndpoint: false });
    });

  /** Closes the opened clients. */
  close(): void {
    for (const client of this.opened.values()) void client.then((open) => open.destroy());
  }

  /** Called with each opened client. Specs override it to put answers in. */
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
