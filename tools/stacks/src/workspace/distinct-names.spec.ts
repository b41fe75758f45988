import { requireDistinctNames } from './distinct-names';
import { testInstance } from './test-instances';

const refused = (...ids: [id: string, region?: string][]) => {
  const instances = ids.map(([id, region]) => testInstance(id, region === undefined ? {} : { region }));
  try {
    requireDistinctNames(instances);
    return undefined;
  } catch (error) {
    return error as { code: string; message: string; next: string };
  }
};

test('stacks with names of their own pass, in each region of theirs', () => {
  expect(
    refused(
      ['messaging/queue@primary', 'us-east-1'],
      ['messaging/queue@dr', 'us-west-2'],
      ['messaging/queue-archive@primary', 'us-east-1'],
      ['messaging/archive@primary', 'us-east-1'],
      ['archive/queue@primary', 'us-east-1'],
    ),
  ).toBeUndefined();
});

test.each(['us-east-1', 'us-west-2'])(
  'two apps whose stacks have one name are refused, here in %s',
  (region) => {
    expect(
      refused(['messaging/queue-archive@primary', 'us-east-1'], ['messaging-queue/archive@primary', region]),
    ).toMatchObject({
      code: 'SameStackName',
      message:
        'messaging/queue-archive@primary and messaging-queue/archive@primary would have the same names in AWS, which are made of messaging-queue-archive.',
      next: 'rename one of them: the stack in apps/messaging-queue/project.json, or its app',
    });
  },
);

test('a stack of two roles is refused where both are one region', () => {
  expect(refused(['edge/zone@primary', 'us-east-1'], ['edge/zone@global', 'us-east-1'])).toMatchObject({
    code: 'SameStackName',
    message:
      'edge/zone@primary and edge/zone@global are both in us-east-1, where they would have the same names.',
    next: expect.stringContaining(
      'leave one of the roles primary and global out of "regions" of zone in apps/edge/project.json',
    ),
  });
});

test('a third role does not hide that two are one region', () => {
  expect(
    refused(
      ['edge/zone@primary', 'us-east-1'],
      ['edge/zone@dr', 'us-west-2'],
      ['edge/zone@global', 'us-east-1'],
    ),
  ).toMatchObject({ code: 'SameStackName' });
});
