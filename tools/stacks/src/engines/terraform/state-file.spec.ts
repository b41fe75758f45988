import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { testFolder, writeFiles } from '../../test-folder';
import { foundState, resourcesInState } from './state-file';
import { stateFile, stateFiles } from './state-files';

const resource = (mode: string, count: number) => ({
  mode,
  instances: Array.from({ length: count }, () => ({})),
});
const state = {
  version: 4,
  lineage: 'a',
  serial: 7,
  resources: [resource('managed', 2), resource('data', 1), resource('managed', 1)],
};

test('a state gives its lineage, its serial and the number of its resources', () => {
  expect(foundState(JSON.stringify(state), 'm')).toEqual({
    is: 'kept',
    state: { type: 'terraform', lineage: 'a', serial: 7, mark: 'm', resources: 3 },
  });
});

test.each([
  ['cut off', '{"version": 4', 'it is no JSON, or cut off'],
  ['empty', '', 'it is no JSON, or cut off'],
  ['something else', '{}', 'it is no Terraform state of version 4'],
  ['of a later version', JSON.stringify({ ...state, version: 5 }), 'it is no Terraform state of version 4'],
])('a state that is %s is broken', (_, text, why) => {
  expect(foundState(text, 'm')).toEqual({ is: 'broken', why });
});

test('a state without resources, as after a destroy, is valid', () => {
  expect(foundState(JSON.stringify({ version: 4, lineage: 'a', serial: 8 }), 'm')).toMatchObject({
    is: 'kept',
    state: { serial: 8, resources: 0 },
  });
});

test('the resources of a state have the attributes of their instances', () => {
  const provider = 'provider["registry.terraform.io/hashicorp/aws"].dr';
  const whole = {
    mode: 'managed',
    type: 'aws_vpc',
    name: 'a',
    provider,
    instances: [{ attributes: { id: 'vpc-1' } }, { attributes: null }],
  };

  expect(
    resourcesInState(JSON.stringify({ ...state, resources: [whole, { mode: 'data', instances: [] }] })),
  ).toEqual([whole, { mode: 'data', type: '', name: '', provider: '', instances: [] }]);
  expect(() => resourcesInState('{}')).toThrow();
});

describe('on this machine', () => {
  const environment = parseEnvironment(
    { name: 'qa', preset: 'saas', account: '123456789012', terraformState: { type: 'local' } },
    'qa.json',
  );
  const vpc = { role: 'primary', app: 'network', stack: 'vpc' } as const;

  test('the state of each stack is found by its name, with a mark that changes with its content', async () => {
    const place = { workspaceRoot: testFolder(), environment, region: 'us-east-1' };
    expect(await stateFiles.list(place)).toEqual(new Map());
    expect(await stateFiles.read(place, vpc)).toEqual({ is: 'missing' });

    const file = stateFile(place, vpc);
    mkdirSync(dirname(file), { recursive: true });
    writeFiles(dirname(file), { 'vpc.tfstate': state, 'vpc.tfstate.backup': state });
    const before = await stateFiles.list(place);
    const found = await stateFiles.read(place, vpc);
    writeFiles(dirname(file), { 'vpc.tfstate': { ...state, serial: 8 } });
    const after = await stateFiles.list(place);

    const name = stateFiles.nameOf(place, vpc);
    expect([...before.keys()]).toEqual([name]);
    expect(found).toMatchObject({ is: 'kept', state: { serial: 7, mark: before.get(name) } });
    expect(after.get(name)).not.toBe(before.get(name));
  });
});
