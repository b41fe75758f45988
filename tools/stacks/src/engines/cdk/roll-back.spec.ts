import { testAws, useTestAws } from '../../test-aws/test-aws';
import { deployStack } from './deploy-stack';
import { destroyStack } from './destroy-stack';
import { templateChanges } from './template-changes';
import { changed, deployed, failing, requesting, touched } from './test-service-stack';

useTestAws();

describe('an update that failed', () => {
  const updateRollbackFailed = () => {
    const { cloudFormation } = testAws();
    const stack = deployed();
    cloudFormation.faults['Scaling'] = { update: 'Max is too high', rollback: 'Rate exceeded' };
    stack.update(JSON.stringify(changed));
    expect(stack.status).toBe('UPDATE_ROLLBACK_FAILED');
    return stack;
  };

  test.each(['aws', 'emulator'] as const)(
    'on %s the rollback is continued, and then the stack is updated',
    async (target) => {
      const stack = updateRollbackFailed();
      testAws().cloudFormation.faults['Scaling'] = {};
      const { request, lines } = requesting({ target, isProtected: false, synthesized: changed });

      expect(await deployStack(request)).toEqual({ added: 0, changed: 1, destroyed: 0 });
      expect(stack.status).toBe('UPDATE_COMPLETE');
      expect(lines[0]).toMatch(/put app-platform\/service@primary back .*\(UPDATE_ROLLBACK_FAILED\)/);
    },
  );

  test('a rollback that fails again is tried only once, and the error has the command that skips its resources', async () => {
    const stack = updateRollbackFailed();
    const { cloudFormation } = testAws();

    expect(await failing({ synthesized: changed })).toMatchObject({
      code: 'RollbackFailed',
      message: expect.stringContaining('Scaling: Rate exceeded'),
      next: expect.stringContaining(
        'continue-update-rollback --region us-east-1 --stack-name qa-service --resources-to-skip Scaling',
      ),
    });
    expect(touched()).toEqual(['ContinueUpdateRollback']);

    stack.continueRollback('UPDATE_ROLLBACK_FAILED', ['Scaling']);
    delete cloudFormation.faults['Scaling'];
    await deployStack(requesting({ synthesized: changed }).request);
    expect(stack.status).toBe('UPDATE_COMPLETE');
  });

  test('if CloudFormation names no such resource, no skip command is printed', async () => {
    const stack = updateRollbackFailed();
    stack.continueRollback = () => {
      for (const resource of stack.resources) resource.status = 'UPDATE_COMPLETE';
      stack.become('UPDATE_ROLLBACK_FAILED', 'Access denied for the execution role');
    };
    const { code, next } = await failing({ synthesized: changed });

    expect(code).toBe('RollbackFailed');
    expect(next).toMatch(/^correct the cause \(.*\) and run the same command again$/);
  });

  test('an update with its rollback switched off is rolled back, and then made', async () => {
    const stack = deployed();
    stack.become('UPDATE_FAILED');
    await deployStack(requesting({ synthesized: changed }).request);

    expect([touched()[0], stack.status]).toEqual(['RollbackStack', 'UPDATE_COMPLETE']);
  });

  test('a diff says what comes first', async () => {
    updateRollbackFailed();
    const { forewarning, changes } = await templateChanges(requesting({ synthesized: changed }).request);

    expect(forewarning).toMatch(/\(UPDATE_ROLLBACK_FAILED\): a deploy first lets CloudFormation put it back/);
    expect(changes).toMatchObject([{ action: 'change', resource: 'Scaling' }]);
    expect(touched()).toEqual([]);
  });

  test('a destroy deletes the stack as it is', async () => {
    const stack = updateRollbackFailed();
    testAws().objects.all.forEach((object) => delete object.attributes['deletion_protection.enabled']);
    await destroyStack(requesting({ isProtected: false, synthesized: changed }).request);

    expect(stack.status).toBe('DELETE_COMPLETE');
    expect(touched()).not.toContain('ContinueUpdateRollback');
  });
});
