import { emulatorOmissions, withoutOmissions } from './emulator-omissions';

test('exactly these resources are left out: the list may shrink unseen, but not grow', () => {
  const allowed = [
    'aws_secretsmanager_secret_rotation',
    'aws_rds_global_cluster',
    'aws_rds_cluster.global_cluster_identifier',
  ];

  const names = emulatorOmissions.map(({ type, attribute }) => (attribute ? `${type}.${attribute}` : type));
  expect(allowed).toEqual(expect.arrayContaining(names));
  for (const { reason, rows } of emulatorOmissions) {
    expect(reason).not.toBe('');
    expect(rows).not.toEqual([]);
  }
});

const rotation = 'aws_secretsmanager_secret_rotation';
const secret = { aws_secretsmanager_secret: { main: { name: 'a' } } };

test('a resource on the list is left out and reported, and its siblings stay', () => {
  const resource = {
    ...secret,
    [rotation]: { managed: { secret_id: 'a' }, own: { rotation_lambda_arn: 'arn' } },
  };

  expect(withoutOmissions({ terraform: {}, resource })).toEqual({
    configuration: {
      terraform: {},
      resource: { ...secret, [rotation]: { own: { rotation_lambda_arn: 'arn' } } },
    },
    omitted: [{ resource: `${rotation}.managed`, reason: expect.any(String), rows: ['P5.2'] }],
  });
});

test('a type of which nothing is left has no empty block', () => {
  const { configuration } = withoutOmissions({ resource: { ...secret, [rotation]: { managed: {} } } });

  expect(configuration).toEqual({ resource: secret });
});

test('a configuration without resources stays as it is', () => {
  expect(withoutOmissions({ terraform: {} })).toMatchObject({
    configuration: { terraform: {} },
    omitted: [],
  });
});

describe('another resource refers to what would be left out', () => {
  const referring = (attribute: unknown) => () =>
    withoutOmissions({
      resource: { [rotation]: { managed: {} }, aws_ssm_parameter: { a: { attribute } } },
    });

  test.each([
    [`\${${rotation}.managed.id}`],
    [[`${rotation}.managed`]],
    [{ nested: [`\${upper(${rotation}.managed.id)}`] }],
  ])('by %j, which is refused', (attribute) => {
    expect(referring(attribute)).toThrow(
      expect.objectContaining({
        code: 'OmittedResourceNeeded',
        message: expect.stringContaining(`${rotation}.managed`),
      }),
    );
  });

  test.each([
    [`\${${rotation}.managed-by-us.id}`],
    [`\${${rotation}.managed_too.id}`],
    [`\${data.${rotation}.managed.id}`],
  ])('not by %j, which is another resource', (attribute) => {
    expect(referring(attribute)).not.toThrow();
  });
});

describe('a global database, which can be destroyed in one region only', () => {
  const inRegion = (region: string) => ({
    provider: { aws: [{ region }] },
    resource: {
      aws_rds_global_cluster: { main: { engine: 'aurora-postgresql' } },
      aws_rds_cluster: {
        main: { engine: 'aurora-postgresql', global_cluster_identifier: '${aws_rds_global_cluster.main.id}' },
      },
    },
  });

  test('elsewhere its primary cluster stands alone', () => {
    const { configuration, omitted } = withoutOmissions(inRegion('eu-central-1'));
    expect(configuration.resource).toEqual({ aws_rds_cluster: { main: { engine: 'aurora-postgresql' } } });
    expect(omitted.map(({ resource }) => resource)).toEqual([
      'aws_rds_global_cluster.main',
      'aws_rds_cluster.main.global_cluster_identifier',
    ]);
  });

  test('in us-east-1 nothing is left out', () => {
    expect(withoutOmissions(inRegion('us-east-1'))).toEqual({
      configuration: inRegion('us-east-1'),
      omitted: [],
    });
  });
});
