import { currentVersion } from './finders';
import { type PlannedResource } from './import-folder';
import { unknownVersions, withVersions } from './secret-versions';

jest.mock('./finders');

const region = (address: string) => (address.endsWith('.dr') ? 'eu-west-1' : 'us-east-1');
const { signal } = new AbortController();

const secret = (id: string | null): PlannedResource => ({
  address: 'aws_secretsmanager_secret.a',
  mode: 'managed',
  type: 'aws_secretsmanager_secret',
  name: 'a',
  change: { actions: ['no-op'], before: id === null ? null : { id }, after: { id } },
});
const version = (
  after: Record<string, unknown> | null = {},
  over: Partial<PlannedResource> = {},
  actions = ['create'],
): PlannedResource => ({
  address: 'aws_secretsmanager_secret_version.a',
  mode: 'managed',
  type: 'aws_secretsmanager_secret_version',
  name: 'a',
  change: {
    actions,
    before: null,
    after: after && { secret_id: 'arn:s', secret_string_wo_version: 3, ...after },
  },
  ...over,
});
const unknownOf = (...resources: PlannedResource[]) =>
  unknownVersions({ resources, vanished: [] }, region, signal);

beforeEach(() => jest.mocked(currentVersion).mockReset().mockResolvedValue('v-7'));

test('the version in use is searched in the region of its secret', async () => {
  const wanted = version({}, { address: 'aws_secretsmanager_secret_version.dr' });

  expect(await unknownOf(secret('arn:s'), wanted)).toEqual([
    { resource: wanted, secret: 'arn:s', versionId: 'v-7' },
  ]);
  expect(jest.mocked(currentVersion).mock.calls).toEqual([['arn:s', { region: 'eu-west-1', signal }]]);
});

test.each<[string, PlannedResource[]]>([
  ['the state knows', [secret('arn:s'), version({}, {}, ['no-op'])]],
  ['is to be replaced', [secret('arn:s'), version({}, {}, ['delete', 'create'])]],
  ['is of a secret that is yet to be created', [secret(null), version()]],
  ['belongs to a secret of others', [secret('arn:other'), version()]],
  ['is still to be created together with its secret', [secret(null), version({ secret_id: undefined })]],
  ['refers to something that is no secret', [{ ...secret('arn:s'), type: 'aws_vpc' }, version()]],
  ['is of a secret that nobody knows yet', [secret('arn:s'), version({ secret_id: undefined })]],
  ['is in the configuration', [secret('arn:s'), version({ secret_string_wo_version: undefined })]],
  ['has no planned values', [secret('arn:s'), version(null)]],
  ['is of another type', [secret('arn:s'), version({}, { type: 'aws_ssm_parameter' })]],
])('a version that %s is not searched', async (_, resources) => {
  expect(await unknownOf(...resources)).toEqual([]);
  expect(currentVersion).not.toHaveBeenCalled();
});

test('a secret without a value has no version', async () => {
  jest.mocked(currentVersion).mockResolvedValue(undefined);

  expect(await unknownOf(secret('arn:s'), version())).toEqual([]);
});

describe('a state that knows a version', () => {
  const inState = (id: string, type = 'aws_secretsmanager_secret') => ({
    mode: 'managed',
    type,
    name: 'of-state',
    provider: 'provider["registry.terraform.io/hashicorp/aws"].dr',
    instances: [{ attributes: { id } }],
  });
  const unknown = { resource: version(), secret: 'arn:s', versionId: 'v-7' };

  test('keeps everything else, and has the version with the provider of its secret and a dependency on it', () => {
    const state = {
      version: 4,
      serial: 6,
      resources: [{ ...inState('arn:other'), name: 'other' }, inState('arn:s')],
    };

    expect(withVersions(state, [unknown])).toEqual({
      version: 4,
      serial: 7,
      resources: [
        ...state.resources,
        {
          mode: 'managed',
          type: 'aws_secretsmanager_secret_version',
          name: 'a',
          provider: 'provider["registry.terraform.io/hashicorp/aws"].dr',
          instances: [
            {
              schema_version: 0,
              attributes: expect.objectContaining({
                id: 'arn:s|v-7',
                secret_id: 'arn:s',
                version_id: 'v-7',
                secret_string: '',
                secret_string_wo: null,
                secret_string_wo_version: 3,
                has_secret_string_wo: true,
                version_stages: ['AWSCURRENT'],
              }),
              sensitive_attributes: ['secret_binary', 'secret_string', 'secret_string_wo'].map((value) => [
                { type: 'get_attr', value },
              ]),
              dependencies: ['aws_secretsmanager_secret.of-state'],
            },
          ],
        },
      ],
    });
  });

  test('does not get a version of an unknown secret', () => {
    const state = {
      serial: 6,
      resources: [inState('arn:s', 'aws_vpc'), { ...inState('arn:s'), instances: [] }],
    };

    expect(withVersions(state, [unknown]).resources).toEqual(state.resources);
  });
});
