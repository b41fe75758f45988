import { alertVariables, enrichSettings, explainChangeSettings } from './settings';

const variables = {
  ENVIRONMENT: 'test',
  NOTIFICATIONS_TOPIC_ARN: 'arn:notifications',
  ALERTS_TOPIC_ARN: 'arn:alerts',
  DASHBOARD_NAME: 'overview',
};

test('P2.8: settings are environment variables, and each function has only its own topics', () => {
  expect(enrichSettings(variables)).toEqual({
    environment: 'test',
    topics: { notifications: 'arn:notifications' },
    dashboard: 'overview',
  });
  expect(enrichSettings({ ...variables, DASHBOARD_NAME: '' }).dashboard).toBeUndefined();
  expect(explainChangeSettings(variables)).toEqual({
    environment: 'test',
    topics: { notifications: 'arn:notifications', alerts: 'arn:alerts' },
  });
});

test.each([
  [enrichSettings, alertVariables.environment],
  [enrichSettings, alertVariables.notifications],
  [explainChangeSettings, alertVariables.environment],
  [explainChangeSettings, alertVariables.notifications],
  [explainChangeSettings, alertVariables.alerts],
])('a function without a variable throws: %p, %s', (settings, name) => {
  expect(() => settings({ ...variables, [name]: '' })).toThrow(
    expect.objectContaining({ code: 'VariableMissing', message: expect.stringContaining(name) }),
  );
});
