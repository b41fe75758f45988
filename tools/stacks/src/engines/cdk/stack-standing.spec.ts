import { Refusal } from '@bulkhead/errors';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { type TestStack } from '../../test-aws/test-stack';
import { deployStack } from './deploy-stack';
import { describeStack, withCloudFormation } from './described-stack';
import { destroyStack } from './destroy-stack';
import { type StackSite } from './stack-site';
import { brokenStack, forewarningOf, type StackStanding, standingOf } from './stack-standing';
import { waysOf } from './stack-ways';
import { templateChanges } from './template-changes';
import { body, failing, requesting, stackName, template, touched } from './test-service-stack';

useTestAws();

/** The standing of the stack. */
const standing = () =>
  withCloudFormation('us-east-1', async (client) =>
    standingOf(client, await describeStack(client, stackName)),
  );

describe('a stack that may hold resources', () => {
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
    ['in an unknown, newer status', (stack) => stack.become('RECONSIDER_FAILED')],
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

  test('in an unprotected environment, destroy and then deploy repairs the stack', async () => {
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
      next: expect.stringContaining('continues with the rest'),
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

describe('the message about a stack depends on its status', () => {
  const site = {
    region: 'us-east-1',
    name: stackName,
    label: 'app-platform/service@primary',
    environment: { name: 'qa', protected: true },
  } as StackSite;
  const inStatus = (status: string, reason?: string): StackStanding => ({
    stack: {
      id: 'arn',
      status,
      stack: { StackStatusReason: reason } as NonNullable<StackStanding['stack']>['stack'],
    },
    ways: waysOf(status),
    neverCreated: false,
  });

  test.each([
    ['CREATE_COMPLETE', undefined],
    ['DELETE_COMPLETE', undefined],
    [
      'ROLLBACK_COMPLETE',
      'it never came into being (ROLLBACK_COMPLETE): a deploy deletes what is left of it and makes it anew',
    ],
    [
      'UPDATE_ROLLBACK_FAILED',
      'it failed to be updated, and could not be rolled back (UPDATE_ROLLBACK_FAILED): a deploy first lets CloudFormation put it back as it was',
    ],
    [
      'UPDATE_FAILED',
      'it failed to be updated, and was not rolled back (UPDATE_FAILED): a deploy first lets CloudFormation put it back as it was',
    ],
    [
      'UPDATE_IN_PROGRESS',
      'it is being updated (UPDATE_IN_PROGRESS): a deploy waits for that, and how it ends decides what is to be done',
    ],
    [
      'IMPORT_ROLLBACK_FAILED',
      'it failed to import resources, and could not be put back (IMPORT_ROLLBACK_FAILED): a deploy is refused',
    ],
  ])('%s: the forewarning of a deploy is %s', (status, forewarning) => {
    expect(forewarningOf(inStatus(status))).toBe(forewarning);
  });

  test('a missing stack has no forewarning', () => {
    expect(forewarningOf({ ways: waysOf('UPDATE_FAILED'), neverCreated: false })).toBeUndefined();
  });

  test.each([
    [
      'DELETE_FAILED',
      /aws cloudformation list-stack-resources .*; .* delete-stack .*--deletion-mode FORCE_DELETE_STACK/,
    ],
    [
      'ROLLBACK_FAILED',
      /where none of it is in use: .*--no-enable-termination-protection, then: .* delete-stack/,
    ],
    [
      'ROLLBACK_COMPLETE',
      /where none of it is in use: .*--no-enable-termination-protection, then: .* delete-stack/,
    ],
    [
      'CREATE_FAILED',
      /where none of it is in use: .*--no-enable-termination-protection, then: .* delete-stack/,
    ],
    [
      'REVIEW_IN_PROGRESS',
      /where none of it is in use: .*--no-enable-termination-protection, then: .* delete-stack/,
    ],
    ['IMPORT_ROLLBACK_FAILED', /describe-stack-events .* names the cause; .* AWS Support can/],
    ['RECONSIDER_FAILED', /describe-stack-events .* names the cause; .* AWS Support can/],
  ])('%s, in a protected environment: a person decides', (status, remedy) => {
    const { next } = brokenStack(site, inStatus(status));

    expect(next).toMatch(remedy);
    expect(next).toMatch(/then: npx nx run app-platform:deploy -c qa --stack=service --role=primary$/);
  });

  test("CloudFormation's reason is reported if there is one", () => {
    expect(brokenStack(site, inStatus('DELETE_FAILED', 'in use')).message).toMatch(
      /failed to be deleted \(DELETE_FAILED\), .* Nothing was touched\.\n {2}in use$/,
    );
    expect(brokenStack(site, inStatus('DELETE_FAILED')).message).toMatch(/Nothing was touched\.$/);
  });
});

test.each<[string, string, boolean]>([
  ['its events prove it', 'ROLLBACK_FAILED', true],
  ['it was rolled back, and no resource is left', 'ROLLBACK_COMPLETE', false],
  ['only its name exists, and no resource is left', 'REVIEW_IN_PROGRESS', false],
])('a stack was never created if %s', async (_, status, hasEvents) => {
  const left = testAws().cloudFormation.left(stackName, (stack) => {
    stack.become('CREATE_IN_PROGRESS');
    stack.become(status);
  });
  if (!hasEvents) left.events.splice(0);

  expect(await standing()).toMatchObject({ neverCreated: true, ways: { deploy: 'make-anew' } });
});

test.each<[string, (stack: TestStack) => void]>([
  ['ROLLBACK_COMPLETE with something left', (stack) => stack.create(body)],
  ['CREATE_FAILED without events', () => undefined],
])('a stack does not count as never created if it is %s', async (named, make) => {
  const left = testAws().cloudFormation.left(stackName, (stack) => {
    make(stack);
    stack.become(named.split(' ')[0] ?? '');
  });
  left.events.splice(0);

  expect(await standing()).toMatchObject({
    neverCreated: false,
    ways: { deploy: 'refuse', drift: 'broken' },
  });
});

test('a complete stack does not count as never created, and its events are not read', async () => {
  testAws().cloudFormation.left(stackName, (stack) => stack.create(body));

  expect(await standing()).toMatchObject({ neverCreated: false, ways: { deploy: 'update' } });
  expect(testAws().cloudFormation.calls).not.toContain('DescribeStackEvents');
});

test('a missing stack has nothing to destroy', async () => {
  expect(await destroyStack(requesting({ isProtected: false }).request)).toEqual({
    added: 0,
    changed: 0,
    destroyed: 0,
  });
  expect(touched()).toEqual([]);
});
