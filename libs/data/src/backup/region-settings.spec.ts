import { one } from '@bulkhead/cdktf/testing';
import { terraformWith } from '../testing';
import { RegionSettings } from './region-settings';

const terraform = terraformWith((stack) => {
  new RegionSettings(stack, 'region');
});
const settings = one(terraform, 'aws_backup_region_settings');

test.each(['Aurora', 'RDS', 'EFS', 'S3'])('P3.8: the region is opted in to %s', (type) => {
  expect(settings['resource_type_opt_in_preference']).toMatchObject({ [type]: true });
});

test('P3.8: no other type is opted in or out, now or by a later deploy', () => {
  expect(Object.keys(settings['resource_type_opt_in_preference'] as object)).toHaveLength(4);
  expect(settings['lifecycle']).toEqual({
    ignore_changes: ['resource_type_opt_in_preference', 'resource_type_management_preference'],
  });
});

test('a new type has to be sent once, so the address changes with the types', () => {
  const [address] = Object.keys(terraform.resource['aws_backup_region_settings'] ?? {});
  expect(address).toMatch(/^region_aurora-rds-efs-s3_/);
});
