import { TestRefusal } from '../../test-aws/query-protocol';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { liftProtections } from './stack-protections';

useTestAws();

const resource = (ResourceType: string, PhysicalResourceId: string) => ({
  LogicalResourceId: 'One',
  ResourceType,
  PhysicalResourceId,
  LastUpdatedTimestamp: undefined,
  ResourceStatus: undefined,
});

/** Lifts the protections of resources, and returns the reported names. */
async function lifted(...resources: ReturnType<typeof resource>[]): Promise<string[]> {
  const told: string[] = [];
  await liftProtections('us-east-1', resources, (name) => told.push(name));
  return told;
}

test.each([
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'deletion_protection.enabled'],
  ['AWS::RDS::DBInstance', 'DeletionProtection'],
  ['AWS::RDS::DBCluster', 'DeletionProtection'],
  ['AWS::RDS::GlobalCluster', 'DeletionProtection'],
])('a %s can be deleted afterwards', async (type, attribute) => {
  const object = testAws().objects.put(type, 'it');
  object.attributes[attribute] = 'true';

  expect(await lifted(resource(type, 'it'))).toEqual([`One (${type})`]);
  expect(object.attributes[attribute]).toBe('false');
});

test('a type without a deletion protection is skipped', async () => {
  expect(await lifted(resource('AWS::SQS::Queue', 'url'))).toEqual([]);
});

test('a missing resource is skipped, and the next one follows', async () => {
  const type = 'AWS::RDS::DBCluster';
  const object = testAws().objects.put(type, 'there');

  expect(await lifted(resource(type, 'gone'), resource(type, 'there'))).toHaveLength(2);
  expect(object.attributes['DeletionProtection']).toBe('false');
});

test('a refusal of AWS is reported', async () => {
  const { objects } = testAws();
  jest.spyOn(objects, 'find').mockImplementation(() => {
    throw new TestRefusal('AccessDenied', 'not authorized', 403);
  });

  await expect(lifted(resource('AWS::RDS::DBCluster', 'it'))).rejects.toMatchObject({ name: 'AccessDenied' });
});
