import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { regionName, type RegionRole } from '@bulkhead/config';
import { type StackContext } from '@bulkhead/stack';
import { Aspects, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { AddressTags } from './address-tags';
import { providerVersion, useProviderFrom } from './provider-version';
import { useBackend } from './state-backend';

/**
 * The base class of every CDKTF stack: a provider that accepts only the account and region of the environment and tags
 * all resources, a tag with the address on each resource, and the backend for the state.
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
   * A provider for the region of another role, for a stack that spans regions. Resources with this provider are in that
   * region. The stack can then be deployed only while both regions answer.
   *
   * @throws RangeError if the environment has no such region
   */
  providerOf(role: RegionRole): AwsProvider {
    const { environment } = this.context;
    const region = regionName(environment, role);
    if (!region) throw new RangeError(`Environment ${environment.name} has no region for role ${role}.`);
    const id = `aws-${role}`;
    const known = this.node.tryFindChild(id) as AwsProvider | undefined;
    return known ?? new AwsProvider(this, id, { alias: role, ...this.providerSettings(region) });
  }

  /** @emulator The provider uses the path style of S3, and gives up after fewer attempts. */
  private providerSettings(region: string): AwsProviderConfig {
    const { environment, tags } = this.context;
    return {
      region,
      // With credentials of another account, the plan fails before Terraform reads or writes anything.
      allowedAccountIds: [environment.account],
      defaultTags: [{ tags }],
      // Counts attempts, despite its name.
      maxRetries: maxAttempts,
      ...(environment.target === 'emulator' && emulatorSettings),
    };
  }
}

/**
 * The number of attempts before the provider gives up a call. Its waits double, starting at 2 s. So 10 attempts take
 * several minutes, and the default of 25 would take all the time of a stack.
 */
const maxAttempts = 10;

/**
 * The emulator supports only the path style of S3. Half a minute is enough for a service that fails sometimes. For
 * calls that the emulator does not support, it answers 500, and the failure shows sooner.
 */
const emulatorSettings = { s3UsePathStyle: true, maxRetries: 6 };
