import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { parameterGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { majorVersion } from './postgresql';
import { postgresqlParameters } from './postgresql-parameters';

export interface InstanceParameterGroupProps {
  readonly nameScope: NameScope;
  /** PostgreSQL version such as `16.13`. */
  readonly engineVersion: string;
}

/** How PostgreSQL is configured in an instance that stands alone: TLS only, and an audit trail in its log. */
export class InstanceParameterGroup extends Construct {
  readonly parameterGroup: DbParameterGroup;

  constructor(scope: Construct, id: string, { nameScope, engineVersion }: InstanceParameterGroupProps) {
    super(scope, id);
    const major = majorVersion(engineVersion);
    this.parameterGroup = new DbParameterGroup(this, 'group', {
      // A group is for one major version. It is replaced once the database has the next one, which it gets in AWS and not
      // by a deploy, and then no longer uses this group: RDS refuses to delete one in use.
      name: parameterGroupName(nameScope, 'relational', `postgresql${major}`),
      family: `postgres${major}`,
      description: 'TLS only, and an audit trail',
      parameter: [...postgresqlParameters],
      // Nor is it replaced for a text that RDS cannot change.
      lifecycle: { ignoreChanges: ['description'] },
    });
  }
}
