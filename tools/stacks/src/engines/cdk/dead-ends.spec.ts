import { parseEnvironment } from '@bulkhead/config';
import { Refusal } from '@bulkhead/errors';
import { testAssembly } from '../../test-aws/test-assembly';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { TestRefusal } from '../../test-aws/query-protocol';
import { type TestStack, type TestTemplate } from '../../test-aws/test-stack';

import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { deployStack } from './deploy-stack';
import { destroyStack } from './destroy-stack';
import { templateChanges } from './template-changes';

useTestAws();
jest.setTimeout(60_000);

const name = 'qa-service';
const tags = [
  { Key: 'bulkhead:environment', Value: 'qa' },
  { Key: 'bulkhead:app', Value: 'app-platform' },
  { Key: 'bulkhead:stack', Value: 'service' },
];

/** What the service stack of a protected environment has that stands in the way of a rollback. */
const template: TestTemplate = {
  Resources: {
    LogGroup: {
      Type: 'AWS::Logs::LogGroup',
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { LogGroupName: '/bulkhead/qa/service', Tags: tags },
    },
    AccessLogs: {
      Type: 'AWS::S3::Bucket',
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { BucketName: 'qa-access-logs', Tags: tags },
    },
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: {
        Name: 'qa',
        LoadBalancerAttributes: [
          { Key: 'access_logs.s3.bucket', Value: { Ref: 'AccessLogs' } },
          { Key: 'deletion_protection.enabled', Value: 'true' },
        ],
      },
    },
    Service: { Type: 'AWS::ECS::Service', Properties: { LoadBalancers: [{ Ref: 'Balancer' }] } },
    Scaling: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget' },
  },
};
const body = JSON.stringify(template);

interface Way {
  readonly target?: 'aws' | 'emulator';
  readonly isProtected?: boolean;
  readonly unfinished?: boolean;
  readonly signal?: AbortSignal;
  readonly synthesized?: TestTemplate;
}

/** A request with a cloud assembly of one stack, and what it is told. */
function requesting(way: Way = {}): { request: EngineRequest; lines: string[] } {
  const { target = 'aws', isProtected = true, unfinished = true, signal, synthesized = template } = way;
  const lines: string[] = [];
  const directory = testAssembly(name, synthesized, isProtected);
  const settings = { name: 'qa', preset: 'saas', account: '123456789012', protected: isProtected, target };
  return {
    lines,
    request: {
      workspaceRoot: directory,
      environment: parseEnvironment(settings, 'qa.json'),
      instance: testInstance('app-platform/service@primary', { engine: 'cdk' }),
      synthesized: { name, directory, template: 'service.template.json' },
      signal: signal ?? new AbortController().signal,
      unfinished,
      progress: (line: string) => lines.push(line),
    } as unknown as EngineRequest,
  };
}

/** What a run before left: its creation was refused one resource, and could not be rolled back. */
function rollbackFailed(): TestStack {
  const { cloudFormation } = testAws();
  cloudFormation.faults['Service'] = {
    create: 'Invalid request: The target group has no listener (HandlerErrorCode: InvalidRequest)',
  };
  const stack = cloudFormation.left(name, (left) => {
    left.terminationProtection = true;
    left.create(body);
  });
  delete cloudFormation.faults['Service'];
  expect(stack.status).toBe('ROLLBACK_FAILED');
  return stack;
}

const deployed = (): TestStack =>
  testAws().cloudFormation.left(name, (stack) => {
    stack.create(body);
  });
const current = () => testAws().cloudFormation.stack(name);

test.each(['aws', 'emulator'] as const)(
  'on %s a first creation is a creation, and no more',
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

/** Runs a deploy that is to fail, and returns what it failed with. */
const failing = async (way: Way = {}) => {
  const { request } = requesting(way);
  return deployStack(request).then(
    () => {
      throw new Error('it was deployed');
    },
    (error: { code: string; message: string; next: string }) => error,
  );
};
const changed: TestTemplate = {
  Resources: {
    ...template.Resources,
    Scaling: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { MaxCapacity: 9 } },
  },
};
const touching = /^(Delete|Update|Create|Execute|Continue|Rollback)/;
const touched = () => testAws().cloudFormation.calls.filter((action) => touching.test(action));

describe('a stack that never came into being', () => {
  const leave = (make: (stack: TestStack) => void) =>
    testAws().cloudFormation.left(name, (stack) => {
      stack.terminationProtection = true;
      make(stack);
    });

  test.each<[string, () => TestStack]>([
    ['REVIEW_IN_PROGRESS', () => leave((stack) => stack.become('REVIEW_IN_PROGRESS'))],
    [
      'ROLLBACK_COMPLETE',
      () => {
        testAws().cloudFormation.faults['LogGroup'] = { create: 'no' };
        const stack = leave((left) => left.create(body));
        delete testAws().cloudFormation.faults['LogGroup'];
        return stack;
      },
    ],
    [
      'CREATE_FAILED',
      () =>
        leave((stack) => {
          stack.create(body);
          stack.events.splice(1);
          stack.become('CREATE_FAILED');
        }),
    ],
    [
      'DELETE_FAILED',
      () => {
        const stack = rollbackFailed();
        stack.terminationProtection = false;
        stack.delete();
        return stack;
      },
    ],
  ])('%s: it is deleted and made anew', async (status, make) => {
    const left = make();
    expect(left.status).toBe(status);
    const { request, lines } = requesting();

    expect(await deployStack(request)).toMatchObject({ added: 5 });
    expect([left.status, current()?.status]).toEqual(['DELETE_COMPLETE', 'CREATE_COMPLETE']);
    expect(lines[0]).toContain(`never came into being (${status}`);
  });

  test('its own buckets are emptied where they keep it from being deleted, and no other', async () => {
    const { cloudFormation, objects } = testAws();
    const foreign = objects.put('AWS::S3::Bucket', 'of-somebody-else');
    foreign.contents.push({ key: 'a', version: '1', isMarker: false });
    const mine: TestTemplate = {
      Resources: {
        Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'qa-mine' } },
        Last: { Type: 'AWS::SNS::Topic' },
      },
    };
    cloudFormation.faults['Last'] = { create: 'no' };
    cloudFormation.left(name, (stack) => {
      const put = objects.create.bind(objects);
      objects.create = (...of) => {
        const id = put(...of);
        objects
          .find('AWS::S3::Bucket', id)
          ?.contents.push(
            { key: 'b', version: '1', isMarker: false },
            { key: 'b', version: '2', isMarker: true },
          );
        return id;
      };
      stack.create(JSON.stringify(mine));
      objects.create = put;
    });
    delete cloudFormation.faults['Last'];
    const { request, lines } = requesting({ synthesized: mine });
    await deployStack(request);

    expect(lines).toEqual(
      expect.arrayContaining(['qa-mine: 2 versions of objects deleted', 'deletes the stack again']),
    );
    expect(foreign.contents).toHaveLength(1);
    expect(current()?.status).toBe('CREATE_COMPLETE');
  });

  test('protections of databases are lifted too', async () => {
    const { cloudFormation } = testAws();
    const databases: TestTemplate = {
      Resources: {
        Global: {
          Type: 'AWS::RDS::GlobalCluster',
          Properties: { GlobalClusterIdentifier: 'g', DeletionProtection: true },
        },
        Cluster: {
          Type: 'AWS::RDS::DBCluster',
          Properties: { DBClusterIdentifier: 'c', DeletionProtection: true },
        },
        Instance: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { DBInstanceIdentifier: 'i', DeletionProtection: true },
        },
        Last: { Type: 'AWS::SNS::Topic' },
      },
    };
    cloudFormation.faults['Last'] = { create: 'no' };
    const left = cloudFormation.left(name, (stack) => stack.create(JSON.stringify(databases)));
    delete cloudFormation.faults['Last'];
    expect(left.status).toBe('ROLLBACK_FAILED');
    await deployStack(requesting({ synthesized: databases }).request);

    expect(current()?.status).toBe('CREATE_COMPLETE');
  });

  test('what CloudFormation still cannot delete is named, with its reason and how to give up on it', async () => {
    const left = rollbackFailed();
    testAws().cloudFormation.faults['Balancer'] = { delete: 'It is in use by an endpoint service' };

    expect(await failing()).toMatchObject({
      code: 'StackNotRemoved',
      message: expect.stringContaining('Balancer: It is in use by an endpoint service'),
      next: expect.stringContaining(
        'delete-stack --region us-east-1 --stack-name qa-service --retain-resources Balancer',
      ),
    });
    expect(left.status).toBe('DELETE_FAILED');

    delete testAws().cloudFormation.faults['Balancer'];
    await deployStack(requesting().request);
    expect(current()?.status).toBe('CREATE_COMPLETE');
  });

  test.each(['approve', 'reviewed'])('nothing is removed where the deploy is refused (%s)', async (how) => {
    const left = rollbackFailed();
    const refusal = new Refusal('StatefulDestruction', 'no');
    const { request } = requesting();
    const terms =
      how === 'approve'
        ? {
            approve: () => {
              throw refusal;
            },
          }
        : { reviewed: { file: '', deployed: 'something else' } };

    await expect(deployStack({ ...request, ...terms })).rejects.toBeInstanceOf(Refusal);
    expect([left.status, touched()]).toEqual(['ROLLBACK_FAILED', []]);
  });

  test('a diff says so, and shows every resource as new', async () => {
    rollbackFailed();
    const { changes, forewarning, wouldRefuse } = await templateChanges(requesting().request);

    expect(changes.map(({ action }) => action)).toEqual(Array<string>(5).fill('add'));
    expect(forewarning).toBe(
      'it never came into being (ROLLBACK_FAILED): a deploy deletes what is left of it and makes it anew',
    );
    expect([wouldRefuse, touched()]).toEqual([undefined, []]);
  });

  test('a destroy removes it with its protections', async () => {
    const left = rollbackFailed();

    expect(await destroyStack(requesting({ isProtected: false }).request)).toMatchObject({ destroyed: 2 });
    expect([left.status, current()]).toEqual(['DELETE_COMPLETE', undefined]);
    expect(testAws().objects.find('AWS::S3::Bucket', 'qa-access-logs')).toBeUndefined();
  });

  test('one that the emulator gave up on is made anew', async () => {
    const left = leave((stack) => stack.become('CREATE_IN_PROGRESS'));
    jest.spyOn(Date, 'now').mockReturnValueOnce(Date.now() - 120_000);
    await deployStack(requesting({ target: 'emulator' }).request);

    expect([left.status, current()?.status]).toEqual(['DELETE_COMPLETE', 'CREATE_COMPLETE']);
  });
});

describe('what a failed creation left under a fixed name', () => {
  const retained = (over: object): TestTemplate => ({
    Resources: {
      Kept: {
        Type: 'AWS::S3::Bucket',
        DeletionPolicy: 'Retain',
        Properties: { BucketName: 'qa-kept', Tags: tags },
        ...over,
      },
      Last: { Type: 'AWS::SNS::Topic' },
    },
  });
  /** A creation that was rolled back and kept what was to be retained. */
  const rolledBack = (of: TestTemplate) => {
    const { cloudFormation } = testAws();
    cloudFormation.faults['Last'] = { create: 'no' };
    const left = cloudFormation.left(name, (stack) => stack.create(JSON.stringify(of)));
    delete cloudFormation.faults['Last'];
    expect(left.status).toBe('ROLLBACK_COMPLETE');
    return left;
  };
  const kept = () => testAws().objects.find('AWS::S3::Bucket', 'qa-kept');

  test('it is deleted where it is empty', async () => {
    const synthesized = retained({});
    const left = rolledBack(synthesized);
    await deployStack(requesting({ synthesized }).request);

    expect(current()?.status).toBe('CREATE_COMPLETE');
    expect(kept()?.tags['aws:cloudformation:stack-id']).toBe(current()?.id);
    expect(current()?.id).not.toBe(left.id);
  });

  test('where it is not, the deploy stops and names it, until it is gone', async () => {
    const synthesized = retained({});
    rolledBack(synthesized);
    kept()?.contents.push({ key: 'a', version: '1', isMarker: false });

    for (const time of ['the first time', 'with the stack gone']) {
      expect([time, await failing({ synthesized })]).toMatchObject([
        time,
        {
          code: 'LeftoverInTheWay',
          message: expect.stringMatching(/Kept .*qa-kept.*not empty.*aws s3 rb s3:\/\/qa-kept --force/),
        },
      ]);
    }
    expect([kept()?.contents.length, current()]).toEqual([1, undefined]);

    kept()?.contents.splice(0);
    await deployStack(requesting({ synthesized }).request);
    expect(current()?.status).toBe('CREATE_COMPLETE');
  });

  test('what does not carry the tags of the stack is not deleted', async () => {
    const synthesized = retained({});
    rolledBack(synthesized);
    const bucket = kept();
    for (const key of Object.keys(bucket?.tags ?? {})) delete bucket?.tags[key];

    expect(await failing({ synthesized })).toMatchObject({
      code: 'LeftoverInTheWay',
      message: expect.stringContaining('does not carry the tags of the stack'),
    });
    expect(kept()).toBeDefined();
  });

  test.each([
    ['AWS::Logs::LogGroup', { LogGroupName: '/qa/kept', Tags: tags }, '/qa/kept'],
    [
      'AWS::SQS::Queue',
      { QueueName: 'qa-kept', Tags: tags },
      'https://sqs.us-east-1.amazonaws.com/123456789012/qa-kept',
    ],
  ])('a %s goes where it is empty only', async (Type, Properties, id) => {
    const synthesized = retained({ Type, Properties });
    rolledBack(synthesized);
    const left = testAws().objects.find(Type, id);
    left?.contents.push({ key: 'a', version: '1', isMarker: false });

    expect(await failing({ synthesized })).toMatchObject({ code: 'LeftoverInTheWay' });
    left?.contents.splice(0);
    await deployStack(requesting({ synthesized }).request);
    expect(current()?.status).toBe('CREATE_COMPLETE');
  });

  test('what CloudFormation has named is in nobody’s way and stays', async () => {
    const synthesized = retained({ Properties: { Tags: tags } });
    rolledBack(synthesized);
    const { request, lines } = requesting({ synthesized });
    await deployStack(request);

    expect(lines.find((line) => line.startsWith('Kept'))).toMatch(
      /stays, as its deletion policy says \(Retain\)/,
    );
    expect(testAws().objects.all.filter(({ id }) => id.startsWith('Kept-'))).toHaveLength(2);
  });

  test('what only a failed creation may take goes even where CloudFormation has named it: a key', async () => {
    const { cloudFormation, objects } = testAws();
    const synthesized: TestTemplate = {
      Resources: {
        Key: { Type: 'AWS::KMS::Key', DeletionPolicy: 'RetainExceptOnCreate', Properties: { Tags: tags } },
        Balancer: template.Resources?.['Balancer'] ?? { Type: 'none' },
        Last: { Type: 'AWS::SNS::Topic' },
      },
    };
    cloudFormation.faults['Last'] = { create: 'no' };
    // It is not deleted in the rollback, and the deletion that comes later is none of a creation.
    cloudFormation.faults['Key'] = { delete: 'Access denied' };
    cloudFormation.left(name, (stack) => stack.create(JSON.stringify(synthesized)));
    cloudFormation.faults['Last'] = cloudFormation.faults['Key'] = {};
    await deployStack(requesting({ synthesized }).request);

    const states = objects.all
      .filter(({ type }) => type === 'AWS::KMS::Key')
      .map(({ attributes }) => attributes['state']);
    expect(states).toEqual(['PendingDeletion', undefined]);
  });

  test('a destroy goes on with it too', async () => {
    const synthesized = retained({});
    rolledBack(synthesized);
    kept()?.contents.push({ key: 'a', version: '1', isMarker: false });
    const way = { isProtected: false, synthesized };

    for (let time = 0; time < 2; time++)
      await expect(destroyStack(requesting(way).request)).rejects.toMatchObject({ code: 'LeftoverInTheWay' });
    kept()?.contents.splice(0);
    await destroyStack(requesting(way).request);
    expect(kept()).toBeUndefined();
  });

  test('a type that nothing is known of is named', async () => {
    const synthesized = retained({ Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'qa-kept' } });
    rolledBack(synthesized);

    expect(await failing({ synthesized })).toMatchObject({
      message: expect.stringContaining('Kept (AWS::DynamoDB::Table qa-kept)'),
    });
  });

  test('what a stack that was complete has retained is kept, and a first deploy does not look for any', async () => {
    const { cloudFormation } = testAws();
    const synthesized = retained({});
    cloudFormation.left(name, (stack) => {
      stack.create(JSON.stringify(synthesized));
      stack.delete();
    });
    const next: TestTemplate = { Resources: { Last: { Type: 'AWS::SNS::Topic' } } };
    await deployStack(requesting({ isProtected: false, synthesized: next }).request);
    expect(kept()).toBeDefined();

    cloudFormation.stack(name)?.delete();
    cloudFormation.calls.splice(0);
    await deployStack(
      requesting({ synthesized: { Resources: { Other: { Type: 'AWS::SNS::Topic' } } }, unfinished: false })
        .request,
    );
    expect(cloudFormation.calls).not.toContain('ListStacks');
  });
});

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
    const left = testAws().cloudFormation.left(name, make);
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

  test('the remedy of an environment that is not protected heals: destroy, then deploy', async () => {
    const { cloudFormation } = testAws();
    cloudFormation.faults['Service'] = { delete: 'Draining' };
    const left = cloudFormation.left(name, (stack) => {
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
    'on %s its rollback is gone on with, and the update made',
    async (target) => {
      const stack = updateRollbackFailed();
      testAws().cloudFormation.faults['Scaling'] = {};
      const { request, lines } = requesting({ target, isProtected: false, synthesized: changed });

      expect(await deployStack(request)).toEqual({ added: 0, changed: 1, destroyed: 0 });
      expect(stack.status).toBe('UPDATE_COMPLETE');
      expect(lines[0]).toMatch(/put app-platform\/service@primary back .*\(UPDATE_ROLLBACK_FAILED\)/);
    },
  );

  test('a rollback that fails again is tried once, and named with the command that skips it', async () => {
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

  test('one that was begun without a rollback is rolled back, and made', async () => {
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

  test('how it ends decides: a rollback that fails meanwhile is made anew', async () => {
    const left = rollbackFailed();
    testAws().cloudFormation.atWork(left, 'ROLLBACK_IN_PROGRESS', 2, () => undefined);
    await deployStack(requesting({ target: 'emulator' }).request);

    expect([left.status, current()?.status]).toEqual(['DELETE_COMPLETE', 'CREATE_COMPLETE']);
  });

  test('the wait for what the tool has begun itself ends with the run', async () => {
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

describe('what is said of a failure is what happened', () => {
  const denied = new TestRefusal('AccessDenied', 'User: test is not authorized to perform it', 403);

  test.each([
    ['aws', 'CreateChangeSet'],
    ['emulator', 'CreateStack'],
  ] as const)('on %s a refused %s has begun nothing', async (target, action) => {
    testAws().cloudFormation.refusals[action] = denied;

    const { message, next } = await failing({ target });
    expect(message).toMatch(/not authorized to perform it\nNothing was begun\.$/);
    expect(next).toBe('correct the cause and run the same command again');
  });

  test('an update that is refused has begun nothing, whatever an earlier one has left in the events', async () => {
    const stack = deployed();
    stack.become('UPDATE_IN_PROGRESS', 'User Initiated');
    stack.become('UPDATE_ROLLBACK_COMPLETE');
    testAws().cloudFormation.refusals['UpdateStack'] = denied;

    expect((await failing({ target: 'emulator', synthesized: changed })).message).toMatch(
      /Nothing was begun\.$/,
    );
  });

  test('a change set that is not executed has begun nothing, and is not in the way', async () => {
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

  test('where CloudFormation cannot be asked, what the toolkit says is told and nothing is claimed', async () => {
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

test('a stack that is not there has nothing to destroy', async () => {
  expect(await destroyStack(requesting({ isProtected: false }).request)).toEqual({
    added: 0,
    changed: 0,
    destroyed: 0,
  });
  expect(touched()).toEqual([]);
});
