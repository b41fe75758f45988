import type { Parameter } from '@aws-sdk/client-cloudformation';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { deployedTemplate, isTerminationProtected, valuesOf } from './deployed-stack';
import { deployed, requesting, stackName, template } from './test-service-stack';

useTestAws();

test.each<[string, Partial<Parameter>, string]>([
  ['as it is', { ParameterValue: 'a' }, 'a'],
  ['as it was resolved, not its path', { ParameterValue: '/path', ResolvedValue: 'vpc-1' }, 'vpc-1'],
  ['as AWS writes a list', { ParameterValue: 'a,b' }, 'a,b'],
  ['as AWS writes a list, of what the emulator writes', { ParameterValue: "['a', 'b', 'c']" }, 'a,b,c'],
  ['of one element', { ParameterValue: "['a']" }, 'a'],
  ['that only begins as a list', { ParameterValue: "['a'] and more" }, "['a'] and more"],
  ['that only ends as a list', { ParameterValue: "more ['a']" }, "more ['a']"],
  ['that is empty', {}, ''],
])('the value of a parameter is read %s', (_, parameter, value) => {
  expect(valuesOf([{ ParameterKey: 'One', ...parameter }])).toEqual({ One: value });
});

test('a deployed stack has a template and a protection', async () => {
  const stack = deployed();
  expect(await deployedTemplate(requesting().request)).toEqual(template);

  for (const isProtected of [true, false]) {
    stack.terminationProtection = isProtected;
    expect(await isTerminationProtected(requesting().request)).toBe(isProtected);
  }
});

test('a stack that is not there has no template and no protection', async () => {
  expect(testAws().cloudFormation.stack(stackName)).toBeUndefined();
  expect(await deployedTemplate(requesting().request)).toBeUndefined();
  expect(await isTerminationProtected(requesting().request)).toBe(false);
});
