import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
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
    const { environment, region, tags } = context;

    new AwsProvider(this, 'aws', {
      region,
      // Credentials of another account end the plan before anything is read or written.
      allowedAccountIds: [environment.account],
      defaultTags: [{ tags }],
      ...(environment.target === 'emulator' && emulatorSettings),
    });
    useProviderFrom(this, providerVersion);
    useBackend(this, context);
    Aspects.of(this).add(new AddressTags(tags));
  }
}

/** The emulator serves buckets by path; it answers at once, so a call that fails twice will fail again. */
const emulatorSettings = { s3UsePathStyle: true, maxRetries: 2 };
