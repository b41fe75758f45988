import { clientSettings, type ClientSettings } from '../retries/client-settings';

/** What a client of any service has. */
interface Closable {
  destroy(): void;
}

/**
 * Clients of one region, each loaded when the first check needs it. They try a call twice and pay no retry from the
 * budget of the run: what a check does not come to know is a note, and the engines need the budget.
 */
export class PreflightServices {
  private readonly opened = new Map<string, Promise<Closable>>();

  /** @param region name of the region, such as `us-east-1` */
  constructor(readonly region: string) {}

  readonly ec2 = () =>
    this.open('ec2', async (settings) => new (await import('@aws-sdk/client-ec2')).EC2Client(settings));
  readonly rds = () =>
    this.open('rds', async (settings) => new (await import('@aws-sdk/client-rds')).RDSClient(settings));
  readonly elastiCache = () =>
    this.open(
      'elasticache',
      async (settings) => new (await import('@aws-sdk/client-elasticache')).ElastiCacheClient(settings),
    );
  readonly efs = () =>
    this.open('efs', async (settings) => new (await import('@aws-sdk/client-efs')).EFSClient(settings));
  readonly loadBalancing = () =>
    this.open(
      'elbv2',
      async (settings) =>
        new (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2Client(
          settings,
        ),
    );
  readonly quotas = () =>
    this.open(
      'quotas',
      async (settings) => new (await import('@aws-sdk/client-service-quotas')).ServiceQuotasClient(settings),
    );
  readonly iam = () =>
    this.open('iam', async (settings) => new (await import('@aws-sdk/client-iam')).IAMClient(settings));

  /** Closes what was opened. */
  async close(): Promise<void> {
    for (const client of await Promise.allSettled(this.opened.values()))
      if (client.status === 'fulfilled') client.value.destroy();
  }

  /** For specs, which answer in place of AWS. */
  protected prepare<T extends Closable>(client: T): T {
    return client;
  }

  private open<T extends Closable>(
    name: string,
    make: (
      settings: Pick<ClientSettings, 'region' | 'requestHandler'> & { maxAttempts: number },
    ) => Promise<T>,
  ): Promise<T> {
    const client =
      this.opened.get(name) ??
      clientSettings(this.region)
        .then(({ region, requestHandler }) => make({ region, requestHandler, maxAttempts: 2 }))
        .then((made) => this.prepare(made));
    this.opened.set(name, client);
    return client as Promise<T>;
  }
}
