import { parseEnvironment, productionOf } from '@bulkhead/config';
import { contract, parameter, parseManifest } from '@bulkhead/contracts';
import { appPages, type House } from './app-pages';

const stack = (over: object) => ({ engine: 'cdktf', regions: ['primary'], ...over });
const manifest = (name: string, owner: string, stacks: object) =>
  parseManifest({ name, metadata: { owner, stacks } }, `apps/${name}/project.json`) ?? fail();
function fail(): never {
  throw new Error('no manifest');
}

const house: House = {
  apps: [
    manifest('network', '@acme/network', { vpc: stack({ publishes: ['network'] }) }),
    manifest('dr-region', '@acme/resilience', {
      network: stack({ regions: ['dr'], publishes: ['network'] }),
      replication: stack({ consumes: ['network@dr?'], follows: ['database'] }),
    }),
    manifest('database', '@acme/data', {
      relational: stack({ engine: 'cdk', consumes: ['network'], publishes: ['database?'] }),
    }),
  ],
  contracts: new Map([['network', contract('network', { vpcId: parameter(/vpc-.*/, 'Id of the | VPC') })]]),
  presets: new Map([
    ['saas', parseEnvironment(productionOf('saas'), 'saas')],
    ['patient-data', parseEnvironment(productionOf('patient-data'), 'patient-data')],
  ]),
  isThere: (path) => !path.startsWith('libs/contracts/src/dr-region'),
};
const pageOf = (app: string) =>
  appPages(house).find(({ file }) => file === `docs/reference/apps/${app}.md`)?.text ?? fail();

test('a page names the owner of the app and links its settings, contracts and runbook', () => {
  const text = pageOf('network');

  expect(text).toContain('| Owner | `@acme/network` |');
  expect(text).toContain('[reference](../settings/network.md)');
  expect(text).toContain('[libs/contracts/src/network](../../../libs/contracts/src/network)');
  expect(text).toContain('[apps/network/README.md](../../../apps/network/README.md)');
  expect(pageOf('dr-region')).not.toContain('libs/contracts/src/dr-region');
});

test('each stack is listed with its engine, regions and presets', () => {
  expect(pageOf('network')).toContain('| `vpc` | CDKTF | `primary` | all |');
  expect(pageOf('database')).toContain('| `relational` | AWS CDK | `primary` | all |');
  expect(pageOf('dr-region')).toContain('| `network` | CDKTF | `dr` | `patient-data` |');
});

test('a contract lists as readers the stacks of its region and the stacks that name its region', () => {
  expect(pageOf('network')).toContain(
    '### `network`, of `vpc`\n\nRead by [database](database.md) `relational`.',
  );
  expect(pageOf('dr-region')).toContain(
    '### `network`, of `network`\n\nRead by [dr-region](dr-region.md) `replication`.',
  );
  expect(pageOf('network')).toContain('| `vpcId` | Id of the \\| VPC |');
});

test('each contract that a stack reads is listed with its publisher in that region', () => {
  expect(pageOf('database')).toContain(
    '| `relational` | `network` | [network](network.md) `vpc` (primary) |',
  );
  expect(pageOf('dr-region')).toContain(
    '| `replication` | `network@dr`, if the environment has it | [dr-region](dr-region.md) `network` (dr) |',
  );
  expect(pageOf('network')).toContain('## What it reads\n\nNothing.');
});

test('the page says which contracts are optional and which have no reader', () => {
  expect(pageOf('database')).toContain('In environments that have it. No stack of the repository reads it.');
});

test('contracts that a stack only follows have a table of their own', () => {
  expect(pageOf('dr-region')).toContain(
    '| `replication` | `database` | [database](database.md) `relational` (primary) |',
  );
  expect(pageOf('database')).not.toContain('is deployed after these');
});
