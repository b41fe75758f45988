import { TestRefusal } from '../../test-aws/query-protocol';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { deployStack } from './deploy-stack';
import { describeStack, type DescribedStack, withCloudFormation } from './described-stack';
import { outcomeOf } from './stack-outcome';
import { changed, current, deployed, failing, requesting, stackName } from './test-service-stack';

useTestAws();

describe('the message of a failure says what happened', () => {
  const denied = new TestRefusal('AccessDenied', 'User: test is not authorized to perform it', 403);

  test.each([
    ['aws', 'CreateChangeSet'],
    ['emulator', 'CreateStack'],
  ] as const)('on %s a refused %s starts nothing', async (target, action) => {
    testAws().cloudFormation.refusals[action] = denied;

    const { message, next } = await failing({ target });
    expect(message).toMatch(/not authorized to perform it\nNothing was begun\.$/);
    expect(next).toBe('correct the cause and run the same command again');
  });

  test('a refused update starts nothing, whatever the events of an earlier update say', async () => {
    const stack = deployed();
    stack.become('UPDATE_IN_PROGRESS', 'User Initiated');
    stack.become('UPDATE_ROLLBACK_COMPLETE');
    testAws().cloudFormation.refusals['UpdateStack'] = denied;

    expect((await failing({ target: 'emulator', synthesized: changed })).message).toMatch(
      /Nothing was begun\.$/,
    );
  });

  test('a change set that is not executed starts nothing and does not block the next deploy', async () => {
    const { cloudFormation } = testAws();
    cloudFormation.refusals['ExecuteChangeSet'] = denied;
    expect((await failing()).message).toMatch(/Nothing was begun\.$/);
    expect(current()?.status).toBe('REVIEW_IN_PROGRESS');

    delete cloudFormation.refusals['ExecuteChangeSet'];
    await deployStack(requesting().request);
    expect(current()?.status).toBe('CREATE_COMPLETE');
  });

  test.each(['aws', 'emulator'] as const)('on %s a creation that was rolled back', async (target) => {
    testAws().cloudFormation.faults['AccessLogs'] = { create: 'The bucket name is taken' };

    const { message, next } = await failing({ target });
    expect(message).toBe(
      [
        'CloudFormation failed on app-platform/service@primary:',
        '  AccessLogs: The bucket name is taken',
        'CloudFormation has removed what it had created.',
      ].join('\n'),
    );
    expect(next).toContain('it makes the stack anew');
  });

  test('a creation that could not be rolled back', async () => {
    testAws().cloudFormation.faults['Service'] = { create: 'no listener' };

    const { message, next } = await failing();
    expect(message).toMatch(
      / {2}Service: no listener\nCloudFormation could not remove all of what it had created\.\n {2}Balancer: Load balancer .* deletion protection is enabled/,
    );
    expect(next).toContain('protected resources and filled buckets included');

    testAws().cloudFormation.faults['Service'] = {};
    await deployStack(requesting().request);
    expect(current()?.status).toBe('CREATE_COMPLETE');
  });

  test.each([
    ['was rolled back', undefined, /^CloudFormation has put the stack back as it was\.$/m],
    [
      'could not be rolled back',
      'Rate exceeded',
      /^CloudFormation could not put the stack back as it was\.\n {2}Scaling: Rate exceeded$/m,
    ],
  ])('an update that %s', async (_, rollback, outcome) => {
    deployed();
    testAws().cloudFormation.faults['Scaling'] = { update: 'Max is too high', ...(rollback && { rollback }) };

    const { message } = await failing({ synthesized: changed });
    expect(message).toMatch(/\n {2}Scaling: Max is too high\n/);
    expect(message).toMatch(outcome);
  });

  test('if CloudFormation cannot be asked, only the message of the toolkit is reported', async () => {
    const { cloudFormation } = testAws();
    cloudFormation.refusals['CreateStack'] = denied;
    const { request } = requesting({ target: 'emulator' });
    const approve = () => {
      cloudFormation.refusals['DescribeStacks'] = denied;
    };

    await expect(deployStack({ ...request, approve })).rejects.toMatchObject({
      code: 'CloudFormationFailed',
      message: expect.not.stringMatching(/begun|rolled back/),
      next: 'correct the cause and run the same command again',
    });
  });
});

describe('the outcome of a stack depends on its status', () => {
  const site = { region: 'us-east-1', name: stackName };
  const described = () =>
    withCloudFormation('us-east-1', (client) => describeStack(client, stackName)) as Promise<DescribedStack>;
  const nothingBegun = {
    outcome: 'Nothing was begun.',
    next: 'correct the cause and run the same command again',
    causes: [],
    inRollback: [],
  };

  test.each([
    ['CREATE_FAILED', 'CloudFormation has left what it had created.', /removes what is left and makes/],
    ['UPDATE_FAILED', /has left the stack as it is, in the middle of the update\.$/, /put the stack back$/],
    [
      'UPDATE_ROLLBACK_FAILED',
      'CloudFormation could not put the stack back as it was.',
      /put the stack back$/,
    ],
    ['DELETE_FAILED', 'CloudFormation has deleted what it could.', /continues with the rest$/],
    [
      'RECONSIDER_FAILED',
      'CloudFormation has left the stack RECONSIDER_FAILED.',
      /run the same command again$/,
    ],
    [
      'UPDATE_IN_PROGRESS',
      'CloudFormation is still at work (UPDATE_IN_PROGRESS).',
      'run the same command again: it waits for CloudFormation and continues from there',
    ],
  ])('%s', async (status, outcome, next) => {
    const stack = deployed();
    const before = await described();
    stack.become(status);

    expect(await outcomeOf(site, before, false)).toMatchObject({
      outcome: typeof outcome === 'string' ? outcome : expect.stringMatching(outcome),
      next: typeof next === 'string' ? next : expect.stringMatching(next),
    });
  });

  test('an unchanged stack means that nothing was started, unless an event was seen', async () => {
    deployed().become('UPDATE_ROLLBACK_COMPLETE');
    const before = await described();

    expect(await outcomeOf(site, before, false)).toEqual(nothingBegun);
    expect((await outcomeOf(site, before, true)).outcome).toMatch(/has put the stack back as it was/);
  });

  test('an update with the same end as the one before is recognized by its time', async () => {
    deployed().become('UPDATE_ROLLBACK_COMPLETE');
    const before = await described();
    const earlier = { ...before, stack: { ...before.stack, LastUpdatedTime: new Date(0) } };
    const later = { ...before, stack: { ...before.stack, LastUpdatedTime: new Date(1) } };

    expect(await outcomeOf(site, earlier, false)).toEqual(nothingBegun);
    expect((await outcomeOf(site, later, false)).outcome).toMatch(/has put the stack back as it was/);
  });

  test('a new stack was started, although an earlier one of its name ended the same way', async () => {
    testAws().cloudFormation.left(stackName, (stack) => stack.become('ROLLBACK_COMPLETE'));

    expect((await outcomeOf(site, undefined, false)).outcome).toMatch(/has removed what it had created/);
  });

  test('without a stack, nothing was started', async () => {
    expect(await outcomeOf(site, undefined, true)).toEqual(nothingBegun);
  });
});
