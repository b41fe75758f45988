import { testAws, useTestAws } from '../../test-aws/test-aws';
import { type TestTemplate } from '../../test-aws/test-stack';
import { deployStack } from './deploy-stack';
import { destroyStack } from './destroy-stack';
import { current, failing, requesting, stackName, tags, template } from './test-service-stack';

useTestAws();

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
  /** A creation that was rolled back and kept its retained resources. */
  const rolledBack = (of: TestTemplate) => {
    const { cloudFormation } = testAws();
    cloudFormation.faults['Last'] = { create: 'no' };
    const left = cloudFormation.left(stackName, (stack) => stack.create(JSON.stringify(of)));
    delete cloudFormation.faults['Last'];
    expect(left.status).toBe('ROLLBACK_COMPLETE');
    return left;
  };
  const kept = () => testAws().objects.find('AWS::S3::Bucket', 'qa-kept');

  test('an empty leftover is deleted', async () => {
    const synthesized = retained({});
    const left = rolledBack(synthesized);
    await deployStack(requesting({ synthesized }).request);

    expect(current()?.status).toBe('CREATE_COMPLETE');
    expect(kept()?.tags['aws:cloudformation:stack-id']).toBe(current()?.id);
    expect(current()?.id).not.toBe(left.id);
  });

  test('a leftover that is not empty stops the deploy until it is deleted', async () => {
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

  test.each([
    ['AWS::S3::Bucket', { BucketName: 'qa-kept', Tags: tags }],
    ['AWS::Logs::LogGroup', { LogGroupName: '/qa/kept', Tags: tags }],
    ['AWS::SQS::Queue', { QueueName: 'qa-kept', Tags: tags }],
  ])('a %s that somebody has deleted meanwhile is in nobody’s way', async (Type, Properties) => {
    const { objects } = testAws();
    const synthesized = retained({ Type, Properties });
    rolledBack(synthesized);
    for (const object of objects.all.filter(({ type, id }) => type === Type && /kept/.test(id)))
      objects.remove(object);
    // A name with the same beginning belongs to something else.
    objects.put('AWS::Logs::LogGroup', '/qa/kept/more');
    await deployStack(requesting({ synthesized }).request);

    expect(current()?.status).toBe('CREATE_COMPLETE');
  });

  test('a resource without the tags of the stack is not deleted', async () => {
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
  ])('a %s is deleted only if it is empty', async (Type, Properties, id) => {
    const synthesized = retained({ Type, Properties });
    rolledBack(synthesized);
    const left = testAws().objects.find(Type, id);
    left?.contents.push({ key: 'a', version: '1', isMarker: false });

    expect(await failing({ synthesized })).toMatchObject({ code: 'LeftoverInTheWay' });
    left?.contents.splice(0);
    await deployStack(requesting({ synthesized }).request);
    expect(current()?.status).toBe('CREATE_COMPLETE');
  });

  test('a resource whose name CloudFormation generated stays', async () => {
    const synthesized = retained({ Properties: { Tags: tags } });
    rolledBack(synthesized);
    const { request, lines } = requesting({ synthesized });
    await deployStack(request);

    expect(lines.find((line) => line.startsWith('Kept'))).toMatch(
      /stays, as its deletion policy says \(Retain\)/,
    );
    expect(testAws().objects.all.filter(({ id }) => id.startsWith('Kept-'))).toHaveLength(2);
  });

  test('a key with RetainExceptOnCreate is deleted, although CloudFormation generated its name', async () => {
    const { cloudFormation, objects } = testAws();
    const synthesized: TestTemplate = {
      Resources: {
        Key: { Type: 'AWS::KMS::Key', DeletionPolicy: 'RetainExceptOnCreate', Properties: { Tags: tags } },
        Balancer: template.Resources?.['Balancer'] ?? { Type: 'none' },
        Last: { Type: 'AWS::SNS::Topic' },
      },
    };
    cloudFormation.faults['Last'] = { create: 'no' };
    // The rollback does not delete the key, and the later deletion is not part of a creation.
    cloudFormation.faults['Key'] = { delete: 'Access denied' };
    cloudFormation.left(stackName, (stack) => stack.create(JSON.stringify(synthesized)));
    cloudFormation.faults['Last'] = cloudFormation.faults['Key'] = {};
    await deployStack(requesting({ synthesized }).request);

    const states = objects.all
      .filter(({ type }) => type === 'AWS::KMS::Key')
      .map(({ attributes }) => attributes['state']);
    expect(states).toEqual(['PendingDeletion', undefined]);
  });

  test('a destroy also deletes the leftovers', async () => {
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

  test('a leftover of an unknown type is named', async () => {
    const synthesized = retained({ Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'qa-kept' } });
    rolledBack(synthesized);

    expect(await failing({ synthesized })).toMatchObject({
      message: expect.stringContaining('Kept (AWS::DynamoDB::Table qa-kept)'),
    });
  });

  test('the retained resources of a complete stack are kept, and a first deploy does not look for leftovers', async () => {
    const { cloudFormation } = testAws();
    const synthesized = retained({});
    cloudFormation.left(stackName, (stack) => {
      stack.create(JSON.stringify(synthesized));
      stack.delete();
    });
    const next: TestTemplate = { Resources: { Last: { Type: 'AWS::SNS::Topic' } } };
    await deployStack(requesting({ isProtected: false, synthesized: next }).request);
    expect(kept()).toBeDefined();

    cloudFormation.stack(stackName)?.delete();
    cloudFormation.calls.splice(0);
    await deployStack(
      requesting({ synthesized: { Resources: { Other: { Type: 'AWS::SNS::Topic' } } }, unfinished: false })
        .request,
    );
    expect(cloudFormation.calls).not.toContain('ListStacks');
  });
});
