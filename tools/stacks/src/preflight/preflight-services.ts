import { openClient } from '../retries/open-client';

/** What a client of any service has. */
interface Closable {
  destroy(): void;
}

/** Clients of one region. Each is loaded when the first check needs it. */
export class PreflightServices {
  private readonly opened = new Map<string, Promise<Closable>>();

  /** @param region name of the region, such as `us-east-1` */
  constructor(readonly region: string) {}

  readonly ec2 = () => this.open('ec2', async () => (await import('@aws-sdk/client-ec2')).EC2Client);
  readonly rds = () => this.open('rds', async () => (await import('@aws-sdk/client-rds')).RDSClient);
  readonly elastiCache = () =>
    this.open('elastiCache', async () => (await import('@aws-sdk/client-elasticache')).ElastiCacheClient);
  readonly efs = () => this.open('efs', async () => (await import('@aws-sdk/client-efs')).EFSClient);
  readonly loadBalancing = () =>
    this.open(
      'loadBalancing',
      async () => (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2Client,
    );
  readonly quotas = () =>
    this.open('quotas', async () => (await import('@aws-sdk/client-service-quotas')).ServiceQuotasClient);
  readonly route53 = () =>
    this.open('route53', async () => (await import('@aws-sdk/client-route-53')).Route53Client);
  readonly cloudControl = () =>
    this.open('cloudControl', async () => (await import('@aws-sdk/client-cloudcontrol')).CloudControlClient);
  readonly iam = () => this.open('iam', async () => (await import('@aws-sdk/client-iam')).IAMClient);

  /** Closes the opened clients. */
  async close(): Promise<void> {
    for (const client of await Promise.allSettled(this.opened.values()))
      if (client.status === 'fulfilled') client.value.destroy();
  }

  /** For specs, which answer in place of AWS. */
  protected prepare<T extends Closable>(client: T): T {
    return client;
  }

  private open<T extends new (settings: never) => Closable>(
    name: string,
    load: () => Promise<T>,
  ): Promise<InstanceType<T>> {
    const client =
      this.opened.get(name) ??
      load()
        .then((Client) => openClient(Client as never, this.region))
        .then((made: Closable) => this.prepare(made));
    this.opened.set(name, client);
    return client as Promise<InstanceType<T>>;
  }
}
