import { Refusal } from '@bulkhead/errors';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { deployStack } from './deploy-stack';
import { destroyStack } from './destroy-stack';
import {
  changed,
  current,
  deployed,
  failing,
  requesting,
  rollbackFailed,
  touched,
} from './test-service-stack';

useTestAws();

test.each(['aws', 'emulator'] as const)(
  'on %s a first deploy creates the stack and does nothing else',
  async (target) => {
    const { request, lines } = requesting({ target, isProtected: false });

    expect(await deployStack(request)).toEqual({ added: 5, changed: 0, destroyed: 0 });
    expect(current()?.status).toBe('CREATE_COMPLETE');
    expect(lines.filter((line) => /never|anew|delete/.test(line))).toEqual([]);
  },
);

test.each(['aws', 'emulator'] as const)(
  'on %s a first creation that could not be rolled back is removed with its protections and made anew, in one run',
  async (target) => {
    const left = rollbackFailed();
    const { request, lines } = requesting({ target });

    expect(await deployStack(request)).toEqual({ added: 5, changed: 0, destroyed: 0 });
    expect([left.status, current()?.status]).toEqual(['DELETE_COMPLETE', 'CREATE_COMPLETE']);
    expect(current()?.terminationProtection).toBe(true);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/never came into being \(ROLLBACK_FAILED, Service: Invalid request/),
        'lifts the termination protection of the stack',
        'lifts the deletion protection of Balancer (AWS::ElasticLoadBalancingV2::LoadBalancer)',
        expect.stringMatching(/^deletes AccessLogs \(AWS::S3::Bucket qa-access-logs\)/),
        'makes app-platform/service@primary anew',
      ]),
    );
  },
);

test('a template without changes changes nothing', async () => {
  deployed();
  const before = touched().length;

  expect(await deployStack(requesting({ isProtected: false }).request)).toEqual({
    added: 0,
    changed: 0,
    destroyed: 0,
  });
  expect(touched().slice(before)).not.toContain('ExecuteChangeSet');
  expect(current()?.status).toBe('CREATE_COMPLETE');
});

test('a change set that CloudFormation cannot make changes nothing, and the error says why', async () => {
  deployed();
  testAws().cloudFormation.unmakeable = 'Parameter validation failed: parameter value vpc-1 does not exist';

  expect(await failing({ isProtected: false, synthesized: changed })).toMatchObject({
    code: 'CloudFormationFailed',
    message: expect.stringMatching(/vpc-1 does not exist[^]*Nothing was begun/),
  });
  expect(touched()).not.toContain('ExecuteChangeSet');
  expect(current()?.status).toBe('CREATE_COMPLETE');
});

describe('a stack that CloudFormation is at work on', () => {
  test.each(['deploy', 'destroy'] as const)('is waited for by a %s', async (verb) => {
    const { cloudFormation, objects } = testAws();
    const stack = deployed();
    objects.all.forEach((object) => delete object.attributes['deletion_protection.enabled']);
    cloudFormation.atWork(stack, 'UPDATE_IN_PROGRESS', 2, () => undefined);
    const { request, lines } = requesting({ target: 'emulator', isProtected: false, synthesized: changed });
    await (verb === 'deploy' ? deployStack : destroyStack)(request);

    expect(lines[0]).toMatch(/waits for CloudFormation.*\(UPDATE_IN_PROGRESS\)/);
    expect(stack.status).toBe(verb === 'deploy' ? 'UPDATE_COMPLETE' : 'DELETE_COMPLETE');
  });

  test('a stack whose rollback fails during the wait is made anew', async () => {
    const left = rollbackFailed();
    testAws().cloudFormation.atWork(left, 'ROLLBACK_IN_PROGRESS', 2, () => undefined);
    await deployStack(requesting({ target: 'emulator' }).request);

    expect([left.status, current()?.status]).toEqual(['DELETE_COMPLETE', 'CREATE_COMPLETE']);
  });

  test('the wait for the own operation ends with the run', async () => {
    const left = rollbackFailed();
    const { cloudFormation } = testAws();
    cloudFormation.busy = 1_000;
    const controller = new AbortController();
    const reason = new Error('Ctrl-C');
    setTimeout(() => controller.abort(reason), 500);

    await expect(deployStack(requesting({ signal: controller.signal }).request)).rejects.toBe(reason);
    expect([left.status, current()]).toEqual(['ROLLBACK_FAILED', left]);
  });
});

describe('before anything is touched', () => {
  test('approval is asked for the planned changes, and a refusal stops the deploy', async () => {
    deployed();
    const before = touched().length;
    const refusal = new Refusal('StatefulDestruction', 'no');
    const approve = jest.fn(() => {
      throw refusal;
    });
    const { request } = requesting({ synthesized: changed });

    await expect(deployStack({ ...request, approve })).rejects.toBe(refusal);
    expect(approve).toHaveBeenCalledWith([expect.objectContaining({ resource: 'Scaling' })]);
    expect(touched()).toHaveLength(before);
  });

  test('a plan that was made against another stack is not carried out', async () => {
    deployed();
    const before = touched().length;
    const { request } = requesting({ synthesized: changed });

    await expect(
      deployStack({ ...request, reviewed: { file: '', deployed: 'another' } }),
    ).rejects.toMatchObject({ code: 'PlanStale' });
    expect(touched()).toHaveLength(before);
  });
});
