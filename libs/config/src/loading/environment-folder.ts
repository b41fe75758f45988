import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { type EnvironmentFile } from '../definition/environment-file';

/** Sources end in `.ts`. Compiled ones end in `.js`. */
const extension = extname(__filename);

/** The content of a file. */
interface ReadEnvironment {
  readonly definition: Omit<EnvironmentFile, 'promotedAfter'>;
  readonly promotedAfter: string | undefined;
}

/** A folder in which each file is an environment. No other list exists, so a new file is an environment at once. */
export class EnvironmentFolder {
  /**
   * @param folder absolute path
   * @param source path of the sources from the workspace root, for messages
   */
  constructor(
    private readonly folder: string,
    private readonly source: string,
  ) {}

  /** Whether an environment of this name exists. Reads no other file. */
  has(name: string): boolean {
    return /^[\w-]+$/.test(name) && existsSync(join(this.folder, `${name}${extension}`));
  }

  /** Names of the environments, sorted. */
  names(): string[] {
    const isEnvironment = (file: string) =>
      extname(file) === extension && !file.slice(0, -extension.length).includes('.');
    return readdirSync(this.folder)
      .filter(isEnvironment)
      .map((file) => file.slice(0, -extension.length))
      .sort();
  }

  /**
   * Names of the environments, in the order of promotion.
   *
   * @throws BulkheadError `InvalidPromotion`, or `InvalidEnvironment` for a file that exports none
   */
  promoted(): string[] {
    const promotedAfter = new Map(this.names().map((name) => [name, this.read(name).promotedAfter]));
    const { promotionOrder } = require('./promotion-order') as typeof import('./promotion-order');
    return promotionOrder(promotedAfter, (name) => this.sourceOf(name));
  }

  /**
   * The content of a file, not validated yet.
   *
   * @throws BulkheadError `InvalidEnvironment` for a file that exports no environment
   */
  read(name: string): ReadEnvironment {
    const loaded = require(join(this.folder, name)) as { readonly environment?: unknown };
    const { environment } = loaded;
    if (typeof environment === 'object' && environment !== null) {
      const { promotedAfter, ...definition } = environment as EnvironmentFile;
      return { definition, promotedAfter };
    }
    const source = this.sourceOf(name);
    throw new BulkheadError('InvalidEnvironment', `${source} exports no environment.`, {
      next: `add to ${source}: export const environment: EnvironmentFile = { promotedAfter: '…', preset: '…', account: '…' };`,
    });
  }

  /** Path of an environment's source, from the workspace root. */
  sourceOf(name: string): string {
    return `${this.source}/${name}.ts`;
  }
}
