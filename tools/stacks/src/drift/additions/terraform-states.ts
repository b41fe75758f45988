import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, regionName, regionRoles } from '@bulkhead/config';
import { stateBucketName } from '@bulkhead/stack';
import { openS3 } from '../../retries/s3-client';
import { askEach } from './asking';
import { type Attributes, type DeployedResource, text } from './deployed-resource';

/** What we read of a state. https://developer.hashicorp.com/terraform/internals/json-format has no word of it. */
interface State {
  readonly resources?: readonly {
    readonly mode: string;
    readonly module?: string;
    readonly type: string;
    readonly name: string;
    /** `provider["registry.terraform.io/hashicorp/aws"].dr`. */
    readonly provider?: string;
    readonly instances?: readonly {
      readonly index_key?: string | number;
      readonly attributes?: Attributes;
    }[];
  }[];
}

/**
 * Resources that the states of an environment in one region hold, of every stack there is a state of, whether its code
 * is still there or not.
 *
 * @param region name of the region whose stacks are asked for
 */
export async function terraformResources(
  workspaceRoot: string,
  environment: Environment,
  region: string,
): Promise<DeployedResource[]> {
  const states =
    environment.terraformState.type === 'local'
      ? localStates(workspaceRoot, environment, region)
      : await storedStates(environment, region);
  return states.flatMap(({ stack, content }) =>
    resourcesOf(JSON.parse(content) as State, stack, environment, region),
  );
}

interface StoredState {
  /** `<app>/<stack>@<role>`. */
  readonly stack: string;
  readonly content: string;
}

async function storedStates(environment: Environment, region: string): Promise<StoredState[]> {
  const { GetObjectCommand, paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
  const client = await openS3(region);
  const owned = { Bucket: stateBucketName(environment, region), ExpectedBucketOwner: environment.account };
  try {
    const keys: string[] = [];
    for await (const page of paginateListObjectsV2(
      { client },
      { ...owned, Prefix: `${environment.name}/` },
    )) {
      keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
    }
    return await askEach(keys, async (Key) => {
      const stack = stackOf(Key);
      if (!stack) return [];
      const { Body } = await client.send(new GetObjectCommand({ ...owned, Key }));
      return [{ stack, content: (await Body?.transformToString()) ?? '{}' }];
    });
  } catch (error) {
    // Where no stack of Terraform was ever deployed to the region, there is no bucket.
    if ((error as Error).name === 'NoSuchBucket') return [];
    throw error;
  } finally {
    client.destroy();
  }
}

/** The stack of a key such as `qa/primary/network/vpc.tfstate`; undefined for what is no state, such as a lock. */
function stackOf(key: string): string | undefined {
  const [, role, app, stack] = /^[^/]+\/([^/]+)\/([^/]+)\/([^/]+)\.tfstate$/.exec(key) ?? [];
  return role && `${app}/${stack}@${role}`;
}

function localStates(workspaceRoot: string, environment: Environment, region: string): StoredState[] {
  const roles = regionRoles.filter((role) => regionName(environment, role) === region);
  return roles.flatMap((role) => {
    const folder = join(workspaceRoot, '.bulkhead', 'state', environment.name, role);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
      const stack = stackOf(`${environment.name}/${role}/${path}`);
      return stack ? [{ stack, content: readFileSync(join(folder, path), 'utf8') }] : [];
    });
  });
}

function resourcesOf(
  { resources = [] }: State,
  stack: string,
  environment: Environment,
  region: string,
): DeployedResource[] {
  return resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ module, type, name, provider = '', instances = [] }) => {
      // Providers of other regions are called by the role of the region.
      const alias = /\]\.([\w-]+)$/.exec(provider)?.[1];
      const elsewhere = regionRoles.find((role) => role === alias);
      return instances.map(({ index_key: index, attributes = {} }) => ({
        stack,
        region: (elsewhere && regionName(environment, elsewhere)) ?? region,
        address: `${module ? `${module}.` : ''}${type}.${name}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`,
        type,
        physicalId: text(attributes['id']),
        attributes,
      }));
    });
}
