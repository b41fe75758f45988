import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAlarmDescription } from '@bulkhead/alert-function';
import { type PresetName, presetNames } from '@bulkhead/config';
import { alarmsOf } from './testing';

const page = readFileSync(join(__dirname, '../runbooks.md'), 'utf8');

/** The anchors that GitHub gives the headings of the page. */
const anchors = [...page.matchAll(/^##+ (.+)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-'),
);

test.each<PresetName>([...presetNames])(
  'every alarm of %s says how urgent it is, whose it is, what patients notice, and where to read what to do',
  (preset) => {
    const alarms = [...alarmsOf(preset)].filter(([name]) => name !== 'declared');

    expect(alarms.length).toBeGreaterThan(30);
    for (const [name, { AlarmDescription }] of alarms) {
      const { owner, patients, runbook, severity, summary } = readAlarmDescription(AlarmDescription);
      expect([name, severity]).toEqual([name, expect.stringMatching(/^(page|ticket)$/)]);
      expect([name, owner]).toEqual([name, expect.stringMatching(/^@acme\/[a-z]+$/)]);
      expect([name, patients, summary]).toEqual([name, expect.any(String), expect.any(String)]);
      const anchor = runbook?.split('/runbooks.md#')[1];
      expect([name, anchors]).toEqual([name, expect.arrayContaining([anchor])]);
    }
  },
);
