import { BulkheadError } from '@bulkhead/errors';

/** The scope of a name. All three fields are literals known at synthesis, never engine tokens. */
export interface NameScope {
  /** The environment, such as `prod`. */
  readonly environment: string;
  /** The AWS region of the resource, such as `eu-central-1`. */
  readonly region: string;
  /** The AWS account id, twelve digits. */
  readonly account: string;
}

/** The purpose of a resource, in one part (`'database-relational'`) or several (`'database', 'relational'`). */
export type LogicalName = readonly [string, ...string[]];

const engineToken = /\$\{(Tf)?Token\[/;

// The middle words have three letters or more, so no region is the end of another: a name that ends in its region can
// be read in only one way.
const regionPattern = /^[a-z]{2}(-[a-z]{3,}){1,2}-\d$/;

/**
 * Throws `EmptyName` for a blank part, `TokenInName` for an engine token (its number, and so the name, would change
 * with every synth) and `InvalidScope` for an account or a region of the wrong form.
 */
export function assertNameable(scope: NameScope, logicalName: readonly string[]): void {
  if (logicalName.length === 0 || logicalName.some((part) => part.trim() === '')) {
    throw new BulkheadError(
      'EmptyName',
      `A logical name has an empty part: ${JSON.stringify(logicalName)}.`,
      {
        next: "say what the resource is for, for example 'database-relational'",
      },
    );
  }
  const token = [scope.environment, scope.region, scope.account, ...logicalName].find((text) =>
    engineToken.test(text),
  );
  if (token !== undefined) {
    throw new BulkheadError(
      'TokenInName',
      `A name cannot be made of ${token}, a value that is known only at deploy time.`,
      { next: 'take environment, region and account from the configuration' },
    );
  }
  assertScope('environment', scope.environment, /\S/, 'a word such as prod');
  assertScope('region', scope.region, regionPattern, 'a region such as eu-central-1');
  assertScope('account', scope.account, /^\d{12}$/, 'twelve digits');
}

function assertScope(field: keyof NameScope, value: string, allowed: RegExp, description: string): void {
  if (!allowed.test(value)) {
    throw new BulkheadError(
      'InvalidScope',
      `scope.${field} is ${JSON.stringify(value)}; it must be ${description}.`,
      {
        next: 'correct the environment in libs/config',
      },
    );
  }
}
