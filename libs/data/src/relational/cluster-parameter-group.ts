import { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import { parameterGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { majorVersion } from './postgresql';
import { postgresqlParameters, recoveryPointObjective } from './postgresql-parameters';

export interface ClusterParameterGroupProps {
  readonly nameScope: NameScope;
  /** PostgreSQL version such as `16.13`. */
  readonly engineVersion: string;
  /** How far the secondaries of the global database may lag behind, in seconds. @default commits wait for none */
  readonly rpoSeconds?: number | undefined;
}

/** How PostgreSQL is configured in every instance of a cluster: TLS only, and an audit trail in its log. */
export class ClusterParameterGroup extends Construct {
  readonly parameterGroup: RdsClusterParameterGroup;

  constructor(scope: Construct, id: string, props: ClusterParameterGroupProps) {
    super(scope, id);
    const { nameScope, engineVersion, rpoSeconds } = props;
    const major = majorVersion(engineVersion);
    this.parameterGroup = new RdsClusterParameterGroup(this, 'group', {
      // A group is for one major version. It is replaced once the database has the next one, which it gets in AWS and not
      // by a deploy, and then no longer uses this group: RDS refuses to delete one in use.
      name: parameterGroupName(nameScope, 'relational', `postgresql${major}`),
      family: `aurora-postgresql${major}`,
      description: 'TLS only, and an audit trail',
      parameter: [
        ...postgresqlParameters,
        ...(rpoSeconds === undefined ? [] : [recoveryPointObjective(rpoSeconds)]),
      ],
      // Nor is it replaced for a text that RDS cannot change.
      lifecycle: { ignoreChanges: ['description'] },
    });
  }
}
