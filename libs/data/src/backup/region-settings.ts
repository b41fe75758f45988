import { BackupRegionSettings } from '@cdktf/provider-aws/lib/backup-region-settings';
import { Construct } from 'constructs';
import { protectedKinds } from './protected-kinds';

/**
 * Opts the account in to what the plans select, in the region. A selection that names a type is followed without,
 * except for Aurora, of which nothing would be backed up and no job would fail.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/working-with-supported-services.html
 */
export class RegionSettings extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const types = protectedKinds.flatMap((kind) => Object.keys(kind.types));
    // Named after the types: an account has one set of settings, of which only making the resource sends what is here.
    // What AWS returns has every type, those that others opted in or out of among them, and is left alone.
    new BackupRegionSettings(this, types.join('-').toLowerCase(), {
      resourceTypeOptInPreference: Object.fromEntries(types.map((type) => [type, true])),
      lifecycle: {
        ignoreChanges: ['resource_type_opt_in_preference', 'resource_type_management_preference'],
      },
    });
  }
}
