import fc from 'fast-check';
import { resourcesOf, type Terraform } from '@bulkhead/cdktf/testing';
import { relationalOf } from './testing';

interface Size {
  /** Letters of the zones, in the order of the configuration. */
  readonly zones: string;
  readonly instances: number;
}

/** The database of an environment in us-east-1, the region with the most zones. */
function databaseOf({ zones, instances }: Size): Terraform {
  const availabilityZones = [...zones].map((letter, index) => ({
    name: `us-east-1${letter}`,
    public: `10.0.${1 + index}.0/24`,
    private: `10.0.${11 + index}.0/24`,
    isolated: `10.0.${21 + index}.0/24`,
  }));
  const primary = { name: 'us-east-1', cidr: '10.0.0.0/16', availabilityZones };
  return relationalOf('saas', {
    relational: { instances },
    environment: { regions: { primary } },
  });
}

const instancesOf = (terraform: Terraform) => terraform.resource['aws_rds_cluster_instance'] ?? {};
const letters = fc.integer({ min: 2, max: 6 }).map((count) => 'abcdef'.slice(0, count));
const instances = fc.integer({ min: 2, max: 8 });

test('P1.2, P3.3: more zones, more instances or both do not change an existing instance', () => {
  fc.assert(
    fc.property(
      fc.record({ zones: letters, instances }),
      fc.record({ zones: letters, instances }),
      (one, other) => {
        const [fewer, more] = [Math.min, Math.max].map((bound) => ({
          zones: 'abcdef'.slice(0, bound(one.zones.length, other.zones.length)),
          instances: bound(one.instances, other.instances),
        })) as [Size, Size];

        expect(instancesOf(databaseOf(more))).toMatchObject(instancesOf(databaseOf(fewer)));
      },
    ),
    { numRuns: 20 },
  );
});

test('P1.2, P3.3: for any number of zones and instances, at least two instances are in different zones', () => {
  fc.assert(
    fc.property(letters, instances, (zones, count) => {
      const named = Object.values(instancesOf(databaseOf({ zones, instances: count }))).flatMap(
        (instance) => instance['availability_zone'] ?? [],
      );

      expect(named).toEqual(['us-east-1a', 'us-east-1b']);
    }),
    { numRuns: 10 },
  );
});

test('another order of the zones moves no instance: Terraform ignores changes of the zone', () => {
  for (const instance of resourcesOf(
    databaseOf({ zones: 'cab', instances: 3 }),
    'aws_rds_cluster_instance',
  )) {
    expect(instance['lifecycle']).toEqual({ ignore_changes: ['availability_zone'] });
  }
});

test.each([
  ['ab', 2],
  ['abc', 3],
  ['abcdef', 3],
])('of the zones %s, Aurora gets the first %i for its storage', (zones, count) => {
  const [subnetIds] = resourcesOf(databaseOf({ zones, instances: 2 }), 'aws_db_subnet_group').map(
    (group) => group['subnet_ids'] as string[],
  );

  expect(subnetIds).toEqual(
    Array.from({ length: count }, (_, index) =>
      expect.stringMatching(new RegExp(`isolatedSubnetIds\\S*\\), ${index}\\)\\}$`)),
    ),
  );
});
