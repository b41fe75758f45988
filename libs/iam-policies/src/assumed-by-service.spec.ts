import { assumedByService } from './assumed-by-service';

test('a service is trusted only for resources of the account', () => {
  const policy = assumedByService({
    sid: 'Tasks',
    service: 'ecs-tasks.amazonaws.com',
    account: '123456789012',
    sourceArns: 'arn:aws:ecs:us-east-1:123456789012:*',
  });

  expect(policy.Statement).toEqual([
    {
      Sid: 'Tasks',
      Effect: 'Allow',
      Principal: { Service: 'ecs-tasks.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:us-east-1:123456789012:*' },
      },
    },
  ]);
});
