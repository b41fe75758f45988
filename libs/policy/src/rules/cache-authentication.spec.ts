import { cache } from './examples';
import { ruleCases } from './rule-cases';
import { cacheAuthentication } from './cache-authentication';

ruleCases(cacheAuthentication, {
  compliant: { users: cache(), 'a token': cache({ UserGroupIds: undefined, AuthToken: { Ref: 'Token' } }) },
  nonCompliant: { 'nobody asked who it is': cache({ UserGroupIds: undefined }) },
});
