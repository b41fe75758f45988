import { existsSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseEnvironment } from '@bulkhead/config';
import { withPlayedAws } from '../test-emulator';
import { testFolder } from '../test-folder';
import { outputsSince, readBackOutputs, writeOutputs } from './outputs';
import { type StackInstance } from '../workspace/stack-instance';
import { recordingOutput } from './recording-output';
import { type Run } from './run';

/** The parameters in SSM, by region and name. */
const parameters: Record<string, Record<string, string>> = {
  'us-east-1': { '/qa/network/vpcId': 'vpc-1', '/qa/network/subnets': 'subnet-1,subnet-2' },
  'us-west-2': { '/qa/network/vpcId': 'vpc-2' },
};

/** A region in which nobody may read. */
let refusing: string | undefined;

/** Answers GetParameters; the region is in the scope of the signature. */
withPlayedAws(async (request, response) => {
  const [, region = ''] =
    /Credential=[^/]+\/\d+\/([^/]+)\/ssm/.exec(request.headers.authorization ?? '') ?? [];
  const { Names } = JSON.parse(await text(request)) as { Names: string[] };
  if (region === refusing) {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
    return void response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'Not you' }));
  }
  const found = Names.flatMap((Name) => {
    const Value = parameters[region]?.[Name];
    return Value === undefined ? [] : [{ Name, Value }];
  });
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  response.end(JSON.stringify({ Parameters: found }));
});

const published = (key: string, kind: string) => ({
  contract: 'network',
  key,
  kind,
  path: `/qa/network/${key}`,
});
const stack = (role: string, region: string, publishes: object[]) => ({ role, region, publishes });

const inRegion = (role: string, region: string) => ({ role, region }) as StackInstance;
const everywhere = [inRegion('primary', 'us-east-1'), inRegion('dr', 'us-west-2')];

const runIn = (workspaceRoot: string, selected = everywhere) =>
  ({
    workspaceRoot,
    environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json'),
    instances: everywhere,
    selected,
  }) as unknown as Run;

test('published values are read region by region and written flat, without stacks that are not deployed', async () => {
  const workspaceRoot = testFolder({
    'dist/synth/qa/index.json': {
      stacks: [
        stack('primary', 'us-east-1', [
          published('vpcId', 'string'),
          published('subnets', 'list'),
          published('notDeployed', 'string'),
        ]),
        stack('dr', 'us-west-2', [published('vpcId', 'string'), published('subnets', 'list')]),
        stack('primary', 'us-east-1', []),
      ],
    },
  });
  const expected = {
    'network.subnets': ['subnet-1', 'subnet-2'],
    'network.vpcId': 'vpc-1',
    'network@dr.vpcId': 'vpc-2',
  };

  expect(await writeOutputs(runIn(workspaceRoot))).toEqual(expected);
  expect(JSON.parse(readFileSync(join(workspaceRoot, 'dist/outputs/qa.json'), 'utf8'))).toEqual(expected);
});

test('a run in one region asks no other, and keeps the former values of the other', async () => {
  const workspaceRoot = testFolder({
    'dist/outputs/qa.json': { 'network.vpcId': 'vpc-of-last-time', 'network@dr.gone': 'x' },
    'dist/synth/qa/index.json': {
      stacks: [
        stack('primary', 'us-east-1', [published('vpcId', 'string')]),
        stack('dr', 'us-west-2', [published('vpcId', 'string')]),
      ],
    },
  });

  expect(await writeOutputs(runIn(workspaceRoot, [inRegion('dr', 'us-west-2')]))).toEqual({
    'network.vpcId': 'vpc-of-last-time',
    'network@dr.vpcId': 'vpc-2',
  });
});

test('without synthesized stacks there are no outputs', async () => {
  const workspaceRoot = testFolder();

  expect(await writeOutputs(runIn(workspaceRoot))).toEqual({});
  expect(JSON.parse(readFileSync(join(workspaceRoot, 'dist/outputs/qa.json'), 'utf8'))).toEqual({});
});

describe('the outputs of an earlier run', () => {
  const noon = new Date('2026-01-01T12:00:00Z');
  const written = (): string => {
    const workspaceRoot = testFolder({ 'dist/outputs/qa.json': { 'network.vpcId': 'vpc-1' } });
    utimesSync(join(workspaceRoot, 'dist/outputs/qa.json'), noon, noon);
    return workspaceRoot;
  };
  const deployedAt = (...times: string[]) =>
    new Map(
      everywhere
        .slice(0, times.length)
        .map((instance, index) => [instance, { at: `2026-01-01T${times[index]}:00.000Z` }]),
    );

  test.each<[string, string[], object | undefined]>([
    ['stands where every stack was deployed before', ['11:00', '12:00'], { 'network.vpcId': 'vpc-1' }],
    ['is asked for again where one was deployed since', ['11:00', '12:01'], undefined],
    ['is asked for again where one was never deployed', ['11:00'], undefined],
  ])('%s', (_, times, expected) => {
    expect(outputsSince(runIn(written()), deployedAt(...times))).toEqual(expected);
  });

  test('are judged by the stacks in the regions of the run', () => {
    expect(outputsSince(runIn(written(), everywhere.slice(0, 1)), deployedAt('11:00'))).toEqual({
      'network.vpcId': 'vpc-1',
    });
  });

  test('are read if there are none', () => {
    expect(outputsSince(runIn(testFolder()), deployedAt('11:00', '11:00'))).toBeUndefined();
  });
});

describe('at the end of a run', () => {
  const here = new AbortController().signal;

  test('the outputs are read back', async () => {
    const run = runIn(testFolder({ 'dist/outputs/qa.json': { 'network@global.id': 'x' } }));

    expect(await readBackOutputs(run, { lost: here })).toEqual({ 'network@global.id': 'x' });
  });

  test('a target that no longer answers is not asked', async () => {
    const workspaceRoot = testFolder();

    expect(await readBackOutputs(runIn(workspaceRoot), { lost: AbortSignal.abort() })).toBeUndefined();
    expect(existsSync(join(workspaceRoot, 'dist/outputs/qa.json'))).toBe(false);
  });

  test('outputs that cannot be read back are reported and fail nothing', async () => {
    const output = recordingOutput();
    const run = { ...runIn(testFolder({ 'dist/outputs/qa.json': '{' })), output };

    expect(await readBackOutputs(run, { lost: here })).toBeUndefined();
    expect(output.lines).toEqual([
      expect.stringMatching(/^dist\/outputs\/qa\.json could not be brought up to date: .*JSON/),
    ]);
  });
});

describe('a region that does not answer', () => {
  const workspaceRoot = testFolder({
    'dist/synth/qa/index.json': {
      stacks: everywhere.map(({ role, region }) => stack(role, region, [published('vpcId', 'string')])),
    },
    'dist/outputs/qa.json': { 'network.vpcId': 'vpc-0', 'network@dr.vpcId': 'vpc-0' },
  });

  test('keeps its former values, and other regions get their new ones', async () => {
    expect(await writeOutputs(runIn(workspaceRoot), new Set(['us-east-1']))).toEqual({
      'network.vpcId': 'vpc-0',
      'network@dr.vpcId': 'vpc-2',
    });
  });

  test('that is found only now is reported, with the file', async () => {
    refusing = 'us-east-1';
    const output = recordingOutput();
    const outputs = await writeOutputs({ ...runIn(workspaceRoot), output });
    refusing = undefined;

    expect(outputs).toEqual({ 'network.vpcId': 'vpc-0', 'network@dr.vpcId': 'vpc-2' });
    expect(output.lines).toEqual([
      expect.stringMatching(
        /^dist\/outputs\/qa\.json has what us-east-1 published before: Bulkhead could not read .* SSM in us-east-1 denied GetParameters/,
      ),
    ]);
  });
});
