import { parseEnvironment } from '../../definition/define-environment';
import { serviceInRegion } from './service';
import { settingsOf } from '../settings-of';
import {
  ecsEc2Service,
  hipaaDrService,
  patientDataService,
  saasService,
  webService,
} from './preset-services';

const environmentOf = (preset: string, service: object) =>
  parseEnvironment(
    {
      name: 'qa',
      preset,
      account: '111122223333',
      apps: { 'app-platform': { service } },
    },
    'qa.json',
  );

test.each([
  ['P5.3', 'saas', saasService, { type: 'fargate', desiredCount: 2 }],
  ['P1.4', 'patient-data', patientDataService, { type: 'fargate', desiredCount: 2, shell: true }],
  ['P3.3', 'hipaa-dr', hipaaDrService, { type: 'fargate' }],
  ['P4.2', 'ecs-ec2', ecsEc2Service, { type: 'ecs-ec2', egress: ['https', 'http', 'dns'] }],
  [
    'P2.2',
    'web-multi-region',
    webService,
    { type: 'ec2-asg', desiredCount: 3, healthPath: '/health', scaling: { min: 2, max: 10, cpuPercent: 70 } },
  ],
])(
  '%s: the schema accepts the service of %s, on the capacity that the row requires',
  (_, preset, service, expected) => {
    expect(settingsOf(environmentOf(preset, service), 'app-platform', 'service')).toMatchObject(expected);
  },
);

test('P1.4: the service in the DR region is the same, with the count in the settings', () => {
  const settings = settingsOf(
    environmentOf('patient-data', { ...patientDataService, dr: { desiredCount: 1 } }),
    'app-platform',
    'service',
  );

  expect(serviceInRegion(settings, 'primary')).toBe(settings);
  expect(serviceInRegion(settings, 'dr')).toEqual({ ...settings, desiredCount: 1 });
});

test('P2.2: a group may be smaller in the DR region than in the primary region', () => {
  const settings = settingsOf(
    environmentOf('web-multi-region', { ...webService, dr: { desiredCount: 1 } }),
    'app-platform',
    'service',
  );

  expect(serviceInRegion(settings, 'dr')).toMatchObject({ desiredCount: 1, scaling: { min: 1, max: 10 } });
});
