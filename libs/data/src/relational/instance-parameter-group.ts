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

/** The PostgreSQL configuration of a stand-alone instance: TLS only, and an audit trail in its log. */
export class InstanceParameterGroup extends Construct {
  readonly parameterGroup: DbParameterGroup;

  constructor(scope: Construct, id: string, { nameScope, engineVersion }: InstanceParameterGroupProps) {
    super(scope, id);
    const major = majorVersion(engineVersion);
    this.parameterGroup = new DbParameterGroup(this, 'group', {
      // A group belongs to one major version. Terraform replaces the group after the database has the next version. The
      // upgrade happens in AWS, not in a deploy, and afterwards the database no longer uses this group. RDS refuses to
      // delete a group in use.
      name: parameterGroupName(nameScope, 'relational', `postgresql${major}`),
      family: `postgres${major}`,
      description: 'TLS only, and an audit trail',
      parameter: [...postgresqlParameters],
      // RDS cannot change the description, and would need a replacement.
      lifecycle: { ignoreChanges: ['description'] },
    });
  }
}
