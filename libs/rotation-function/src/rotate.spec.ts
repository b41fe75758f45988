import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Client } from 'pg';
import { type Credential } from './credential';
import { sessionsOf } from './database/session';
import { rotate } from './rotate';
import { rotationSteps } from './rotation-event';
import { Crash, Crasher } from './testing/crash';
import { FakeSecretsManager } from './testing/fake-secrets-manager';
import { PostgresqlServer } from './testing';

jest.setTimeout(300_000);

let server: PostgresqlServer;
let admin: Client;
beforeAll(async () => {
  server = await PostgresqlServer.start();
  admin = await connect({ username: server.username, password: server.password });
});
afterAll(async () => {
  await admin?.end();
  await server?.stop();
});

const connections: Client[] = [];
async function connect({ username, password }: Record<string, unknown>): Promise<Client> {
  const client = new Client({
    host: server.host,
    port: server.port,
    database: server.database,
    user: String(username),
    password: String(password),
    ssl: { ca: server.certificates.authority },
  });
  await client.connect();
  connections.push(client);
  return client;
}
afterEach(async () => {
  await Promise.all(connections.splice(0).map((client) => client !== admin && client.end()));
});

/** Whether a credential can log in. */
const logsIn = async (credential: Record<string, unknown>): Promise<boolean> =>
  connect(credential).then(
    (client) => client.end().then(() => true),
    () => false,
  );

const answerOf = async (client: Client, statement: string) =>
  Object.values((await client.query<Record<string, unknown>>(statement)).rows[0] ?? {})[0];

const databaseAt = (host: string, port = server.port) => ({ host, port, name: server.database });

let count = 0;

/** A database with a master like in RDS, who is no superuser, and a secret whose user does not exist yet. */
async function open(credential: Partial<Credential> = {}) {
  const number = (count += 1);
  const secrets = new FakeSecretsManager();
  const where = { host: server.host, port: server.port, dbname: server.database, engine: 'postgres' };
  // As RDS stores the secret of a master: without the database.
  const master = { username: `master${number}`, password: `master-${number}-first` };
  await admin.query(`CREATE ROLE ${master.username} LOGIN CREATEROLE PASSWORD '${master.password}'`);
  const username = `orders${number}`;
  const masterArn = secrets.create('master', master);
  const arn = secrets.create('orders', { ...where, username, ...credential });
  const means = {
    client: secrets.client,
    database: databaseAt(server.host),
    openSession: sessionsOf(databaseAt(server.host), server.certificates.authority),
    masterSecretArn: masterArn as string | undefined,
  };
  const take = async (version: string, crasher = new Crasher(), of = arn, by = means) => {
    const { client, openSession } = by;
    const crashing = { ...by, client: crasher.client(client), openSession: crasher.sessions(openSession) };
    try {
      for (const step of rotationSteps) await rotate({ step, secretArn: of, version }, crashing);
    } finally {
      await crasher.bury();
    }
  };
  return {
    secrets,
    username,
    arn,
    masterArn,
    means,
    take,
    rotateOnce: () => take(secrets.beginRotation(arn)),
    current: () => secrets.value(arn, 'AWSCURRENT'),
    previous: () => secrets.value(arn, 'AWSPREVIOUS'),
  };
}

describe('P1.3, P3.10: two users take turns', () => {
  test('the first rotation creates both, from a secret that has never had a password', async () => {
    const { rotateOnce, current, username } = await open();
    await rotateOnce();

    expect(current()).toMatchObject({ username: `${username}_clone`, engine: 'postgres', port: server.port });
    expect(await logsIn(current())).toBe(true);
  });

  test('the initial credential of the secret still works after the first rotation', async () => {
    const { rotateOnce, previous, username } = await open({ password: 'made-up-by-hand' });
    await rotateOnce();

    expect(previous()).toMatchObject({ username, password: 'made-up-by-hand' });
    expect(await logsIn(previous())).toBe(true);
  });

  test('old connections survive, and the new and the previous credential can log in', async () => {
    const { rotateOnce, current, previous, username } = await open();
    await rotateOnce();
    for (const turn of [username, `${username}_clone`, username, `${username}_clone`]) {
      const before = current();
      const old = await connect(before);
      await rotateOnce();

      expect(current()['username']).toBe(turn);
      expect(current()['password']).not.toBe(before['password']);
      expect(await answerOf(old, 'SELECT session_user')).toBe(before['username']);
      expect(await logsIn(current())).toBe(true);
      expect(previous()).toEqual(before);
      expect(await logsIn(before)).toBe(true);
    }
  });

  test('the credential before the previous one can no longer log in', async () => {
    const { rotateOnce, current } = await open();
    await rotateOnce();
    const first = current();
    await rotateOnce();
    await rotateOnce();

    expect(await logsIn(first)).toBe(false);
  });

  test('a finished rotation does not run again', async () => {
    const { secrets, arn, take, current } = await open();
    const version = secrets.beginRotation(arn);
    await take(version);
    const before = current();
    await take(version);

    expect(current()).toEqual(before);
  });

  test('the master can log in while its own rotation has changed the database but not yet AWSCURRENT', async () => {
    const { secrets, masterArn, means, rotateOnce, current } = await open();
    const version = secrets.beginRotation(masterArn);
    const own = { ...means, masterSecretArn: undefined };
    for (const step of ['createSecret', 'setSecret'] as const)
      await rotate({ step, secretArn: masterArn, version }, own);
    await rotateOnce();

    expect(await logsIn(current())).toBe(true);
  });
});

describe('P1.3: the clone has the rights of the original user', () => {
  const prepared = async () => {
    const opened = await open();
    const { username, rotateOnce, current, previous } = opened;
    await rotateOnce();
    await admin.query(`CREATE SCHEMA ${username} AUTHORIZATION ${username}`);
    await admin.query(`CREATE ROLE ${username}_readers`);
    await admin.query(`CREATE TABLE ${username}.read_by_group AS SELECT 1 AS id`);
    await admin.query(`CREATE TABLE ${username}.written AS SELECT 1 AS id`);
    await admin.query(`GRANT SELECT ON ${username}.read_by_group TO ${username}_readers`);
    await admin.query(`GRANT ${username}_readers TO ${username}`);
    await admin.query(`GRANT INSERT, SELECT ON ${username}.written TO ${username}`);
    const clone = current();
    await rotateOnce();
    expect(previous()).toEqual(clone);
    return { ...opened, owner: current(), clone };
  };

  test('it has the rights of the user and its groups, and no others', async () => {
    const { username, clone } = await prepared();
    const client = await connect(clone);

    await client.query(`INSERT INTO ${username}.written VALUES (2)`);
    expect(await answerOf(client, `SELECT count(*)::int FROM ${username}.read_by_group`)).toBe(1);
    await expect(client.query(`INSERT INTO ${username}.read_by_group VALUES (2)`)).rejects.toMatchObject({
      code: '42501',
    });
  });

  test.each(['', 'after the reset of a connection pool between two clients'])(
    'objects that either user creates belong to the other too %s',
    async (pooled) => {
      const { username, clone, owner } = await prepared();
      const [one, other] = [await connect(clone), await connect(owner)];
      if (pooled) await other.query('DISCARD ALL');

      await one.query(`CREATE TABLE ${username}.from_clone (id int)`);
      await other.query(`ALTER TABLE ${username}.from_clone ADD COLUMN note text`);
      await other.query(`CREATE TABLE ${username}.from_owner (id int)`);
      await one.query(`DROP TABLE ${username}.from_owner`);
      expect(
        await answerOf(
          other,
          `SELECT tableowner FROM pg_tables WHERE schemaname = '${username}' AND tablename = 'from_clone'`,
        ),
      ).toBe(username);
    },
  );

  test('its sessions have the current settings of the user, not old ones', async () => {
    const { username, rotateOnce, current } = await open();
    await rotateOnce();
    await admin.query(`ALTER ROLE ${username} SET search_path TO "$user", "with ""space", public`);
    await admin.query(`ALTER ROLE ${username} SET statement_timeout TO '42s'`);
    await admin.query(`ALTER ROLE ${username} IN DATABASE ${server.database} SET work_mem TO '5MB'`);
    await admin.query(`ALTER ROLE ${username} CONNECTION LIMIT 7`);
    await admin.query(`ALTER ROLE ${username}_clone SET lock_timeout TO '1s'`);
    await rotateOnce();
    await rotateOnce();
    const client = await connect(current());

    expect(current()['username']).toBe(`${username}_clone`);
    expect(await answerOf(client, 'SHOW search_path')).toBe('"$user", "with ""space", public');
    expect(await answerOf(client, 'SHOW statement_timeout')).toBe('42s');
    expect(await answerOf(client, 'SHOW work_mem')).toBe('5MB');
    expect(await answerOf(client, 'SHOW lock_timeout')).toBe('0');
    expect(
      await answerOf(client, `SELECT rolconnlimit FROM pg_roles WHERE rolname = '${username}_clone'`),
    ).toBe(7);
  });

  test('names with special characters of SQL work', async () => {
    const name = `o'r"d; DROP TABLE x --${(count += 1)}`;
    const { rotateOnce, current } = await open({ username: name });
    await rotateOnce();
    const client = await connect(current());

    expect(await answerOf(client, 'SELECT session_user')).toBe(`${name}_clone`);
    expect(await answerOf(client, 'SELECT current_user')).toBe(name);
  });
});

describe('P3.10: the master changes its own password', () => {
  const master = async () => {
    const { secrets, masterArn, means, take } = await open();
    const own = { ...means, masterSecretArn: undefined };
    return {
      secrets,
      masterArn,
      current: () => secrets.value(masterArn, 'AWSCURRENT'),
      rotateOnce: () => take(secrets.beginRotation(masterArn), undefined, masterArn, own),
    };
  };

  test('old connections survive, the new password can log in, the old one cannot', async () => {
    const { current, rotateOnce } = await master();
    const before = current();
    const old = await connect(before);
    await rotateOnce();

    expect(current()).toEqual({ ...before, password: expect.stringMatching(/^[0-9a-f]{48}$/) });
    expect(await answerOf(old, 'SELECT 1')).toBe(1);
    expect(await logsIn(current())).toBe(true);
    expect(await logsIn(before)).toBe(false);
  });

  test('a secret that somebody set back to its previous value is repaired', async () => {
    const { secrets, masterArn, current, rotateOnce } = await master();
    const before = current();
    await rotateOnce();
    const working = current();
    secrets.put(masterArn, 'AWSCURRENT', before);
    secrets.put(masterArn, 'AWSPREVIOUS', working);
    await rotateOnce();

    expect(await logsIn(current())).toBe(true);
  });
});

type Moment = readonly [at: number, when: 'before' | 'after'];

/**
 * Every moment at which a rotation can end and leave a different state: before its first call, and after each of its
 * calls.
 */
async function momentsOf(
  rotateOnce: (crasher: Crasher) => Promise<void>,
  atLeast: number,
): Promise<Moment[]> {
  const crasher = new Crasher();
  await rotateOnce(crasher);
  expect(crasher.calls.length).toBeGreaterThanOrEqual(atLeast);
  return [[0, 'before'], ...crasher.calls.map((_, at): Moment => [at, 'after'])];
}

/** Runs a rotation until the crash. Returns the place of the crash, in words. */
async function crash(rotateOnce: (crasher: Crasher) => Promise<void>, [at, when]: Moment): Promise<string> {
  const crasher = new Crasher(at, when);
  await expect(rotateOnce(crasher)).rejects.toThrow(Crash);
  return `${when} ${crasher.calls[at]}`;
}

describe('P1.3, P3.10: after a crash at any call, a second run succeeds', () => {
  test('the first rotation: both credentials can log in, and act as one user', async () => {
    const begin = async () => {
      const opened = await open({ password: 'made-up-by-hand' });
      const version = opened.secrets.beginRotation(opened.arn);
      return { ...opened, again: (crasher?: Crasher) => opened.take(version, crasher) };
    };
    for (const moment of await momentsOf((await begin()).again, 30)) {
      const { again, current, previous, username } = await begin();
      const where = await crash(again, moment);
      await again();

      expect([where, await logsIn(current()), await logsIn(previous())]).toEqual([where, true, true]);
      const client = await connect(current());
      expect([where, await answerOf(client, 'SELECT current_user')]).toEqual([where, username]);
      await client.end();
    }
  });

  test('a later rotation: the current credential works at every moment, and the new one in the end', async () => {
    const begin = async () => {
      const opened = await open();
      await opened.rotateOnce();
      const before = opened.current();
      const version = opened.secrets.beginRotation(opened.arn);
      return { ...opened, before, again: (crasher?: Crasher) => opened.take(version, crasher) };
    };
    for (const moment of await momentsOf((await begin()).again, 20)) {
      const { again, current, before } = await begin();
      const where = await crash(again, moment);
      expect([where, await logsIn(current())]).toEqual([where, true]);
      await again();

      expect([where, await logsIn(current()), await logsIn(before)]).toEqual([where, true, true]);
      expect(current()['username']).not.toBe(before['username']);
    }
  });

  test('the rotation of the master: the database has the password of the secret', async () => {
    const begin = async () => {
      const { secrets, masterArn, means, take } = await open();
      const version = secrets.beginRotation(masterArn);
      const own = { ...means, masterSecretArn: undefined };
      return {
        current: () => secrets.value(masterArn, 'AWSCURRENT'),
        again: (crasher?: Crasher) => take(version, crasher, masterArn, own),
      };
    };
    for (const moment of await momentsOf((await begin()).again, 15)) {
      const { again, current } = await begin();
      const before = current();
      const where = await crash(again, moment);
      await again();

      expect([where, await logsIn(current())]).toEqual([where, true]);
      expect(current()['password']).not.toBe(before['password']);
    }
  });
});

describe('P3.10: no password is readable anywhere', () => {
  test('the server log, which has every statement, contains none', async () => {
    const { secrets, rotateOnce, masterArn, means, take } = await open({ password: 'made-up-by-hand' });
    await rotateOnce();
    await rotateOnce();
    await take(secrets.beginRotation(masterArn), undefined, masterArn, {
      ...means,
      masterSecretArn: undefined,
    });

    const log = server.log();
    expect(log).toMatch(/LOG: +statement: ALTER ROLE "orders\d+_clone" LOGIN PASSWORD 'SCRAM-SHA-256\$4096:/);
    expect(secrets.passwords).toHaveLength(3);
    for (const password of ['made-up-by-hand', ...secrets.passwords]) expect(log).not.toContain(password);
  });
});

describe('P3.10: each problem of a secret has its own error code', () => {
  test.each([
    ['no JSON', 'SecretNotJson', '{"password": "hidden'],
    ['a JSON list', 'SecretNotJson', '["hidden"]'],
    ['no user', 'SecretFieldMissing', { username: undefined }],
    ['an empty user name', 'SecretFieldMissing', { username: '' }],
    ['a host that is a number', 'SecretFieldInvalid', { host: 7 }],
    ['a password that is a number', 'SecretFieldInvalid', { password: 7 }],
    ['a password beyond ASCII', 'SecretFieldInvalid', { password: 'hidden-ü' }],
    ['a user name with no room for a clone', 'UserNameTooLong', { username: 'x'.repeat(58) }],
    ['the host of another database', 'OtherDatabase', { host: '127.0.0.1' }],
    ['the port of another database', 'OtherDatabase', { port: 1 }],
    ['a port of letters', 'OtherDatabase', { port: 'abc' }],
  ])('%s', async (_, code, change) => {
    const { secrets, arn, rotateOnce, current } = await open();
    secrets.put(arn, 'AWSCURRENT', typeof change === 'string' ? change : { ...current(), ...change });
    const failure = (await rotateOnce().catch((error: unknown) => error)) as Error;

    expect(failure).toMatchObject({ code, message: expect.any(String) });
    expect(failure.message).not.toContain('hidden');
  });

  test('a master without a password', async () => {
    const { secrets, masterArn, rotateOnce } = await open();
    secrets.put(masterArn, 'AWSCURRENT', { ...secrets.value(masterArn, 'AWSCURRENT'), password: undefined });

    await expect(rotateOnce()).rejects.toMatchObject({ code: 'SecretFieldMissing' });
  });

  test('a master that the database refuses', async () => {
    const { secrets, masterArn, rotateOnce } = await open();
    secrets.put(masterArn, 'AWSCURRENT', { ...secrets.value(masterArn, 'AWSCURRENT'), password: 'hidden' });

    await expect(rotateOnce()).rejects.toMatchObject({
      code: 'LoginRefused',
      message: expect.not.stringContaining('hidden'),
    });
  });

  test('a master that may not create users', async () => {
    const { secrets, masterArn, rotateOnce } = await open();
    await admin.query(
      `ALTER ROLE ${String(secrets.value(masterArn, 'AWSCURRENT')['username'])} NOCREATEROLE`,
    );

    await expect(rotateOnce()).rejects.toMatchObject({
      code: 'StatementRefused',
      message: 'CREATE ROLE failed (SQLSTATE 42501).',
    });
  });

  test('a secret without a current value', async () => {
    const { means, secrets } = await open();
    const arn = secrets.create('empty', 'null');
    const version = secrets.beginRotation(arn);
    secrets.removeValue(arn, 'AWSCURRENT');

    await expect(rotate({ step: 'createSecret', secretArn: arn, version }, means)).rejects.toMatchObject({
      code: 'SecretValueMissing',
    });
  });
});

describe('P3.10: each problem of a rotation has its own error code', () => {
  test('a secret that does not rotate', async () => {
    const { secrets, arn, rotateOnce } = await open();
    secrets.resting.add(arn);

    await expect(rotateOnce()).rejects.toMatchObject({ code: 'RotationDisabled' });
  });

  test('a version that is not pending', async () => {
    const { take } = await open();

    await expect(take('another')).rejects.toMatchObject({ code: 'VersionNotPending' });
  });

  test.each(['setSecret', 'testSecret'] as const)('%s before createSecret', async (step) => {
    const { secrets, arn, means } = await open();
    const version = secrets.beginRotation(arn);

    await expect(rotate({ step, secretArn: arn, version }, means)).rejects.toMatchObject({
      code: 'SecretValueMissing',
    });
  });

  test('testSecret before setSecret', async () => {
    const { secrets, arn, means } = await open();
    const version = secrets.beginRotation(arn);
    await rotate({ step: 'createSecret', secretArn: arn, version }, means);

    await expect(rotate({ step: 'testSecret', secretArn: arn, version }, means)).rejects.toMatchObject({
      code: 'LoginRefused',
    });
  });
});

describe('P1.3: the function connects only to the server that the certificate names', () => {
  const superuser = () => ({ username: server.username, password: server.password });

  test.each([
    ['an untrusted authority', 'localhost', () => undefined],
    ['another host', '127.0.0.1', () => server.certificates.authority],
  ])('a certificate of %s', async (_, host, authority) => {
    await expect(sessionsOf(databaseAt(host), authority())(superuser())).rejects.toMatchObject({
      code: 'DatabaseUnreachable',
      message: expect.not.stringContaining(server.password),
    });
  });

  test('a server without TLS', async () => {
    const plain = createServer((socket) => socket.once('data', () => socket.end('N'))).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as AddressInfo;
    try {
      await expect(sessionsOf(databaseAt('127.0.0.1', port))(superuser())).rejects.toMatchObject({
        code: 'DatabaseUnreachable',
        message: expect.stringContaining('does not support SSL'),
      });
    } finally {
      plain.close();
    }
  });
});
