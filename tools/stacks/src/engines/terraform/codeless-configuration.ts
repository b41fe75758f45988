import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { regionName, regionRoles, type Environment } from '@bulkhead/config';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { canonicalJson, stateBucketName, stateKey } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';
import { type StackName, type StatePlace } from '../engine-state';
import { configurationFile } from './configuration-file';
import { type ResourceInState } from './state-file';

/** The committed provider lock, from the root of the workspace. */
const committedLock = 'libs/cdktf/terraform.lock.hcl';

/** File name of the provider lock beside a configuration. */
const lockFile = '.terraform.lock.hcl';

/**
 * Writes a configuration for a stack whose code is gone: with its backend and the providers that its state names, and
 * without resources. To apply it destroys everything that the state knows. The settings are the same that `libs/cdktf`
 * gives every stack; a spec compares both.
 *
 * @param regions recorded regions of the further providers, by alias
 * @param directory absolute path of the folder to write into
 * @throws Refusal `UnknownProviderRegion` if nobody knows the region of a part of the stack
 */
export function writeCodelessConfiguration(
  place: StatePlace,
  stack: StackName,
  resources: readonly ResourceInState[],
  regions: Readonly<Record<string, string>>,
  directory: string,
): void {
  mkdirSync(directory, { recursive: true });
  const lock = join(place.workspaceRoot, committedLock);
  const version = /version\s*=\s*"([^"]+)"/.exec(readFileSync(lock, 'utf8'))?.[1] ?? '';
  const configuration = codelessConfiguration(place, stack, resources, regions, version);
  writeFileSync(join(directory, configurationFile), canonicalJson(configuration));
  copyFileSync(lock, join(directory, lockFile));
}

/** The configuration as an object. */
export function codelessConfiguration(
  { environment, region }: Pick<StatePlace, 'environment' | 'region'>,
  stack: StackName,
  resources: readonly ResourceInState[],
  regions: Readonly<Record<string, string>>,
  version: string,
): object {
  const further = aliasesOf(resources).map((alias) => ({
    alias,
    ...providerSettings(environment, regionOf(alias, environment, stack, resources, regions)),
  }));
  return {
    provider: { aws: [providerSettings(environment, region), ...further] },
    terraform: {
      backend: backendOf(environment, region, stack),
      required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version } },
    },
  };
}

/** @emulator The state bucket is addressed by path. */
function backendOf(environment: Environment, region: string, stack: StackName): object {
  // `terraform init` gets the path of a local state as an argument.
  if (environment.terraformState.type === 'local') return { local: { path: 'terraform.tfstate' } };
  return {
    s3: {
      bucket: stateBucketName(environment, region),
      encrypt: true,
      key: stateKey(environment, stack),
      max_retries: 10,
      region,
      use_lockfile: true,
      ...(environment.target === 'emulator' && { use_path_style: true }),
    },
  };
}

/** @emulator To destroy a stack whose code is gone, the provider makes fewer attempts and addresses buckets by path. */
function providerSettings(environment: Environment, region: string): object {
  return {
    allowed_account_ids: [environment.account],
    region,
    ...(environment.target === 'emulator'
      ? { max_retries: 6, s3_use_path_style: true }
      : { max_retries: 10 }),
  };
}

const provider = /^provider\["registry\.(?:terraform\.io|opentofu\.org)\/hashicorp\/aws"\](?:\.(.+))?$/;

/**
 * Aliases of the providers that a state names, except the provider of the stack's own region.
 *
 * @throws BulkheadError `UnknownProvider` for a provider that no stack of this workspace can have
 */
function aliasesOf(resources: readonly ResourceInState[]): string[] {
  const aliases = resources.flatMap((resource) => {
    const found = provider.exec(resource.provider);
    if (!found)
      throw new BulkheadError(
        'UnknownProvider',
        `The state names ${resource.provider}, which is not in ${committedLock}.`,
        {
          next: 'put the stack back into the configuration, and destroy it with its code',
        },
      );
    return found[1] ?? [];
  });
  return [...new Set(aliases)].sort();
}

/**
 * The region of a provider: the recorded region; else the region in the ARNs of its resources; else the region that has
 * the role of the same name today.
 */
function regionOf(
  alias: string,
  environment: Environment,
  { app, stack, role }: StackName,
  resources: readonly ResourceInState[],
  recorded: Readonly<Record<string, string>>,
): string {
  const playing = regionRoles.find((known) => known === alias);
  const region =
    recorded[alias] ?? regionInArns(alias, resources) ?? (playing && regionName(environment, playing));
  if (region !== undefined) return region;
  throw new Refusal(
    'UnknownProviderRegion',
    `A part of ${stackId({ app, stack, role })} is in the region of provider "${alias}", and neither its record nor its state names that region.`,
    { next: 'put the stack back into the configuration, and destroy it with its code' },
  );
}

/** The only region in the ARNs of a provider's resources; undefined if there is none, or several. */
function regionInArns(alias: string, resources: readonly ResourceInState[]): string | undefined {
  const arns = resources
    .filter((resource) => provider.exec(resource.provider)?.[1] === alias)
    .flatMap(({ instances }) => instances.map(({ attributes }) => attributes?.['arn']));
  const regions = arns.flatMap((arn) => {
    const region = typeof arn === 'string' ? arn.split(':')[3] : undefined;
    return region ? [region] : [];
  });
  const [first, ...others] = new Set(regions);
  return others.length === 0 ? first : undefined;
}
