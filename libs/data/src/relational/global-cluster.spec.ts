import { one } from '@bulkhead/cdktf/testing';
import { terraformWith } from '../testing';
import { GlobalCluster } from './global-cluster';

const globalOf = (isProtected = true) =>
  one(
    terraformWith((stack, nameScope) => {
      new GlobalCluster(stack, 'global', { nameScope, engineVersion: '16.13', isProtected });
    }),
    'aws_rds_global_cluster',
  );

describe('P1.2, P2.12, P3.3: the global database', () => {
  test('is encrypted Aurora PostgreSQL, under the name that secondaries join', () => {
    expect(globalOf()).toMatchObject({
      global_cluster_identifier: 'bulkhead-test-relational-global',
      engine: 'aurora-postgresql',
      storage_encrypted: true,
    });
  });

  test('pitfall 5: has the version of all of its clusters', () => {
    expect(globalOf()['engine_version']).toBe('16.13');
  });

  test('names no database: the name would force a replacement', () => {
    expect(globalOf()).not.toHaveProperty('database_name');
  });

  test.each([true, false])(
    'P4.6: with `isProtected: %s`, AWS and Terraform keep or delete it',
    (isProtected) => {
      expect(globalOf(isProtected)).toMatchObject({
        deletion_protection: isProtected,
        lifecycle: { prevent_destroy: isProtected },
      });
    },
  );
});
