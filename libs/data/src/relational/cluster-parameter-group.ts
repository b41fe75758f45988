import { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import { parameterGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { majorVersion } from './postgresql';
import { postgresqlParameters, recoveryPointObjective } from './postgresql-parameters';

export interface ClusterParameterGroupProps {
  readonly nameScope: NameScope;
  /** PostgreSQL version such as `16.13`. */
  readonly engineVersion: string;
  /** How far the secondaries of the global database may lag behind, in seconds. @default commits never wait */
  readonly rpoSeconds?: number | undefined;
}

/** The PostgreSQL configuration of all instances of a cluster: TLS only, and an audit trail in the log. */
export class ClusterParameterGroup extends Construct {
  readonly parameterGroup: RdsClusterParameterGroup;

  constructor(scope: Construct, id: string, props: ClusterParameterGroupProps) {
    super(scope, id);
    const { nameScope, engineVersion, rpoSeconds } = props;
    const major = majorVersion(engineVersion);
    this.parameterGroup = new RdsClusterParameterGroup(this, 'group', {
      // A group belongs to one major version. Terraform replaces the group after the database has the next version. The
      // upgrade happens in AWS, not in a deploy, and afterwards the database no longer uses this group. RDS refuses to
      // delete a group in use.
      name: parameterGroupName(nameScope, 'relational', `postgresql${major}`),
      family: `aurora-postgresql${major}`,
      description: 'TLS only, and an audit trail',
      parameter: [
        ...postgresqlParameters,
        ...(rpoSeconds === undefined ? [] : [recoveryPointObjective(rpoSeconds)]),
      ],
      // RDS cannot change the description, and would need a replacement.
      lifecycle: { ignoreChanges: ['description'] },
    });
  }
}
