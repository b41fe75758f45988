import { rotationSettings } from './settings';

const variables = { DATABASE_HOST: 'db.example', DATABASE_PORT: '5432', DATABASE_NAME: 'ehr' };
const database = { host: 'db.example', port: 5432, name: 'ehr' };

test('P3.10: the function gets its database from variables, which a writer of secrets cannot change', () => {
  expect(rotationSettings(variables)).toEqual({ database, masterSecretArn: undefined });
  expect(rotationSettings({ ...variables, MASTER_SECRET_ARN: 'arn' })).toEqual({
    database,
    masterSecretArn: 'arn',
  });
});

test.each(Object.keys(variables))('without %s the function does nothing', (name) => {
  expect(() => rotationSettings({ ...variables, [name]: undefined })).toThrow(
    expect.objectContaining({ code: 'VariableMissing', message: expect.stringContaining(name) }),
  );
});
