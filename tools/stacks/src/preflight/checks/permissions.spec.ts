import { stateBucketName } from '@bulkhead/stack';
import { type Answers, awsError } from '../../test-aws/played-client';
import { type Scene } from '../scene';
import { planned, resourcesOf, sceneOf, standing } from '../test-scene';
import { foldedNotes } from '../unknown-fact';
import { creations } from './needed-actions';
import { permissions } from './permissions';

interface Simulation {
  readonly PolicySourceArn: string;
  readonly ActionNames: readonly string[];
  readonly ResourceArns: readonly string[];
}

/** IAM that denies matches of `action resource` and allows the rest. */
const denying = (pattern: RegExp, MissingContextValues: string[] = []): Answers => ({
  SimulatePrincipalPolicy: ({ ActionNames: [action = ''], ResourceArns }: Simulation) => ({
    EvaluationResults: [
      {
        EvalActionName: action,
        EvalDecision: 'allowed',
        ResourceSpecificResults: ResourceArns.map((resource) => ({
          EvalResourceName: resource,
          EvalResourceDecision: pattern.test(`${action} ${resource}`) ? 'implicitDeny' : 'allowed',
          MissingContextValues,
        })),
      },
    ],
  }),
});
const database = planned('database/relational@primary', {
  resources: resourcesOf(
    ['AWS::RDS::DBCluster', { DBClusterIdentifier: 'bulkhead-qa-relational' }],
    ['AWS::KMS::Key'],
    ['AWS::IAM::Role', { RoleName: { Ref: 'X' } }],
    ['AWS::EC2::VPC'],
  ),
});
const service = planned('app-platform/service@primary', {
  over: { engine: 'cdk' },
  name: 'bulkhead-qa-app-platform-service',
  resources: resourcesOf(['AWS::KMS::Key']),
});
const ada = 'arn:aws:iam::123456789012:user/ada';
const looking = async (stacks = [database], answers: Answers = denying(/^$/), over: Partial<Scene> = {}) => {
  const scene = sceneOf(stacks, answers, over);
  const asked = () =>
    scene.services.sent.flatMap(({ command, input }) => {
      if (command !== 'SimulatePrincipalPolicy') return [];
      const { ActionNames, ResourceArns } = input as Simulation;
      return ResourceArns.map((resource) => `${ActionNames.join()} ${resource}`);
    });
  const { findings, notes } = await permissions.find(scene);
  return { findings, notes: foldedNotes(notes), asked: asked(), sent: scene.services.sent };
};

test('resources that Terraform creates are checked by name, and so are the state and the record', async () => {
  const { findings, notes, asked } = await looking();
  const bucket = stateBucketName(sceneOf([]).environment, 'us-east-1');

  expect([findings, notes]).toEqual([[], []]);
  expect(asked.sort()).toEqual([
    'ec2:CreateVpc arn:aws:ec2:us-east-1:123456789012:vpc/*',
    'kms:CreateKey *',
    'rds:CreateDBCluster arn:aws:rds:us-east-1:123456789012:cluster:bulkhead-qa-relational',
    `s3:PutObject arn:aws:s3:::${bucket}/qa/primary/database/relational.tfstate`,
    expect.stringMatching(/^ssm:PutParameter arn:aws:ssm:us-east-1:123456789012:parameter\/bulkhead\//),
  ]);
});

test('a denied action is found, with the principal and the resource', async () => {
  const { findings } = await looking([database], denying(/^rds:/));

  expect(findings).toEqual([
    {
      stacks: ['database/relational@primary'],
      problem: `${ada} may not call rds:CreateDBCluster on arn:aws:rds:us-east-1:123456789012:cluster:bulkhead-qa-relational`,
      next: `edit the policies of ${ada}, or use other credentials`,
    },
  ]);
});

test('an answer without a list by resource counts too', async () => {
  const { findings } = await looking([database], {
    SimulatePrincipalPolicy: ({ ActionNames: [action], ResourceArns: [resource] }: Simulation) => ({
      EvaluationResults: [
        {
          EvalActionName: action,
          EvalResourceName: resource,
          EvalDecision: action === 'kms:CreateKey' ? 'explicitDeny' : 'allowed',
        },
      ],
    }),
  });

  expect(findings).toMatchObject([{ problem: `${ada} may not call kms:CreateKey on *` }]);
});

test('a decision that depends on an unknown condition is a note', async () => {
  const { findings, notes } = await looking([database], denying(/^rds:/, ['aws:RequestTag/team']));

  expect(findings).toEqual([]);
  expect(notes).toEqual([
    `not known: whether ${ada} may call rds:CreateDBCluster (depends on aws:RequestTag/team)`,
  ]);
});

describe('for standing resources', () => {
  const stands = (counts: Readonly<Record<string, number>>) => ({
    ...database,
    standing: async () => standing(counts),
  });

  test('no creation is checked, and for new ones it is', async () => {
    const { findings, asked } = await looking(
      [stands({ aws_rds_cluster: 1, aws_kms_key: 1 })],
      denying(/^rds:/),
    );
    const calls = asked.map((each) => each.replace(/ .*/, '')).sort();

    expect(findings).toEqual([]);
    expect(calls).toEqual(['ec2:CreateVpc', 's3:PutObject', 'ssm:PutParameter']);
  });

  test('fewer than the stack wants are not enough, whatever their Terraform type', async () => {
    const wanting = (counts: Readonly<Record<string, number>>) => ({
      ...stands(counts),
      resources: resourcesOf(
        ['AWS::RDS::DBInstance', { DBInstanceIdentifier: 'a' }],
        ['AWS::RDS::DBInstance', { DBInstanceIdentifier: 'b' }],
      ),
    });
    const fewer = await looking([wanting({ aws_db_instance: 1 })], denying(/^rds:/));
    const enough = await looking(
      [wanting({ aws_db_instance: 1, aws_rds_cluster_instance: 1 })],
      denying(/^rds:/),
    );

    expect(fewer.findings).toHaveLength(1);
    expect(enough.findings).toEqual([]);
  });

  test('a stack is a note if nobody knows what stands of it, and the others are checked', async () => {
    const hidden = planned('network/vpc@primary', { resources: resourcesOf(['AWS::EC2::VPC']) });
    const { findings, notes } = await looking(
      [{ ...hidden, standing: () => Promise.reject(new Error('no state')) }, database],
      denying(/^rds:/),
    );

    expect(findings).toHaveLength(1);
    expect(notes).toEqual(['not known: what a deploy of network/vpc@primary would create (Error: no state)']);
  });

  test('every creation has its types in Terraform', () => {
    for (const { terraform } of Object.values(creations))
      expect(terraform).toEqual(expect.arrayContaining([expect.stringMatching(/^aws_\w+$/)]));
  });
});

describe('a stack of CDK', () => {
  test('is created by a role of its own, so that only the way to it is checked', async () => {
    const { asked } = await looking([service]);

    expect(asked.filter((each) => !each.startsWith('ssm:')).sort()).toEqual([
      'cloudformation:CreateChangeSet arn:aws:cloudformation:us-east-1:123456789012:stack/bulkhead-qa-app-platform-service/*',
      'sts:AssumeRole arn:aws:iam::123456789012:role/cdk-hnb659fds-deploy-role-123456789012-us-east-1',
    ]);
  });

  test.each([/^sts:/, /^cloudformation:/])('may go one of two ways: %s is denied', async (pattern) => {
    expect((await looking([service], denying(pattern))).findings).toEqual([]);
  });

  test('and is found if both are denied', async () => {
    const { findings } = await looking([service], denying(/^(sts|cloudformation):/));

    expect(findings).toMatchObject([
      {
        problem: expect.stringContaining('may not call sts:AssumeRole or cloudformation:CreateChangeSet on'),
      },
    ]);
  });
});

test('for a session the role is checked, with its path', async () => {
  const Arn = 'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/Admin';
  const { findings, sent } = await looking(
    [database],
    { ...denying(/^rds:/), GetRole: () => ({ Role: { Arn } }) },
    { caller: 'arn:aws:sts::123456789012:assumed-role/Admin/ada' },
  );

  expect(sent[0]).toEqual({ command: 'GetRole', input: { RoleName: 'Admin' } });
  expect(findings).toMatchObject([{ problem: expect.stringContaining(Arn) }]);
});

test('the root of an account may do everything', async () => {
  const { findings, sent } = await looking([database], {}, { caller: 'arn:aws:iam::123456789012:root' });

  expect([findings, sent]).toEqual([[], []]);
});

test.each<[string, Answers, string]>([
  ['does not simulate', { SimulatePrincipalPolicy: () => awsError('AccessDenied', 403) }, ada],
  [
    'does not tell the role',
    { GetRole: () => awsError('AccessDenied', 403) },
    'arn:aws:sts::123456789012:assumed-role/Admin/ada',
  ],
  ['keeps no policies of the caller', {}, 'arn:aws:sts::123456789012:federated-user/ada'],
])('if IAM %s, that is one note', async (_, answers, caller) => {
  const { findings, notes } = await looking([database, service], answers, { caller });

  expect(findings).toEqual([]);
  expect(notes).toEqual([expect.stringMatching(/^not known: what the caller may do \(/)]);
});
