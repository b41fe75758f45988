import { suppress } from '@bulkhead/cdktf';
import { type IConstruct } from 'constructs';

/** For a cluster or instance of an unprotected environment. */
export function suppressForUnprotected(database: IConstruct): void {
  suppress(database, {
    rule: 'HIPAA.Security-RDSInstanceDeletionProtectionEnabled',
    reason:
      'The environment is not protected, so it holds no patient data and is destroyed when it is not needed.',
  });
}

/** For a stand-alone database whose credentials the environment keeps itself. */
export function suppressForOwnPassword(database: IConstruct): void {
  suppress(database, {
    rule: 'managed-password',
    reason:
      'The environment keeps the secret of the master user itself, written to the database by an ephemeral value, so that the users of applications take turns and no rotation cuts them off.',
  });
}
