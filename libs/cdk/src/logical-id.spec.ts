import { logicalId } from './logical-id';

test.each([
  [['Publish', 'network', 'vpcId'], 'PublishNetworkVpcId'],
  [['Consume', 'app-platform', 'logGroupName'], 'ConsumeAppPlatformLogGroupName'],
])('%j is %s', (words, id) => {
  expect(logicalId(...words)).toBe(id);
});
