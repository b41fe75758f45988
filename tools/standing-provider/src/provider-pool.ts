import { type ProviderProcess } from './provider-process';

/**
 * The provider processes of one Terraform. Each configuration has a process of its own: if the AWS provider is
 * configured again, it keeps the HTTP client and the accounts of the first configuration.
 */
export class ProviderPool {
  /** The process that nobody has configured. */
  private fresh: Promise<ProviderProcess> | undefined;
  private readonly configured: ProviderProcess[] = [];
  private readonly all: Promise<ProviderProcess>[] = [];
  private isEnded = false;
  private isLost = false;

  /**
   * @param start starts a process
   * @param configurations how many configurations of the provider a Terraform has at a time. When a further one comes,
   * Terraform is done with the oldest: its walks follow one another, each configures each once at most, and it never
   * tells the end
   */
  constructor(
    private readonly start: () => Promise<ProviderProcess>,
    private readonly configurations: number,
  ) {}

  /** Whether a process could not be started, or has ended by itself. */
  get isBroken(): boolean {
    return this.isLost;
  }

  /**
   * The process that nobody has configured, for everything that needs no configuration, such as to check arguments.
   *
   * @throws the error of the start
   */
  unconfigured(): Promise<ProviderProcess> {
    this.fresh ??= this.started();
    return this.fresh;
  }

  /**
   * A process to configure. Nobody else gets it.
   *
   * @throws the error of the start
   */
  async toConfigure(): Promise<ProviderProcess> {
    const taken = this.unconfigured();
    this.fresh = undefined;
    const process = await taken;
    this.configured.push(process);
    const done = this.configured.splice(0, Math.max(0, this.configured.length - this.configurations));
    await Promise.all(done.map((each) => each.end()));
    return process;
  }

  /** Ends a process that was configured, because nobody can use it any more. */
  async release(process: ProviderProcess): Promise<void> {
    const at = this.configured.indexOf(process);
    if (at < 0) return;
    this.configured.splice(at, 1);
    await process.end();
  }

  /** Ends every process, also one that is about to start. */
  async end(): Promise<void> {
    this.isEnded = true;
    const all = await Promise.allSettled(this.all);
    await Promise.all(all.flatMap((each) => (each.status === 'fulfilled' ? each.value.end() : [])));
  }

  private started(): Promise<ProviderProcess> {
    const starting = this.isEnded ? Promise.reject(new Error('the provider was ended')) : this.start();
    this.all.push(starting);
    starting.then(
      (process) => process.onLost(() => (this.isLost = true)),
      () => (this.isLost = true),
    );
    return starting;
  }
}
