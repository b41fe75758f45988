import { Refusal } from '@bulkhead/errors';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { type TestStack, type TestTemplate } from '../../test-aws/test-stack';
import { deployStack } from './deploy-stack';
import { destroyStack } from './destroy-stack';
import { templateChanges } from './template-changes';
import { body, current, failing, requesting, rollbackFailed, stackName, touched } from './test-service-stack';

useTestAws();

describe('a stack that never came into being', () => {
  const leave = (make: (stack: TestStack) => void) =>
    testAws().cloudFormation.left(stackName, (stack) => {
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

  test('only the stack’s own buckets that prevent its deletion are emptied', async () => {
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
    cloudFormation.left(stackName, (stack) => {
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

  test('a bucket that cannot be deleted for another reason is not emptied', async () => {
    const { cloudFormation, objects } = testAws();
    const mine: TestTemplate = {
      Resources: {
        Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'qa-mine' } },
        Last: { Type: 'AWS::SNS::Topic' },
      },
    };
    cloudFormation.faults['Last'] = { create: 'no' };
    cloudFormation.faults['Bucket'] = { delete: 'Access Denied (Service: S3, Status Code: 403)' };
    cloudFormation.left(stackName, (stack) => stack.create(JSON.stringify(mine)));
    objects.find('AWS::S3::Bucket', 'qa-mine')?.contents.push({ key: 'a', version: '1', isMarker: false });

    expect(await failing({ synthesized: mine })).toMatchObject({ code: 'StackNotRemoved' });
    expect(objects.find('AWS::S3::Bucket', 'qa-mine')?.contents).toHaveLength(1);
  });

  test('a missing protection is not lifted', async () => {
    const { cloudFormation } = testAws();
    const synthesized: TestTemplate = { Resources: { Last: { Type: 'AWS::SNS::Topic' } } };
    cloudFormation.left(stackName, (stack) => stack.become('REVIEW_IN_PROGRESS'));
    await deployStack(requesting({ isProtected: false, synthesized }).request);

    expect(touched()).toEqual(['DeleteStack', 'CreateChangeSet', 'ExecuteChangeSet']);
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
    const left = cloudFormation.left(stackName, (stack) => stack.create(JSON.stringify(databases)));
    delete cloudFormation.faults['Last'];
    expect(left.status).toBe('ROLLBACK_FAILED');
    await deployStack(requesting({ synthesized: databases }).request);

    expect(current()?.status).toBe('CREATE_COMPLETE');
  });

  test('a resource that CloudFormation still cannot delete is named with the reason and the command that retains it', async () => {
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

  test('if CloudFormation names no such resource, no retain command is printed', async () => {
    const left = leave((stack) => stack.become('REVIEW_IN_PROGRESS'));
    left.delete = () => left.become('DELETE_FAILED', 'Access denied for the execution role');
    const { next } = await failing();

    expect(next).toBe('correct the cause and run the same command again; it continues with the rest');
  });

  test.each(['approve', 'reviewed'])('nothing is removed if the deploy is refused (%s)', async (how) => {
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

  test('a diff says that it never came into being, and shows every resource as new', async () => {
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

  test('a stack that the emulator gave up is made anew', async () => {
    const left = leave((stack) => stack.become('CREATE_IN_PROGRESS'));
    jest.spyOn(Date, 'now').mockReturnValueOnce(Date.now() - 120_000);
    await deployStack(requesting({ target: 'emulator' }).request);

    expect([left.status, current()?.status]).toEqual(['DELETE_COMPLETE', 'CREATE_COMPLETE']);
  });
});
