import { BulkheadError } from '@bulkhead/errors';

/** The database refuses the user or the password. */
export class LoginRefused extends BulkheadError {
  constructor(message: string) {
    super('LoginRefused', message, {
      next: 'bring the secret and the database together: give the user the password of AWSCURRENT',
    });
  }
}
