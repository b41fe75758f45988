import { regionName, type Environment, type RegionRole } from '@bulkhead/config';
import {
  parameterPath,
  parseReference,
  type AppManifest,
  type Contract,
  type StackManifest,
} from '@bulkhead/contracts';
import * as contracts from '@bulkhead/contracts';
import { BulkheadError } from '@bulkhead/errors';
import { type NameScope } from '@bulkhead/naming';
import { tagsFor } from '@bulkhead/tagging';
import { callingFile } from './calling-file';
import { checkedRequest, type Suppression, type SuppressionRequest } from './suppression';

/** One parameter that a stack reads or writes, as in `stack.json` for the tools. */
export interface ParameterUse {
  readonly contract: string;
  readonly key: string;
  /** Name of the SSM parameter. */
  readonly path: string;
  readonly kind: 'string' | 'list';
  /** Source of the regular expression that a value, or each item of a list, must match as a whole. */
  readonly pattern: string;
  /** Number of items that the synthesized code needs. @default any number */
  readonly length?: number;
  /** Name of the region to read from. @default the region of the stack */
  readonly region?: string;
  /** The origin if no stack publishes it: a sentence, or the command that writes it. @default a stack publishes it */
  readonly origin?: string;
}

/**
 * The key that identifies a parameter among all that a stack reads: its path, with the region in front if the region is
 * not the stack's own, as in `eu-west-1:/bulkhead/prod/storage/dataBucketArn`. Paths have no colon.
 */
export function parameterKey({ path, region }: Pick<ParameterUse, 'path' | 'region'>): string {
  return region === undefined ? path : `${region}:${path}`;
}

/** The key with which a stack in region `reader` reads a parameter that is published in region `publisher`. */
export function parameterKeyBetween(reader: string, publisher: string, path: string): string {
  return parameterKey(reader === publisher ? { path } : { path, region: publisher });
}

/** Splits a key of `parameterKey` into its parts. */
export function parseParameterKey(key: string): Pick<ParameterUse, 'path' | 'region'> {
  const [region = '', path] = key.split(':');
  return path === undefined ? { path: key } : { path, region };
}

/** The ways in which a stack can use a contract. */
export type Direction = 'publishes' | 'consumes';

/** Everything that a stack gets from outside: its region, its names, and the contracts that it may use. */
export class StackContext {
  /** Name of the stack's region, such as `us-east-1`. */
  readonly region: string;
  private readonly manifest: StackManifest;
  private readonly uses: Record<Direction, ParameterUse[]> = { publishes: [], consumes: [] };
  private readonly suppressed: (Omit<Suppression, 'resource'> & { readonly resource: () => string })[] = [];

  /**
   * @throws BulkheadError `UnknownStack` if the manifest does not declare the stack, and `RoleNotInEnvironment` if no
   * region of the environment has the role
   */
  constructor(
    readonly environment: Environment,
    private readonly appManifest: AppManifest,
    /** Name of the stack within its app, such as `relational`. */
    readonly stack: string,
    readonly role: RegionRole,
  ) {
    const manifest = appManifest.stacks[stack];
    if (!manifest) {
      throw new BulkheadError('UnknownStack', `${appManifest.file} declares no stack "${stack}".`, {
        next: `add it to metadata.stacks in ${appManifest.file}`,
      });
    }
    const region = regionName(environment, role);
    if (!region) {
      throw new BulkheadError(
        'RoleNotInEnvironment',
        `Environment ${environment.name} has no region for role ${role}, which stack ${appManifest.name}/${stack} asks for.`,
        { next: `give the environment regions.${role}, or leave the stack out of it` },
      );
    }
    this.manifest = manifest;
    this.region = region;
  }

  /** Name of the app that the stack belongs to. */
  get app(): string {
    return this.appManifest.name;
  }

  get engine(): StackManifest['engine'] {
    return this.manifest.engine;
  }

  /** The scope in which names must be unique. */
  get nameScope(): NameScope {
    return { environment: this.environment.name, region: this.region, account: this.environment.account };
  }

  /** The tags of every resource of the stack. */
  get tags(): Record<string, string> {
    const { name, costCentre, dataClassification, compliance, deploymentId } = this.environment;
    return tagsFor({
      environment: name,
      app: this.app,
      stack: this.stack,
      owner: this.appManifest.owner,
      costCentre,
      dataClassification,
      compliance,
      deploymentId,
    });
  }

  /** The parameters that the stack has published and consumed so far, in the order of the keys. */
  get exchanged(): Record<Direction, readonly ParameterUse[]> {
    const byKey = (a: ParameterUse, b: ParameterUse) => (parameterKey(a) < parameterKey(b) ? -1 : 1);
    return {
      publishes: [...this.uses.publishes].sort(byKey),
      consumes: [...this.uses.consumes].sort(byKey),
    };
  }

  /**
   * The parameters of a contract, in its order.
   *
   * @param lengths for a list parameter, the number of items that the code needs
   * @param role role of the region with the parameters. @default the role of the stack
   * @throws BulkheadError `UndeclaredContract`, which names the line that the manifest lacks, or `UnknownContract`
   * @throws RangeError if the environment has no region for the role
   */
  parametersOf(
    direction: Direction,
    contract: Contract,
    lengths: Readonly<Record<string, number | undefined>> = {},
    role: RegionRole = this.role,
  ): ParameterUse[] {
    this.requireExported(direction, contract);
    const { name, parameters } = contract;
    this.requireDeclared(direction, name, role);
    const region = regionName(this.environment, role);
    if (!region) throw new RangeError(`Environment ${this.environment.name} has no region for role ${role}.`);
    return Object.entries(parameters).map(([key, { kind, pattern }]) => {
      const path = parameterPath(this.environment.name, name, key);
      const length = lengths[key];
      return {
        contract: name,
        key,
        path,
        kind,
        pattern: pattern.source,
        ...(length === undefined ? {} : { length }),
        ...(region === this.region ? {} : { region }),
      };
    });
  }

  /** Records that the stack publishes or consumes a parameter. */
  record(direction: Direction, use: ParameterUse): void {
    this.uses[direction].push(use);
  }

  /**
   * Records that a policy rule need not hold for a resource.
   *
   * @param resource returns its address; called when the stack is complete
   * @throws BulkheadError `SuppressionWithoutRule`, `SuppressionWithoutReason` or `InvalidExpiry`
   */
  suppress(request: SuppressionRequest, resource: () => string): void {
    const file = callingFile();
    this.suppressed.push({ ...checkedRequest(request), ...(file && { file }), resource });
  }

  /**
   * The suppressions so far, in the order of resources and rules.
   *
   * @throws BulkheadError `DuplicateSuppression` if one rule is suppressed twice for one resource
   */
  get suppressions(): readonly Suppression[] {
    const suppressions = this.suppressed
      .map(({ resource, ...rest }) => ({ ...rest, resource: resource() }))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const twice = suppressions.find(
      (each, index) => index > 0 && keyOf(each) === keyOf(suppressions[index - 1]),
    );
    if (!twice) return suppressions;
    throw new BulkheadError(
      'DuplicateSuppression',
      `${twice.rule} is suppressed twice for ${twice.resource} in stack "${this.stack}" of ${this.app}.`,
      { next: `leave one suppression${twice.file ? ` in ${twice.file}` : ''}` },
    );
  }

  /**
   * Checks that the code uses everything that the manifest declares. An unused declaration would add a false dependency
   * to the order of deploys. Optional contracts may be unused.
   *
   * @throws BulkheadError `UnusedDeclaration`
   */
  requireEverythingDeclaredUsed(): void {
    for (const direction of ['publishes', 'consumes'] as const) {
      const unused = this.manifest[direction].find((reference) => {
        const { contract, role = this.role, optional } = parseReference(reference);
        const region = regionName(this.environment, role);
        const isUsed = this.uses[direction].some(
          (use) => use.contract === contract && (use.region ?? this.region) === region,
        );
        return !optional && !isUsed;
      });
      if (unused === undefined) continue;
      throw new BulkheadError(
        'UnusedDeclaration',
        `${this.appManifest.file} says that stack "${this.stack}" ${direction} "${unused}", but its code does not.`,
        {
          next: `remove "${unused}" from metadata.stacks.${this.stack}.${direction} in ${this.appManifest.file}`,
        },
      );
    }
  }

  /** Refuses an undefined contract: the value of an import that does not exist. */
  private requireExported(direction: Direction, contract: Contract | undefined): void {
    if (contract !== undefined) return;
    const file = callingFile() ?? `apps/${this.app}/src`;
    const exported = new Set(Object.values(contracts).map((each) => each.name));
    const missing = this.manifest[direction]
      .map((reference) => parseReference(reference).contract)
      .find((name) => !exported.has(name));
    const what = missing === undefined ? 'a contract' : `"${missing}"`;
    const folder = `libs/contracts/src/${direction === 'publishes' ? this.app : 'APP'}`;
    throw new BulkheadError(
      'UnknownContract',
      `Stack "${this.stack}" of ${this.app} ${direction} ${what} that @bulkhead/contracts does not export, in ${file}.`,
      {
        next:
          missing === undefined
            ? `correct the import in ${file}: a contract has the name of its file in libs/contracts/src`
            : `write contract('${missing}', { … }) in ${folder}/${missing}.ts, then npx nx run bulkhead:update-indexes`,
      },
    );
  }

  private requireDeclared(direction: Direction, contract: string, role: RegionRole): void {
    const isDeclared = this.manifest[direction]
      .map(parseReference)
      .some((reference) => reference.contract === contract && (reference.role ?? this.role) === role);
    if (isDeclared) return;
    const reference = role === this.role ? contract : `${contract}@${role}`;
    throw new BulkheadError(
      'UndeclaredContract',
      `Stack "${this.stack}" of ${this.app} ${direction} "${reference}", which its manifest does not declare.`,
      {
        next: `in ${this.appManifest.file}, metadata.stacks.${this.stack}: "${direction}": ${JSON.stringify([...this.manifest[direction], reference])}`,
      },
    );
  }
}

function keyOf(suppression: Suppression | undefined): string {
  return `${suppression?.resource} ${suppression?.rule}`;
}
