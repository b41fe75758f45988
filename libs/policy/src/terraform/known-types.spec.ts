import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mappings } from './mappings';
import { dataSources } from './mappings/data-sources';

const workspaceRoot = join(__dirname, '..', '..', '..', '..');

/**
 * Terraform types of the provider classes that the code of a folder imports. Specs are left out: they deploy nothing.
 */
function typesUsedIn(folder: string): string[] {
  const files = readdirSync(join(workspaceRoot, folder), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => /[\\/]src[\\/].*(?<!\.spec)\.ts$/.test(file));
  const imports = sources.flatMap((file) => {
    const text = readFileSync(join(workspaceRoot, folder, file), 'utf8');
    return [...text.matchAll(/'@cdktf\/provider-aws\/lib\/([a-z0-9-]+)'/g)].map(([, module = '']) => module);
  });
  return [...new Set(imports)].filter((module) => module !== 'provider').sort();
}

const used = [...typesUsedIn('apps'), ...typesUsedIn('libs')];

test('the constructs of the workspace are found', () => {
  expect(used).toEqual(expect.arrayContaining(['vpc', 'rds-cluster', 'data-aws-ssm-parameter']));
});

test.each(used)('%s, which a construct of the workspace uses, is mapped', (module) => {
  const type = module.replaceAll('-', '_');

  if (type.startsWith('data_')) expect(Object.keys(dataSources)).toContain(type.replace('data_', ''));
  else expect(Object.keys(mappings)).toContain(`aws_${type}`);
});
