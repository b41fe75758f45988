import { loadEnvironment } from '@bulkhead/config';
import { type EngineRequest } from '../engines/engine';
import { compare } from '../engines/cdk/template-changes';
import { withApprovedPlan } from '../engines/terraform/plan-file';
import { testRecords } from '../records/test-records';
import { fakeProgram, testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { approvalsOf } from './approvals';

const database = testInstance('database/relational@primary');
const dev = loadEnvironment('dev', '/');

/** The plan of Terraform 1.11.4 with provider 5.100.0 for a cluster with a changed `database_name`, shortened. */
const plan = {
  resource_changes: [
    {
      address: 'aws_rds_cluster.cluster',
      mode: 'managed',
      type: 'aws_rds_cluster',
      name: 'cluster',
      change: {
        actions: ['delete', 'create'],
        before: {
          cluster_identifier: 'bulkhead-dev-relational',
          database_name: 'app',
          engine_version: '16.13',
        },
        after: {
          cluster_identifier: 'bulkhead-dev-relational',
          database_name: 'renamed',
          engine_version: '16.13',
        },
        after_unknown: { arn: true },
        replace_paths: [['database_name']],
      },
    },
  ],
};
const terraform = fakeProgram('terraform', `[ "$1" != show ] || echo '${JSON.stringify(plan)}'`);

/** Deploys the change to `dev` up to Terraform's apply. Some resources are allowed to go. */
async function applied(allowed: readonly string[]): Promise<boolean> {
  const directory = testFolder({ 'cdk.tf.json': { resource: { aws_rds_cluster: { cluster: {} } } } });
  const approvals = approvalsOf(dev, database, { directory }, allowed, testRecords());
  let isApplied = false;
  await withApprovedPlan(
    terraform,
    directory,
    {
      workspaceRoot: directory,
      environment: dev,
      instance: database,
      signal: new AbortController().signal,
      ...(approvals.length > 0 && {
        approve: (changes) => approvals.forEach((approve) => approve(changes)),
      }),
    } as EngineRequest,
    async () => {
      isApplied = true;
    },
  );
  return isApplied;
}

test('dev is an unprotected environment in AWS', () => {
  expect(dev).toMatchObject({ target: 'aws', protected: false });
});

test('a database that a new name would replace is not replaced in dev unless it is named', async () => {
  await expect(applied([])).rejects.toMatchObject({
    code: 'StatefulDestruction',
    message: [
      'A deploy of database/relational@primary would lose stateful resources that nobody has named:',
      '  replace aws_rds_cluster.cluster (aws_rds_cluster: the data of a relational or document database), because of database_name',
    ].join('\n'),
    next: "if that is what you want, add --allowDestroy='aws_rds_cluster.cluster'",
  });
  expect(await applied(['aws_rds_cluster.cluster'])).toBe(true);
});

test("nor is one of CloudFormation's", async () => {
  const stack = (DatabaseName: string) => ({
    template: { Resources: { Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { DatabaseName } } } },
    parameters: {},
  });
  const changes = await compare(stack('app'), stack('renamed'));
  const directory = testFolder({ 'relational.template.json': {} });
  const approve = (allowed: readonly string[]) =>
    approvalsOf(dev, database, { directory }, allowed, testRecords()).forEach((each) => each(changes));

  expect(() => approve([])).toThrow(/replace Cluster .*because of DatabaseName/);
  expect(() => approve(['Cluster'])).not.toThrow();
});
