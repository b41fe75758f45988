import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { regionName, type RegionRole } from '@bulkhead/config';
import { type StackContext } from '@bulkhead/stack';
import { Aspects, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { AddressTags } from './address-tags';
import { providerVersion, useProviderFrom } from './provider-version';
import { useBackend } from './state-backend';

/**
 * What every CDKTF stack extends: the provider of its region, held to the account of its environment and
 * tagging all it creates, a tag with the address of each resource, and the backend that keeps its state.
 */
export abstract class BulkheadStack extends TerraformStack {
  constructor(
    scope: Construct,
    readonly context: StackContext,
  ) {
    super(scope, context.stack);
    new AwsProvider(this, 'aws', this.providerSettings(context.region));
    useProviderFrom(this, providerVersion);
    useBackend(this, context);
    Aspects.of(this).add(new AddressTags(context.tags));
  }

  /**
   * A provider of the region that plays another role, for a stack that spans regions: resources that are given it are
   * there. The stack can then be deployed only while both regions answer.
   *
   * @throws RangeError where the environment has no such region
   */
  providerOf(role: RegionRole): AwsProvider {
    const { environment } = this.context;
    const region = regionName(environment, role);
    if (!region) throw new RangeError(`Environment ${environment.name} has no region for role ${role}.`);
    const id = `aws-${role}`;
    const known = this.node.tryFindChild(id) as AwsProvider | undefined;
    return known ?? new AwsProvider(this, id, { alias: role, ...this.providerSettings(region) });
  }

  /** @emulator The provider asks for buckets by path, and gives up after fewer attempts. */
  private providerSettings(region: string): AwsProviderConfig {
    const { environment, tags } = this.context;
    return {
      region,
      // Credentials of another account end the plan before anything is read or written.
      allowedAccountIds: [environment.account],
      defaultTags: [{ tags }],
      // Attempts, whatever the name says.
      maxRetries: maxAttempts,
      ...(environment.target === 'emulator' && emulatorSettings),
    };
  }
}

/**
 * How often the provider sends a call before it gives up. Its waits double from 2 s on, so that 10 attempts take
 * several minutes, and the 25 that are its default all the time that a stack has.
 */
const maxAttempts = 10;

/**
 * The emulator serves buckets by path. Half a minute is enough for a service that fails now and then, and what the
 * emulator cannot do at all, which it says with a 500, is known the sooner.
 */
const emulatorSettings = { s3UsePathStyle: true, maxRetries: 6 };
