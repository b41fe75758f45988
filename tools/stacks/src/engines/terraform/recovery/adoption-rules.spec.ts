import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { adoptionRules, filledIn, type NamedRule } from './adoption-rules';

const root = join(__dirname, '../../../../../..');
const providerFolder = join(dirname(require.resolve('@cdktf/provider-aws/package.json')), 'lib');

/** Terraform types of the provider classes that apps and libs import. */
function typesInUse(): string[] {
  const projects = ['apps', 'libs'].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name) => join(root, kind, name, 'src')),
  );
  const sources = projects.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const classes = sources
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/@cdktf\/provider-aws\/lib\/([\w-]+)/g)])
    .map(([, name = '']) => name)
    .filter((name) => name !== 'provider' && !name.startsWith('data-aws-'));
  return [...new Set(classes)].sort().map((name) => {
    const [, type] =
      /tfResourceType = "(\w+)"/.exec(readFileSync(join(providerFolder, name, 'index.js'), 'utf8')) ?? [];
    return type ?? name;
  });
}

test('every type of the stacks has a rule', () => {
  const types = typesInUse();

  expect(types).toContain('aws_vpc');
  expect(types.length).toBeGreaterThan(20);
  expect(types.filter((type) => !(type in adoptionRules))).toEqual([]);
});

const namedRules = Object.entries(adoptionRules).filter(
  (entry): entry is [string, NamedRule] => entry[1].by === 'name',
);

test.each(namedRules)('the import id of %s consists of attributes of the type', (type, { importId }) => {
  const folder = type.replace(/^aws_/, '').replace(/_/g, '-');
  const declared = readFileSync(join(providerFolder, folder, 'index.d.ts'), 'utf8');
  const attributes = [...importId.matchAll(/\{([^}]+)\}/g)].flatMap(([, names = '']) => names.split('|'));

  expect(attributes.length).toBeGreaterThan(0);
  for (const attribute of attributes) expect(declared).toContain(`#${attribute} `);
});

test('a rule for a type that is created again, or written into the state, has a reason', () => {
  for (const rule of Object.values(adoptionRules)) if ('reason' in rule) expect(rule.reason).not.toBe('');
});

/** The declaration of a type's class; undefined if its folder has another name. */
function declarationOf(type: string): string {
  const folder = type.replace(/^aws_/, '').replace(/_/g, '-');
  return readFileSync(join(providerFolder, folder, 'index.d.ts'), 'utf8');
}

const imported = Object.entries(adoptionRules).flatMap(([type, rule]) =>
  rule.by === 'tags' || rule.by === 'creation' ? [] : [[type, rule] as const],
);

test.each(imported)(
  'either tags or references prove the owner of %s',
  (type, { references = [], taggedLater }) => {
    const isTagged = /get tagsInput\(/.test(declarationOf(type));

    expect(references.length > 0).toBe(!isTagged || (taggedLater !== undefined && references.length > 0));
    expect(new Set(references).size).toBe(references.length);
  },
);

test.each(imported)('the references of %s are attributes of the type', (type, { references = [] }) => {
  const declared = declarationOf(type);
  const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

  for (const name of references.flatMap((path) => path.split('.')))
    expect(declared).toMatch(new RegExp(`get ${camelCase(name)}\\(`));
});

test('a type that is found by tags gets its tags at its creation', () => {
  for (const [type, { by }] of Object.entries(adoptionRules))
    if (by === 'tags') expect([type, /get tagsInput\(/.test(declarationOf(type))]).toEqual([type, true]);
});

describe('the import id of', () => {
  const idOf = (type: string, planned: Record<string, unknown>) => {
    const rule = adoptionRules[type];
    return rule?.by === 'name' ? filledIn(rule.importId, planned) : undefined;
  };

  // The examples of the section "Import" of each page of the provider's documentation.
  test.each<[string, Record<string, unknown>, string]>([
    [
      'aws_route',
      { route_table_id: 'rtb-656C65616E6F72', destination_cidr_block: '10.42.0.0/16' },
      'rtb-656C65616E6F72_10.42.0.0/16',
    ],
    [
      'aws_route',
      {
        route_table_id: 'rtb-656C65616E6F72',
        destination_cidr_block: '',
        destination_ipv6_cidr_block: '2620:0:2d0:200::8/125',
      },
      'rtb-656C65616E6F72_2620:0:2d0:200::8/125',
    ],
    [
      'aws_route',
      { route_table_id: 'rtb-656C65616E6F72', destination_prefix_list_id: 'pl-0570a1d2d725c16be' },
      'rtb-656C65616E6F72_pl-0570a1d2d725c16be',
    ],
    [
      'aws_route_table_association',
      { subnet_id: 'subnet-6777656e646f6c796e', route_table_id: 'rtb-656c65616e6f72' },
      'subnet-6777656e646f6c796e/rtb-656c65616e6f72',
    ],
    [
      'aws_route_table_association',
      { gateway_id: 'igw-01b3a60780f8d034a', route_table_id: 'rtb-656c65616e6f72' },
      'igw-01b3a60780f8d034a/rtb-656c65616e6f72',
    ],
    [
      'aws_network_acl_rule',
      { network_acl_id: 'acl-7aaabd18', rule_number: 100, protocol: 'tcp', egress: false },
      'acl-7aaabd18:100:tcp:false',
    ],
    [
      'aws_iam_role_policy',
      { role: 'role_of_mypolicy_name', name: 'mypolicy_name' },
      'role_of_mypolicy_name:mypolicy_name',
    ],
    [
      'aws_iam_role_policy_attachment',
      { role: 'test-role', policy_arn: 'arn:aws:iam::xxxxxxxxxxxx:policy/test-policy' },
      'test-role/arn:aws:iam::xxxxxxxxxxxx:policy/test-policy',
    ],
    ['aws_kms_alias', { name: 'alias/my-key-alias' }, 'alias/my-key-alias'],
    ['aws_rds_cluster', { cluster_identifier: 'aurora-prod-cluster' }, 'aurora-prod-cluster'],
  ])('%s with %j', (type, planned, expected) => {
    expect(idOf(type, planned)).toBe(expected);
  });

  test.each([
    ['is missing', {}],
    ['is null', { route_table_id: null }],
    ['is empty', { route_table_id: '' }],
  ])('the id of a route is unknown while the id of its table %s', (_, known) => {
    expect(idOf('aws_route', { destination_cidr_block: '0.0.0.0/0', ...known })).toBeUndefined();
  });
});
