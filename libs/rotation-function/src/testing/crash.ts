import { type OpenSession, type Session } from '../database/session';
import { type SecretsClient } from '../stored-secret';

/** The end of the process: no later code runs. */
export class Crash extends Error {}

/**
 * Ends the function at one of its calls to Secrets Manager or the database: before the call, or after it, before its
 * answer arrives. After that, every call does nothing.
 */
export class Crasher {
  /** The calls so far, in words. */
  readonly calls: string[] = [];
  private readonly open: Session[] = [];
  private crashed = false;

  constructor(
    /** Index of the call, from 0. @default the function does not end */
    private readonly at = Infinity,
    private readonly when: 'before' | 'after' = 'before',
  ) {}

  client(client: SecretsClient): SecretsClient {
    const send = (command: object) =>
      this.call(command.constructor.name, () => client.send(command as never) as Promise<unknown>);
    return { send } as unknown as SecretsClient;
  }

  sessions(open: OpenSession): OpenSession {
    return async (credential) => {
      const session = await this.call('connect', () => open(credential));
      this.open.push(session);
      return {
        query: (statement, values) => this.call(statement, () => session.query(statement, values)),
        close: () => this.call('close', () => session.close()),
      };
    };
  }

  /** Does what the operating system does with the connections of an ended process. */
  async bury(): Promise<void> {
    await Promise.all(this.open.map((session) => session.close().catch(() => undefined)));
  }

  private async call<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (this.crashed) throw new Crash(what);
    const number = this.calls.push(what) - 1;
    if (number === this.at && this.when === 'before') this.crash(what);
    try {
      return await work();
    } finally {
      if (number === this.at) this.crash(what);
    }
  }

  private crash(what: string): never {
    this.crashed = true;
    throw new Crash(what);
  }
}
