import { configurationWaits } from './configuration-waits';

const cluster = (over: object = {}) => ({
  aws_rds_cluster: { main: { engine: 'aurora-postgresql', ...over } },
});
const instance = (over: object = {}) => ({
  aws_rds_cluster_instance: { writer: { cluster_identifier: '${aws_rds_cluster.main.id}', ...over } },
});

test.each<[string, object, number, number]>([
  ['nothing', {}, 0, 0],
  ['a resource without timeouts', cluster(), 0, 0],
  ['minutes', cluster({ timeouts: { create: '120m' } }), 120, 0],
  ['hours and minutes', cluster({ timeouts: { create: '1h30m' } }), 90, 0],
  ['seconds', cluster({ timeouts: { create: '90s' } }), 1.5, 0],
  ['a block as CDKTF writes it', cluster({ timeouts: [{ create: '120m' }] }), 120, 0],
  ['the longer of a creation and an update', cluster({ timeouts: { create: '30m', update: '80m' } }), 80, 0],
  [
    'a replacement, which destroys and creates',
    cluster({ timeouts: { create: '30m', delete: '20m' } }),
    50,
    20,
  ],
  ['no duration', cluster({ timeouts: { create: '${var.minutes}' } }), 0, 0],
  ['capacity of a group', { aws_autoscaling_group: { app: { wait_for_capacity_timeout: '20m' } } }, 20, 0],
  [
    'one after the other, by a reference',
    { ...cluster({ timeouts: { create: '120m' } }), ...instance({ timeouts: { create: '90m' } }) },
    210,
    0,
  ],
  [
    'one after the other, by depends_on',
    {
      ...cluster({ timeouts: { create: '120m' } }),
      aws_backup_plan: { daily: { depends_on: ['aws_rds_cluster.main'], timeouts: { create: '10m' } } },
    },
    130,
    0,
  ],
  [
    'side by side',
    {
      ...cluster({ timeouts: { create: '60m' } }),
      aws_efs_file_system: { main: { timeouts: { create: '70m' } } },
    },
    70,
    0,
  ],
])('%s', (_, resource, deployed, destroyed) => {
  const configuration = { resource } as Parameters<typeof configurationWaits>[0];

  expect(configurationWaits(configuration, 'deploy')).toBe(deployed);
  expect(configurationWaits(configuration, 'destroy')).toBe(destroyed);
});
