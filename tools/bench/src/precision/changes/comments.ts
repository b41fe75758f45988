import { append, change, comment, replace } from '../change';

export const comments = [
  change(
    'a comment in a CDKTF stack',
    comment('apps/database/src/relational-stack.ts', '    if (settings.proxy) {'),
  ),
  change(
    'a comment in a construct of the database',
    comment('libs/data/src/relational/safekeeping.ts', '    storageEncrypted: true,'),
  ),
  change(
    'a comment in a CDK construct',
    comment('apps/app-platform/src/constructs/ecs/task-definition.ts', '    readonlyRootFilesystem: true,'),
  ),
  change(
    'other words in a doc comment',
    replace(
      'libs/data/src/relational/cluster-instances.ts',
      'The last tier that Aurora considers for a failover.',
      'Nothing is promoted after this one.',
    ),
  ),
  change('a comment in the names', comment('libs/naming/src/name-of.ts', '  const parts = [')),
  change(
    'a comment in the environment',
    comment('libs/config/src/environments/local.ts', 'export const environment'),
  ),
  change('a comment in a contract', comment('libs/contracts/src/network/network.ts', '  vpcCidr:')),
  change('a comment in the CDKTF adapter', append('libs/cdktf/src/publish.ts', '// Nothing follows.')),
  change('a comment in the CDK adapter', append('libs/cdk/src/consume.ts', '// Nothing follows.')),
  change('a comment in the stacks tool', append('tools/stacks/src/run/output.ts', '// Nothing follows.')),
];
