import { one } from '@bulkhead/cdktf/testing';
import { terraformWith } from '../testing';
import { DatabasePlacement } from './database-placement';

const terraform = terraformWith((stack, nameScope) => {
  new DatabasePlacement(stack, 'placement', {
    nameScope,
    vpcId: 'vpc-1',
    subnetIds: ['subnet-1', 'subnet-2'],
  });
});

describe('P5.3: the place of the database', () => {
  test('is in the given subnets', () => {
    expect(one(terraform, 'aws_db_subnet_group')).toMatchObject({
      name: 'bulkhead-test-relational',
      subnet_ids: ['subnet-1', 'subnet-2'],
    });
  });

  test('is behind a security group of the VPC without a rule, in either direction', () => {
    const group = one(terraform, 'aws_security_group');
    expect(group).toMatchObject({ name: 'bulkhead-test-relational', vpc_id: 'vpc-1' });
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
  });

  test('P3.9: leaves each rule to the client that needs it', () => {
    expect(Object.keys(terraform.resource).filter((type) => type.includes('security_group'))).toEqual([
      'aws_security_group',
    ]);
  });
});
