import { preferredWindows } from './preferred-windows';

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Hours that local time is ahead of UTC, in winter. */
const regions: [string, number][] = [
  ['us-east-1', -5],
  ['us-west-2', -8],
  ['ca-central-1', -5],
  ['sa-east-1', -3],
  ['eu-central-1', 1],
  ['eu-west-1', 0],
  ['ap-southeast-1', 8],
  ['ap-southeast-2', 11],
  ['ap-northeast-1', 9],
  ['ap-south-1', 5.5],
];

test.each(regions)('P3.3: in %s, %d h from UTC, RDS works at night', (region, offset) => {
  const { backup, maintenance } = preferredWindows(region);
  for (const window of [backup, maintenance.replaceAll(/[a-z]{3}:/g, '')]) {
    const [from = '', to = ''] = window.split('-');
    for (const time of [from, to]) {
      const local = (minutes(time) / 60 + offset + 24) % 24;
      expect(local >= 22 || local < 7).toBe(true);
    }
  }
});

test.each(regions.map(([region]) => region))('in %s the two windows do not overlap', (region) => {
  const { backup, maintenance } = preferredWindows(region);
  const [from = '', to = ''] = maintenance.replaceAll(/[a-z]{3}:/g, '').split('-');
  expect(minutes(backup.slice(6))).toBeLessThanOrEqual(minutes(from));
  expect(minutes(to) - minutes(from)).toBeGreaterThanOrEqual(30);
});

test('a region of a geography that is not known has a night too', () => {
  expect(preferredWindows('xx-north-1')).toEqual(preferredWindows('eu-west-1'));
});
