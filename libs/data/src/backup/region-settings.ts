import { BackupRegionSettings } from '@cdktf/provider-aws/lib/backup-region-settings';
import { Construct } from 'constructs';
import { protectedKinds } from './protected-kinds';

/**
 * Opts the account in to the selected types, in the region. A selection that names a type works without the opt-in,
 * except for Aurora: without it, Aurora would not be backed up, and no job would fail.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/working-with-supported-services.html
 */
export class RegionSettings extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const types = protectedKinds.flatMap((kind) => Object.keys(kind.types));
    // The id contains the types: an account has one set of settings, and only the creation of this resource sends ours.
    // The set that AWS returns has every type, including those that others opted in or out of. That set is left alone.
    new BackupRegionSettings(this, types.join('-').toLowerCase(), {
      resourceTypeOptInPreference: Object.fromEntries(types.map((type) => [type, true])),
      lifecycle: {
        ignoreChanges: ['resource_type_opt_in_preference', 'resource_type_management_preference'],
      },
    });
  }
}
