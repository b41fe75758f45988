import { append, change, rename, replace } from '../change';

const flowLogs = 'libs/network/src/flow-logs.ts';
const regionalNetwork = 'libs/network/src/regional-network.ts';

/** Edits that do not change the output. */
export const refactorings = [
  change('a local variable renamed', rename(regionalNetwork, 'publicTier', 'publicSubnets')),
  change(
    'an exported function renamed',
    rename(regionalNetwork, 'flowLogGroupName', 'nameOfFlowLogGroup'),
    rename(flowLogs, 'flowLogGroupName', 'nameOfFlowLogGroup'),
  ),
  change(
    'a constant extracted',
    replace(flowLogs, 'maxAggregationInterval: 60,', 'maxAggregationInterval: aggregationSeconds,'),
    append(flowLogs, '\nconst aggregationSeconds = 60;'),
  ),
  change(
    'a function extracted',
    replace(
      'libs/data/src/relational/cluster-instances.ts',
      'Math.min(index, lastPromotionTier)',
      'tierOf(index)',
    ),
    append(
      'libs/data/src/relational/cluster-instances.ts',
      '\nfunction tierOf(index: number): number {\n  return Math.min(index, lastPromotionTier);\n}',
    ),
  ),
  change(
    'two properties swapped in CDK',
    replace(
      'apps/app-platform/src/constructs/ecs/ecs-service.ts',
      "{ launchType: 'FARGATE', platformVersion: 'LATEST' }",
      "{ platformVersion: 'LATEST', launchType: 'FARGATE' }",
    ),
  ),
  change(
    'two properties swapped in CDKTF',
    replace(
      'libs/data/src/relational/safekeeping.ts',
      '    storageEncrypted: true,\n    kmsKeyId: keyArn,\n',
      '    kmsKeyId: keyArn,\n    storageEncrypted: true,\n',
    ),
  ),
  change(
    'two constructs made in another order',
    replace(
      regionalNetwork,
      "    new IsolatedRouting(this, 'isolated-routing', { nameScope, vpcId, subnets: isolatedTier.subnets });\n",
      '',
    ),
    replace(
      regionalNetwork,
      '    const { key } = new EncryptionKey(',
      "    new IsolatedRouting(this, 'isolated-routing', { nameScope, vpcId, subnets: isolatedTier.subnets });\n    const { key } = new EncryptionKey(",
    ),
  ),
  change(
    'the keys of a policy statement swapped',
    replace(
      flowLogs,
      "        Sid: 'WriteFlowLogs',\n        Effect: 'Allow',\n",
      "        Effect: 'Allow',\n        Sid: 'WriteFlowLogs',\n",
    ),
  ),
  change(
    'the keys of every trust policy swapped',
    replace(
      'libs/iam-policies/src/assumed-by-service.ts',
      "        Effect: 'Allow',\n        Principal: { Service: service },\n",
      "        Principal: { Service: service },\n        Effect: 'Allow',\n",
    ),
  ),
  change(
    'an expression written differently',
    replace(
      'libs/data/src/relational/postgresql.ts',
      "engineVersion.slice(0, engineVersion.indexOf('.'))",
      "engineVersion.replace(/\\..*/, '')",
    ),
  ),
  change(
    'a variable renamed in the code that makes every name',
    rename('libs/naming/src/name-of.ts', 'wanted', 'requested'),
  ),
  change(
    'a template written differently in the address plan',
    replace('libs/config/src/regions/region-plan.ts', '`${network}.0.0/16`', "network + '.0.0/16'"),
  ),
  change(
    'the tags listed in another order',
    replace(
      'libs/tagging/src/tags.ts',
      "  app: 'bulkhead:app',\n  stack: 'bulkhead:stack',\n",
      "  stack: 'bulkhead:stack',\n  app: 'bulkhead:app',\n",
    ),
  ),
];
