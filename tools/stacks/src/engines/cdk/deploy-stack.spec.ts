import { Refusal } from '@bulkhead/errors';
import { testChange } from '../../plans/test-diffs';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { deployStack } from './deploy-stack';
import { templateChanges } from './template-changes';
import { withToolkit } from './with-toolkit';

jest.mock('./stack-status', () => ({ untilSettled: async () => undefined }));
jest.mock('./stack-template', () => ({ parameterPaths: () => ({}) }));
jest.mock('./with-toolkit', () => ({ withToolkit: jest.fn(async () => undefined) }));
jest.mock('./template-changes', () => ({
  ...jest.requireActual<object>('./template-changes'),
  templateChanges: jest.fn(),
}));

const change = testChange('replace', { resource: 'Key', type: 'AWS::KMS::Key', stateful: true });
const request = (over: Partial<EngineRequest>) =>
  ({
    instance: testInstance('app-platform/service@primary', { engine: 'cdk' }),
    environment: { target: 'aws' },
    signal: new AbortController().signal,
    ...over,
  }) as unknown as EngineRequest;

beforeEach(() => {
  jest.mocked(withToolkit).mockClear();
  jest.mocked(templateChanges).mockResolvedValue({ changes: [change], deployed: 'now' });
});

test('who approves is asked with what would be done, and nothing is touched where they do not', async () => {
  const refusal = new Refusal('StatefulDestruction', 'no');
  const approve = jest.fn(() => {
    throw refusal;
  });

  await expect(deployStack(request({ approve }))).rejects.toBe(refusal);
  expect(approve).toHaveBeenCalledWith([change]);
  expect(withToolkit).not.toHaveBeenCalled();
});

test('a plan that was made against another stack is not carried out', async () => {
  const reviewed = { file: '', deployed: 'then' };

  await expect(deployStack(request({ reviewed }))).rejects.toMatchObject({ code: 'PlanStale' });
  expect(withToolkit).not.toHaveBeenCalled();
});

test('what is approved is deployed and counted', async () => {
  const reviewed = { file: '', deployed: 'now' };

  expect(await deployStack(request({ approve: () => undefined, reviewed }))).toEqual({
    added: 1,
    changed: 0,
    destroyed: 1,
  });
  expect(withToolkit).toHaveBeenCalledTimes(1);
});
