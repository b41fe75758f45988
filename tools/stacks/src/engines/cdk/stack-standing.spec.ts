import { Refusal } from '@bulkhead/errors';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { type TestStack } from '../../test-aws/test-stack';
import { deployStack } from './deploy-stack';
import { destroyStack } from './destroy-stack';
import { templateChanges } from './template-changes';
import { body, failing, requesting, stackName, template, touched } from './test-service-stack';

useTestAws();
jest.setTimeout(60_000);

describe('a stack that may hold something', () => {
  test.each<[string, (stack: TestStack) => void]>([
    [
      'DELETE_FAILED after it was complete',
      (stack) => {
        stack.create(body);
        stack.become('DELETE_FAILED', 'The following resource(s) failed to delete: [Balancer].');
      },
    ],
    [
      'ROLLBACK_FAILED, and its events are kept no longer',
      (stack) => {
        stack.create(body);
        stack.become('ROLLBACK_FAILED');
        stack.events.splice(0);
      },
    ],
    [
      'IMPORT_ROLLBACK_FAILED',
      (stack) => {
        stack.create(body);
        stack.become('IMPORT_ROLLBACK_FAILED');
      },
    ],
    [
      'DELETE_FAILED after an import',
      (stack) => {
        stack.become('REVIEW_IN_PROGRESS');
        stack.become('IMPORT_IN_PROGRESS');
        stack.become('DELETE_FAILED');
      },
    ],
    ['in a status of the future', (stack) => stack.become('RECONSIDER_FAILED')],
  ])('%s: a deploy is refused, a diff says so, nothing is touched', async (_, make) => {
    const left = testAws().cloudFormation.left(stackName, make);
    const { status } = left;

    const refusal = await failing();
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      code: 'StackBroken',
      message: expect.stringContaining(`(${status})`),
      next: expect.stringContaining('npx nx run app-platform:deploy -c qa --stack=service --role=primary'),
    });
    const diff = await templateChanges(requesting().request);
    expect(diff.wouldRefuse).toContain('StackBroken');
    expect(diff.forewarning).toMatch(/a deploy is refused$/);
    expect([left.status, touched()]).toEqual([status, []]);
  });

  test.each([
    [
      'DELETE_FAILED',
      'delete-stack --region us-east-1 --stack-name qa-service --deletion-mode FORCE_DELETE_STACK',
    ],
    ['CREATE_FAILED', 'update-termination-protection --region us-east-1 --stack-name qa-service --no-enable'],
    [
      'ROLLBACK_FAILED',
      'update-termination-protection --region us-east-1 --stack-name qa-service --no-enable',
    ],
    ['IMPORT_ROLLBACK_FAILED', 'AWS Support can'],
  ])('in a protected environment a person is told how to decide: %s', async (status, remedy) => {
    testAws().cloudFormation.left(stackName, (stack) => {
      stack.become('CREATE_COMPLETE');
      stack.become(status, 'The following resource(s) failed');
    });

    const { message, next } = await failing();
    expect(message).toContain('The following resource(s) failed');
    expect(next).toContain(remedy);
    expect(next).not.toContain('destroy');
  });

  test('the remedy of an environment that is not protected heals: destroy, then deploy', async () => {
    const { cloudFormation } = testAws();
    cloudFormation.faults['Service'] = { delete: 'Draining' };
    const left = cloudFormation.left(stackName, (stack) => {
      stack.create(JSON.stringify({ Resources: { Service: template.Resources?.['Service'] } }));
      stack.delete();
    });
    expect(left.status).toBe('DELETE_FAILED');
    const way = {
      isProtected: false,
      synthesized: { Resources: { Service: { Type: 'AWS::ECS::Service' } } },
    };
    expect((await failing(way)).next).toBe(
      'npx nx run app-platform:destroy -c qa --stack=service --role=primary, then: npx nx run app-platform:deploy -c qa --stack=service --role=primary',
    );

    await expect(destroyStack(requesting(way).request)).rejects.toMatchObject({
      code: 'CloudFormationFailed',
      message: expect.stringMatching(/Service: Draining\nCloudFormation has deleted what it could/),
      next: expect.stringContaining('goes on with what is left'),
    });
    delete cloudFormation.faults['Service'];
    expect(await destroyStack(requesting(way).request)).toMatchObject({ destroyed: 1 });
    expect(await deployStack(requesting(way).request)).toMatchObject({ added: 1 });
  });
});

test('the remedy names the environment as the user named it', async () => {
  testAws().cloudFormation.left(stackName, (stack) => {
    stack.become('CREATE_COMPLETE');
    stack.become('DELETE_FAILED');
  });
  const request = {
    ...requesting({ isProtected: false }).request,
    environmentOption: '--environment=envs/qa.json',
  };
  const named = '--environment=envs/qa.json --stack=service --role=primary';

  await expect(deployStack(request)).rejects.toMatchObject({
    next: `npx nx run app-platform:destroy ${named}, then: npx nx run app-platform:deploy ${named}`,
  });
});

test('a stack that is not there has nothing to destroy', async () => {
  expect(await destroyStack(requesting({ isProtected: false }).request)).toEqual({
    added: 0,
    changed: 0,
    destroyed: 0,
  });
  expect(touched()).toEqual([]);
});
