import { testInstance } from '../workspace/test-instances';
import { dot, json, mermaid } from './picture-formats';
import { withPicture } from './picture-in-markdown';
import { pictureOf } from './stack-picture';

const network = testInstance('network/vpc@primary', { publishes: ['network'] });
const database = testInstance('database/relational@primary', {
  consumes: [{ contract: 'network', role: 'primary' }],
  publishes: ['database', 'global-database'],
  engine: 'cdk',
});
const standby = testInstance('dr-region/relational@dr', {
  region: 'us-west-2',
  follows: [{ contract: 'global-database', role: 'primary' }],
});
const all = [standby, network, database];

test('regions, stacks and arrows are in the order of their names, whatever the order of the input', () => {
  expect(pictureOf('qa', all)).toEqual({
    environment: 'qa',
    regions: [
      {
        name: network.region,
        stacks: [
          { id: 'database/relational@primary', engine: 'cdk' },
          { id: 'network/vpc@primary', engine: 'cdktf' },
        ],
      },
      { name: 'us-west-2', stacks: [{ id: 'dr-region/relational@dr', engine: 'cdktf' }] },
    ],
    arrows: [
      { from: 'network/vpc@primary', to: 'database/relational@primary', consumes: ['network'], follows: [] },
      {
        from: 'database/relational@primary',
        to: 'dr-region/relational@dr',
        consumes: [],
        follows: ['global-database'],
      },
    ],
  });
  expect(json(pictureOf('qa', [...all].reverse()))).toBe(json(pictureOf('qa', all)));
});

const since = '2026-11-29T13:40:08.123Z';
const picture = pictureOf(
  'qa',
  all,
  new Map([
    [network, { state: 'deployed', since, commit: 'abc' }],
    [database, { state: 'failed', since }],
    [standby, { state: 'never deployed' }],
  ]),
);

test('Mermaid shows the contracts on the arrows, and what is deployed since when', () => {
  expect(mermaid(picture)).toBe(
    [
      'flowchart LR',
      '  subgraph us_east_1["us-east-1"]',
      '    database_relational_primary["database/relational@primary<br>failed, last deployed 2026-11-29 13:40 UTC"]',
      '    network_vpc_primary["network/vpc@primary<br>deployed 2026-11-29 13:40 UTC"]',
      '  end',
      '  subgraph us_west_2["us-west-2"]',
      '    dr_region_relational_dr["dr-region/relational@dr<br>never deployed"]',
      '  end',
      '  network_vpc_primary -->|network| database_relational_primary',
      '  database_relational_primary -.->|after global-database| dr_region_relational_dr',
      '',
    ].join('\n'),
  );
});

test('Graphviz gets the same', () => {
  expect(dot(picture)).toBe(
    [
      'digraph "qa" {',
      '  rankdir=LR;',
      '  node [shape=box];',
      '  subgraph "cluster_us-east-1" {',
      '    label="us-east-1";',
      '    "database/relational@primary" [label="database/relational@primary\\nfailed, last deployed 2026-11-29 13:40 UTC"];',
      '    "network/vpc@primary" [label="network/vpc@primary\\ndeployed 2026-11-29 13:40 UTC"];',
      '  }',
      '  subgraph "cluster_us-west-2" {',
      '    label="us-west-2";',
      '    "dr-region/relational@dr" [label="dr-region/relational@dr\\nnever deployed"];',
      '  }',
      '  "network/vpc@primary" -> "database/relational@primary" [label="network"];',
      '  "database/relational@primary" -> "dr-region/relational@dr" [label="after global-database", style=dashed];',
      '}',
      '',
    ].join('\n'),
  );
});

test('if nobody looked, the picture says nothing of deploys', () => {
  expect(mermaid(pictureOf('qa', [network]))).toContain('    network_vpc_primary["network/vpc@primary"]\n');
});

describe('in a document', () => {
  const mark = '<!-- npx nx run bulkhead:graph -->';
  const text = `# House\n\n${mark}\n\n\`\`\`mermaid\nold\n\`\`\`\n\nMore.\n`;

  test('the picture replaces the one before, and nothing else changes', () => {
    const once = withPicture(text, mark, 'flowchart LR\n', 'README.md');

    expect(once).toBe(text.replace('old', 'flowchart LR'));
    expect(withPicture(once, mark, 'flowchart LR\n', 'README.md')).toBe(once);
  });

  test.each([
    ['no mark', text.replace(mark, '')],
    ['no block behind it', text.replace('```mermaid', '```')],
  ])('a document with %s is refused', (_, without) => {
    expect(() => withPicture(without, mark, '', 'README.md')).toThrow(
      expect.objectContaining({ code: 'NoPlaceForPicture', next: expect.stringContaining(mark) }),
    );
  });
});
