import { quietHours } from './quiet-hours';

/** Minutes from Sunday, or from midnight, as UTC. */
const minutes = (time: string) => {
  const [hours = 0, rest = 0] = (time.match(/\d+/g) ?? []).map(Number);
  return hours * 60 + rest;
};
const range = (window: string) => window.split('-').map(minutes) as [number, number];

test.each([
  ['us-east-1', -5],
  ['us-west-2', -8],
  ['sa-east-1', -3],
  ['eu-central-1', 1],
  ['eu-west-1', 0],
  ['me-central-1', 4],
  ['ap-southeast-1', 8],
  ['ap-southeast-2', 10],
])('in %s it is night, between 22 and 6 o’clock, %i hours from UTC', (region, offset) => {
  for (const window of Object.values(quietHours(region))) {
    for (const minute of range(window)) {
      const local = (minute / 60 + offset + 24) % 24;
      expect(local >= 22 || local <= 6.5).toBe(true);
    }
  }
});

test.each(['us-east-1', 'eu-west-1', 'ap-southeast-1'])(
  'in %s backup and maintenance have an hour each, enough for AWS, and do not overlap',
  (region) => {
    const hours = quietHours(region);
    const [[backupFrom, backupTo], [maintenanceFrom, maintenanceTo]] = [
      range(hours.backup),
      range(hours.maintenance),
    ];
    expect(backupTo - backupFrom).toBe(60);
    expect(maintenanceTo - maintenanceFrom).toBe(60);
    expect(backupTo).toBeLessThanOrEqual(maintenanceFrom);
  },
);
