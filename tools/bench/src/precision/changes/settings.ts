import { change, type Edit, replace } from '../change';

const deployed = 'libs/config/src/environments/local.ts';

/** A setting of the environment that is deployed. */
function local(setting: string): Edit {
  return replace(deployed, "...localVariant('saas'),", `...localVariant('saas'), ${setting},`);
}

/** Settings of an app in the environment that is deployed. */
function localApp(settings: string): Edit {
  return replace(deployed, 'observability: null', `observability: null, ${settings}`);
}

const networkPresets = 'libs/config/src/apps/network/presets.ts';

export const settings = [
  change('how long flow logs are kept', localApp('network: { vpc: { flowLogRetentionDays: 30 } }')),
  change('a second NAT gateway', localApp('network: { vpc: { natGateways: 2 } }')),
  change('how far the database grows', localApp('database: { relational: { capacity: { max: 2 } } }')),
  change('how long backups are kept', localApp('database: { relational: { backupRetentionDays: 14 } }')),
  change('a third instance', localApp('database: { relational: { instances: 3 } }')),
  change('how many containers run', localApp("'app-platform': { service: { desiredCount: 1 } }")),
  change('another image', localApp("'app-platform': { service: { image: 'nginx:1.29.0' } }")),
  change('who pays', local("costCentre: 'research'")),
  change(
    'the current value of a setting, set again',
    localApp("'app-platform': { service: { desiredCount: 2 } }"),
  ),
  change(
    'a preset that the environment starts from',
    replace('libs/config/src/apps/database/presets.ts', 'max: 1 }', 'max: 2 }'),
  ),
  change(
    'a preset whose value the environment has',
    replace(networkPresets, 'natGateways: 1', 'natGateways: 2'),
  ),
  change(
    'a preset that the environment does not start from',
    replace(
      networkPresets,
      "'hipaa-dr': { vpc: { natGateways: 3, flowLogRetentionDays: 365 } }",
      "'hipaa-dr': { vpc: { natGateways: 3, flowLogRetentionDays: 731 } }",
    ),
  ),
  change(
    'another environment',
    replace(
      'libs/config/src/environments/dev.ts',
      "dataClassification: 'internal'",
      "dataClassification: 'public'",
    ),
  ),
  change(
    'the default version of PostgreSQL',
    replace('libs/config/src/apps/database/postgres-versions.ts', "= '16.13';", "= '17.9';"),
  ),
  change(
    'how long a deleted key can be restored',
    replace('libs/encryption/src/encryption-key.ts', 'deletionWindowInDays: 30', 'deletionWindowInDays: 29'),
  ),
  change(
    'which statements the database logs',
    replace(
      'libs/data/src/relational/postgresql-parameters.ts',
      "'log_min_duration_statement', '1000'",
      "'log_min_duration_statement', '2000'",
    ),
  ),
  change(
    'how a deployment of containers proceeds',
    replace(
      'apps/app-platform/src/constructs/ecs/ecs-service.ts',
      'maximumPercent: 200',
      'maximumPercent: 150',
    ),
  ),
  change('who owns an app', replace('apps/database/project.json', '"@acme/data"', '"@acme/storage"')),
  change('the team of an app', replace('apps/database/project.json', '"team:data"', '"team:storage"')),
];
