import { rotationSettings } from './settings';

const variables = { DATABASE_HOST: 'db.example', DATABASE_PORT: '5432', DATABASE_NAME: 'ehr' };
const database = { host: 'db.example', port: 5432, name: 'ehr' };

test('P3.10: which database it is for, the function is told where no writer of a secret can change it', () => {
  expect(rotationSettings(variables)).toEqual({ database, masterSecretArn: undefined });
  expect(rotationSettings({ ...variables, MASTER_SECRET_ARN: 'arn' })).toEqual({
    database,
    masterSecretArn: 'arn',
  });
});

test.each(Object.keys(variables))('without %s it does nothing', (name) => {
  expect(() => rotationSettings({ ...variables, [name]: undefined })).toThrow(
    expect.objectContaining({ code: 'VariableMissing', message: expect.stringContaining(name) }),
  );
});
